package calendar

import (
	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/x/calendar/types"
)

// AutoCLIOptions describes the module's commands.
func (AppModule) AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{
		Query: &autocliv1.ServiceCommandDescriptor{
			Service: types.Query_serviceDesc.ServiceName, Short: "Banking days, closed days, and when a deadline ends",
			RpcCommandOptions: []*autocliv1.RpcCommandOptions{
				command("Calendar", "calendar [year]", "Show the closed days and the make-up working days of a year",
					"query calendar calendar 2020", "year"),
				command("Calendars", "calendars", "List the published calendars", "query calendar calendars"),
				command("Editions", "editions [year]", "List how a year was published, and changed since",
					"query calendar editions 2020", "year"),
				command("Proposal", "proposal [year]", "Show the calendar that waits for a second officer",
					"query calendar proposal 2022", "year"),
				command("BankingDay", "banking-day [day] [banking-days]",
					"Show whether a day is a banking day, and the day that lies so many banking days later",
					"query calendar banking-day 2020-01-23 5", "day", "banking_days"),
			},
		},
		Tx: &autocliv1.ServiceCommandDescriptor{
			Service: types.Msg_serviceDesc.ServiceName, Short: "Publish the banking days of years (central bank)",
			RpcCommandOptions: []*autocliv1.RpcCommandOptions{
				command("ProposeCalendar", "propose [calendar]", "Propose the calendar of a JSON file (compliance or controller)",
					"tx calendar propose 2022.json --from pboc-compliance", "calendar"),
				command("ConfirmCalendar", "confirm [calendar]",
					"Publish the calendar that another officer proposed, by the same JSON file (compliance or controller)",
					"tx calendar confirm 2022.json --from pboc-controller", "calendar"),
			},
		},
	}
}

// command describes a method; its arguments are fields of the request.
func command(method, use, short, example string, arguments ...string) *autocliv1.RpcCommandOptions {
	options := &autocliv1.RpcCommandOptions{RpcMethod: method, Use: use, Short: short, Example: "  dcepd " + example}
	for _, field := range arguments {
		options.PositionalArgs = append(options.PositionalArgs, &autocliv1.PositionalArgDescriptor{ProtoField: field})
	}
	return options
}
