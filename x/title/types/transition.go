package types

// transitions is a state machine: from each state, what each action leads to. What is not in it is not allowed.
type transitions[State, Action comparable] map[State]map[Action]State

// next returns where the action leads, and whether the state allows it.
func (t transitions[State, Action]) next(from State, action Action) (State, bool) {
	to, allowed := t[from][action]
	return to, allowed
}
