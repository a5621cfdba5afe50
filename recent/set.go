// Package recent remembers what was seen lately, within bounds.
package recent

// Set remembers keys: at least the last size of them, at most twice as many. It is not safe for concurrent use.
type Set[Key comparable] struct {
	size         int
	young, older map[Key]struct{}
}

// NewSet returns an empty set.
func NewSet[Key comparable](size int) *Set[Key] {
	return &Set[Key]{size: size, young: map[Key]struct{}{}}
}

// Has says whether the key is remembered.
func (s *Set[Key]) Has(key Key) bool {
	_, young := s.young[key]
	_, older := s.older[key]
	return young || older
}

// Add remembers a key.
func (s *Set[Key]) Add(key Key) {
	if len(s.young) >= s.size {
		s.young, s.older = make(map[Key]struct{}, s.size), s.young
	}
	s.young[key] = struct{}{}
}
