namespace TA.Engagements;

/// <summary>What the specialized units say of their indicators.</summary>
internal static class UnitSources
{
    public static void Add(Engagement engagement, Indicator indicator, Tally tally)
    {
        var units = engagement.Units.Units;
        switch (indicator.Code)
        {
            case "UNIT-1":
                Operational(units, tally);
                break;
            case "UNIT-2":
                Staff(units, tally);
                break;
            case "UNIT-3":
                foreach (var procedure in units.SelectMany(u => u.Procedures))
                    if (procedure.Standing is { State: ProcedureState.Adopted, On: { } adopted })
                        tally.Add(adopted.Year, 1, null, ("child-sensitive", procedure.Control is null ? Indicators.NotStated : procedure.Control.Children == ContentFinding.Found ? "yes" : "no"));
                break;
            case "UNIT-4":
                Agreements(units, tally);
                break;
            case "UNIT-5" or "UNIT-6" or "UNIT-7":
                foreach (var year in units.SelectMany(u => u.Years))
                    Performance(indicator, year, tally);
                break;
        }
    }

    /// <summary>Units operational by the one rule (<see cref="UnitReadiness.WasOperational"/>), for years in which one became so or ceases to be.</summary>
    private static void Operational(Items<SpecializedUnit> units, Tally tally) => tally.AddStanding(
        units.SelectMany(UnitReadiness.Spells).SelectMany(s => new[] { s.From, s.Until?.AddDays(1) ?? s.From }),
        day => units.Where(u => UnitReadiness.WasOperational(u, day)).Select(u => WorkSources.Word(u.Facts.Kind)));

    /// <summary>Women in filled posts, as the tables stand now, in the year in which one was recorded last. Lines that do not say how many posts women fill are left out.</summary>
    private static void Staff(Items<SpecializedUnit> units, Tally tally)
    {
        if (units.Max(u => u.StaffedOn) is not { Year: var year })
            return;
        foreach (var post in units.SelectMany(u => u.Posts))
            if (post.Numbers is { Filled: { } filled, FilledByWomen: { } women })
                tally.Add(year, women, filled, ("level", WorkSources.Word(post.Level)));
    }

    /// <summary>Agreements with NGOs in force, for years in which one was signed or lapses.</summary>
    private static void Agreements(Items<SpecializedUnit> units, Tally tally)
    {
        var agreements = units.SelectMany(u => u.Referrals).Where(r => r is { Kind: ReferralPartner.Ngo, Terms: not null }).ToList();
        tally.AddStanding(
            agreements.SelectMany(r => new[] { r.Terms!.SignedOn, r.Terms.Until?.AddDays(1) ?? r.Terms.SignedOn }), day => agreements.Where(r => r.IsInForce(day)).Select(r => r.With));
    }

    private static void Performance(Indicator indicator, UnitYear year, Tally tally)
    {
        if (indicator.Code == "UNIT-5")
        {
            if (year.Totals.Referred is { } referred && referred.All() is { } all)
                Referred(referred, year.Year, all, tally);
            return;
        }

        foreach (var (crime, cases) in new[] { ("trafficking", year.Totals.Trafficking), ("smuggling", year.Totals.Smuggling), ("violence-against-migrants", year.Totals.Violence) })
        {
            if (indicator.Code == "UNIT-6" && cases?.Investigations is { } investigations)
                tally.Add(year.Year, investigations, null, ("crime", crime));
            if (indicator.Code == "UNIT-7" && cases?.Prosecutions is { } prosecutions)
                tally.Add(year.Year, prosecutions, null, ("crime", crime), ("step", "prosecution"));
            if (indicator.Code == "UNIT-7" && cases?.Convictions is { } convictions)
                tally.Add(year.Year, convictions, null, ("crime", crime), ("step", "conviction"));
        }
    }

    private static void Referred(ReferredTotals referred, int year, int all, Tally tally)
    {
        var left = all;
        foreach (var (sex, age, count) in new[] { ("women", "adult", referred.Women), ("men", "adult", referred.Men), ("women", "child", referred.Girls), ("men", "child", referred.Boys) })
            if (count is { } known)
            {
                tally.Add(year, known, null, ("sex", sex), ("age", age));
                left -= known;
            }

        if (left > 0 || all == 0)
            tally.Add(year, left);
    }
}
