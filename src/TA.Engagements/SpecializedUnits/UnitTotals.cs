namespace TA.Engagements;

/// <summary>What the specialized units of an engagement come to. Exact numbers: whoever lets them leave the engagement suppresses small cells first.</summary>
/// <param name="Units">Units on record.</param>
/// <param name="Operational">Units operational on the last day, by kind; kinds without any are left out.</param>
/// <param name="Posts">Posts as they are on record now, by level.</param>
/// <param name="ProceduresAdopted">Procedures adopted on the last day.</param>
/// <param name="ChildSensitive">Those of them that were found sensitive to children.</param>
/// <param name="ReferralsWithNgos">Referral agreements with NGOs in force on the last day.</param>
/// <param name="Referrals">All referral agreements in force on the last day.</param>
/// <param name="Years">The yearly totals of all units whose year ends within the period, so that no year counts in two periods that follow each other.</param>
public sealed record UnitTotals(
    int Units, Items<UnitsOfKind> Operational, Items<PostsOfLevel> Posts, int ProceduresAdopted, int ChildSensitive, int ReferralsWithNgos, int Referrals, YearTotals Years)
{
    /// <summary>The totals for a period, both days included.</summary>
    public static UnitTotals Of(Engagement engagement, DateOnly from, DateOnly to)
    {
        var units = engagement.Units.Units;
        var adopted = units.SelectMany(u => u.Procedures).Where(p => p.Standing is { State: ProcedureState.Adopted, On: { } on } && on <= to).ToList();
        var referrals = units.SelectMany(u => u.Referrals).Where(r => r.IsInForce(to)).ToList();
        var years = units.SelectMany(u => u.Years).Where(y => new DateOnly(y.Year, 12, 31) is var end && end >= from && end <= to).Select(y => y.Totals).ToList();
        return new(
            units.Count,
            units.Where(u => UnitReadiness.WasOperational(u, to)).GroupBy(u => u.Facts.Kind).OrderBy(g => g.Key).Select(g => new UnitsOfKind(g.Key, g.Count())).ToItems(),
            units.SelectMany(u => u.Posts).GroupBy(p => p.Level).OrderBy(g => g.Key).Select(g => new PostsOfLevel(g.Key, new(
                Sum(g.Select(p => p.Numbers.Authorized)), Sum(g.Select(p => p.Numbers.Filled)), Sum(g.Select(p => p.Numbers.FilledByWomen))))).ToItems(),
            adopted.Count,
            adopted.Count(p => p.Control?.Children == ContentFinding.Found),
            referrals.Count(r => r.Kind == ReferralPartner.Ngo),
            referrals.Count,
            new(Referred(years.Select(y => y.Referred)), Cases(years.Select(y => y.Trafficking)), Cases(years.Select(y => y.Smuggling)), Cases(years.Select(y => y.Violence))));
    }

    private static ReferredTotals? Referred(IEnumerable<ReferredTotals?> years) => years.OfType<ReferredTotals>().ToList() is { Count: > 0 } known
        ? new(
            Sum(known.Select(y => y.Women)), Sum(known.Select(y => y.Men)), Sum(known.Select(y => y.Girls)), Sum(known.Select(y => y.Boys)), Sum(known.Select(y => y.NotStated)),
            Sum(known.Select(y => y.All())))
        : null;

    private static CaseTotals? Cases(IEnumerable<CaseTotals?> years) => years.OfType<CaseTotals>().ToList() is { Count: > 0 } known
        ? new(Sum(known.Select(y => y.Investigations)), Sum(known.Select(y => y.Prosecutions)), Sum(known.Select(y => y.Convictions)))
        : null;

    /// <summary>The sum of what is known; null when nothing is.</summary>
    internal static int? Sum(IEnumerable<int?> numbers) => numbers.Aggregate((int?)null, (sum, n) => n is null ? sum : (sum ?? 0) + n);
}

/// <summary>Units of one kind.</summary>
public readonly record struct UnitsOfKind(UnitKind Kind, int Count);

/// <summary>Posts of one level.</summary>
public readonly record struct PostsOfLevel(PostLevel Level, PostNumbers Numbers);
