package app

import (
	authkeeper "github.com/cosmos/cosmos-sdk/x/auth/keeper"
	consensuskeeper "github.com/cosmos/cosmos-sdk/x/consensus/keeper"
	upgradekeeper "github.com/cosmos/cosmos-sdk/x/upgrade/keeper"

	calendarkeeper "github.com/dcep-consortium/dcepd/x/calendar/keeper"
	certificationkeeper "github.com/dcep-consortium/dcepd/x/certification/keeper"
	consortiumkeeper "github.com/dcep-consortium/dcepd/x/consortium/keeper"
	currencykeeper "github.com/dcep-consortium/dcepd/x/currency/keeper"
	financingkeeper "github.com/dcep-consortium/dcepd/x/financing/keeper"
	letterskeeper "github.com/dcep-consortium/dcepd/x/letters/keeper"
	offlinekeeper "github.com/dcep-consortium/dcepd/x/offline/keeper"
	purposekeeper "github.com/dcep-consortium/dcepd/x/purpose/keeper"
	singlewindowkeeper "github.com/dcep-consortium/dcepd/x/singlewindow/keeper"
	supervisionkeeper "github.com/dcep-consortium/dcepd/x/supervision/keeper"
	surveillancekeeper "github.com/dcep-consortium/dcepd/x/surveillance/keeper"
	titlekeeper "github.com/dcep-consortium/dcepd/x/title/keeper"
)

// keepers is the state of all modules, and the guard before their messages.
//
// App holds it as a value without a type. Go compiles the methods of every generic collection again in each package
// that imports a type in which they can be seen: half a minute for each of twenty packages. So neither a field nor a
// method of App may name a keeper; the functions here do.
type keepers struct {
	accounts      authkeeper.AccountKeeper
	consensus     consensuskeeper.Keeper
	upgrade       *upgradekeeper.Keeper
	consortium    *consortiumkeeper.Keeper
	certification *certificationkeeper.Keeper
	currency      *currencykeeper.Keeper
	calendar      *calendarkeeper.Keeper
	letters       *letterskeeper.Keeper
	offline       *offlinekeeper.Keeper
	purpose       *purposekeeper.Keeper
	surveillance  *surveillancekeeper.Keeper
	supervision   *supervisionkeeper.Keeper
	singleWindow  *singlewindowkeeper.Keeper
	financing     *financingkeeper.Keeper
	title         *titlekeeper.Keeper
	guard         *guard
}

func keepersOf(app *App) *keepers { return app.keepers.(*keepers) }

// Accounts returns the accounts of officers.
func Accounts(app *App) authkeeper.AccountKeeper { return keepersOf(app).accounts }

// Consortium returns the state of x/consortium.
func Consortium(app *App) *consortiumkeeper.Keeper { return keepersOf(app).consortium }

// Certification returns the state of x/certification.
func Certification(app *App) *certificationkeeper.Keeper { return keepersOf(app).certification }

// Currency returns the state of x/currency.
func Currency(app *App) *currencykeeper.Keeper { return keepersOf(app).currency }

// Calendar returns the state of x/calendar.
func Calendar(app *App) *calendarkeeper.Keeper { return keepersOf(app).calendar }

// Letters returns the state of x/letters.
func Letters(app *App) *letterskeeper.Keeper { return keepersOf(app).letters }

// Offline returns the state of x/offline.
func Offline(app *App) *offlinekeeper.Keeper { return keepersOf(app).offline }

// Purpose returns the state of x/purpose.
func Purpose(app *App) *purposekeeper.Keeper { return keepersOf(app).purpose }

// SingleWindow returns the state of x/singlewindow.
func SingleWindow(app *App) *singlewindowkeeper.Keeper { return keepersOf(app).singleWindow }

// Financing returns the state of x/financing.
func Financing(app *App) *financingkeeper.Keeper { return keepersOf(app).financing }

// Title returns the state of x/title.
func Title(app *App) *titlekeeper.Keeper { return keepersOf(app).title }

// Surveillance returns the state of x/surveillance.
func Surveillance(app *App) *surveillancekeeper.Keeper { return keepersOf(app).surveillance }

// Supervision returns the state of x/supervision.
func Supervision(app *App) *supervisionkeeper.Keeper { return keepersOf(app).supervision }
