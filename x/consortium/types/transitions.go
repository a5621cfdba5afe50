package types

// transitions is a state machine as a table: for each action, the states that it may start from and where it leads.
type transitions[Action, State comparable] map[Action]map[State]State

// next returns where the action leads from the state, and whether it may start there.
func (t transitions[Action, State]) next(action Action, from State) (State, bool) {
	to, ok := t[action][from]
	return to, ok
}
