package types

import "bytes"

func checkPilot(g *GenesisState) error {
	if err := g.Pilot.Check(); err != nil {
		return inField("pilot", err)
	}
	for i, wallet := range g.Wallets {
		if wallet.AdmittedRevision > g.Pilot.Revision {
			return inEntry("wallets", i, ErrRecord.Wrapf("admitted_revision %d, the pilot's is %d", wallet.AdmittedRevision, g.Pilot.Revision))
		}
	}
	return nil
}

func checkInvitations(g *GenesisState) error {
	type key struct{ phase, operator, customer string }
	seen := map[key]bool{}
	for i, invitation := range g.Invitations {
		if _, err := ParseReference("phase_id", invitation.PhaseId); err != nil {
			return inEntry("invitations", i, err)
		}
		if _, err := ParseMemberID(invitation.OperatorId); err != nil {
			return inEntry("invitations", i, err)
		}
		key := key{invitation.PhaseId, invitation.OperatorId, string(invitation.CustomerRef)}
		if len(invitation.CustomerRef) != customerRefBytes || seen[key] {
			return inEntry("invitations", i, ErrInvitation.Wrapf("customer %x of %d bytes, or there twice", invitation.CustomerRef, len(invitation.CustomerRef)))
		}
		seen[key] = true
	}
	return nil
}

func checkFlags(g *GenesisState) error {
	type key struct {
		operator, day, customer string
		rule                    uint32
	}
	profiles := map[string]WalletProfile{}
	for _, wallet := range g.Wallets {
		profiles[wallet.Address] = wallet.Profile
	}
	seen := map[key]bool{}
	for i, flag := range g.Flags {
		if err := flag.check(); err != nil {
			return inEntry("flags", i, err)
		}
		profile, exists := profiles[flag.Wallet]
		if !exists || profile.OperatorId != flag.OperatorId || !bytes.Equal(profile.CustomerRef, flag.CustomerRef) {
			return inEntry("flags", i, ErrWalletNotFound.Wrapf("%.100q of customer %x of %s", flag.Wallet, flag.CustomerRef, flag.OperatorId))
		}
		key := key{flag.OperatorId, flag.Day, string(flag.CustomerRef), FlagRule(flag.Kind, flag.Direction)}
		if seen[key] {
			return inEntry("flags", i, ErrRecord.Wrapf("second %s %s of customer %x on %s", flag.Kind, flag.Direction, flag.CustomerRef, flag.Day))
		}
		seen[key] = true
	}
	return nil
}

func (f Flag) check() error {
	if _, err := ParseDay(f.Day); err != nil {
		return err
	}
	if !isKnown(FlagKind_name, f.Kind) || !isKnown(FlagDirection_name, f.Direction) {
		return ErrRecord.Wrapf("kind %d, direction %d", f.Kind, f.Direction)
	}
	if f.ThresholdFen == 0 || f.SumFen < f.ThresholdFen || f.Height < 0 {
		return ErrRecord.Wrapf("sum %s, threshold %s, height %d", Fen(f.SumFen), Fen(f.ThresholdFen), f.Height)
	}
	return nil
}
