package calendar

import (
	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/commands"
	"github.com/dcep-consortium/dcepd/x/calendar/types"
)

// AutoCLIOptions describes the module's commands.
func (AppModule) AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{
		Query: commands.Service(types.Query_serviceDesc.ServiceName, "Banking days, closed days, and when a deadline ends", nil, commands.List{
			commands.Of("Calendar", "calendar [year]", "Show the closed days and the make-up working days of a year",
				"query calendar calendar 2020", "year"),
			commands.Of("Calendars", "calendars", "List the published calendars", "query calendar calendars"),
			commands.Of("Editions", "editions [year]", "List how a year was published, and changed since",
				"query calendar editions 2020", "year"),
			commands.Of("Proposal", "proposal [year]", "Show the calendar that waits for a second officer",
				"query calendar proposal 2022", "year"),
			commands.Of("BankingDay", "banking-day [day] [banking-days]",
				"Show whether a day is a banking day, and the day that lies so many banking days later",
				"query calendar banking-day 2020-01-23 5", "day", "banking_days"),
		}),
		Tx: commands.Service(types.Msg_serviceDesc.ServiceName, "Publish the banking days of years (central bank)", nil, commands.List{
			commands.Of("ProposeCalendar", "propose [calendar]", "Propose the calendar of a JSON file (compliance or controller)",
				"tx calendar propose 2022.json --from pboc-compliance", "calendar"),
			commands.Of("ConfirmCalendar", "confirm [calendar]",
				"Publish the calendar that another officer proposed, by the same JSON file (compliance or controller)",
				"tx calendar confirm 2022.json --from pboc-controller", "calendar"),
		}),
	}
}
