// Package lifecycle holds the lives of records as tables, so that a reader sees at once what may become of what.
package lifecycle

// Table says what each action makes of a record in each state. What is not in it is not allowed.
type Table[State, Action comparable] map[State]map[Action]State

// Next returns where the action leads from the state, and whether the state allows it.
func (t Table[State, Action]) Next(from State, action Action) (State, bool) {
	to, allowed := t[from][action]
	return to, allowed
}
