using System.Text.Json.Serialization;

namespace TA.Engagements;

/// <summary>
/// When a specialized unit is operational. The rule is this product's own, after the gates of the unit playbook ("Mandate in force", "Minimum staff in post, all vetted", "SOPs adopted;
/// referral agreements signed", "Unit housed and equipped"); it is no rule of UNODC's. On the day asked for, all of this holds:
/// <list type="number">
/// <item>the mandate is in force;</item>
/// <item>a minimum of staff is stated, and at least as many posts are filled;</item>
/// <item>vetting has cleared at least as many people as there are posts filled;</item>
/// <item>procedures are adopted, and among them is content sensitive to children and content sensitive to victims;</item>
/// <item>at least one referral agreement is in force;</item>
/// <item>at least one line of premises is handed over in full.</item>
/// </list>
/// It is judged for a day because mandates come into force and agreements lapse. Staff and vetting carry no dates of their own: they count as they are on record. A blank is missing, never zero.
/// <see cref="Missing"/> judges what is on record now. <see cref="WasOperational"/> answers for any day, past days as they were judged then; for today both say the same, and unit pages, totals and indicators go by
/// no other rule.
/// </summary>
public static class UnitReadiness
{
    /// <summary>Whether nothing is missing on the day.</summary>
    public static bool IsOperational(SpecializedUnit unit, DateOnly day) => !Gaps(unit, day).Any();

    /// <summary>What is missing on the day; empty when the unit is operational.</summary>
    public static Items<ReadinessGap> Missing(SpecializedUnit unit, DateOnly day) => Gaps(unit, day).ToItems();

    /// <summary>
    /// Whether a unit was operational on a day: as judged when its facts were recorded, and as time alone has turned it since, because all its agreements have lapsed or its mandate has come into force.
    /// </summary>
    public static bool WasOperational(SpecializedUnit unit, DateOnly day) => Spells(unit).Any(s => s.From <= day && !(s.Until < day));

    /// <summary>The times in which the unit was operational, the recorded ones and what time alone has made of them since. The last may end, or begin, on a day to come.</summary>
    public static IEnumerable<OperationalSpell> Spells(SpecializedUnit unit)
    {
        var recorded = unit.WasOperational ? unit.Operational.Take(unit.Operational.Count - 1) : unit.Operational;
        return (unit.WasOperational ? unit.Operational[^1].From : TurnsOn(unit)) is { } from && !(LapsesAfter(unit) < from)
            ? recorded.Append(new(from, LapsesAfter(unit)))
            : recorded;
    }

    /// <summary>
    /// What turned by itself since something of the unit was last recorded, until the day on which something is recorded anew. An agreement that is recorded now and was in force when the last one lapsed leaves no gap, and a
    /// mandate that is now said to come into force later has not turned it.
    /// </summary>
    /// <param name="before">The unit as it was on record.</param>
    /// <param name="after">The unit as it is recorded now.</param>
    /// <param name="today">The day.</param>
    internal static IEnumerable<UnitReadinessChanged> TurnedBy(SpecializedUnit before, SpecializedUnit after, DateOnly today)
    {
        var turnedOn = before.WasOperational ? null : TurnsOn(before);
        if (!before.WasOperational && (!(turnedOn < today) || !(after.Facts.Mandate?.InForceOn <= turnedOn)))
            yield break;
        if (turnedOn is { } on)
            yield return new(before.Id, true, on);
        if (LapsesAfter(before) is { } last && last.AddDays(1) is var off && off < today && !after.Referrals.Any(r => r.IsInForce(off)))
            yield return new(before.Id, false, off);
    }

    /// <summary>The day on which its mandate makes a unit operational that was not when last judged; null when that day is not known or something else is missing on it.</summary>
    private static DateOnly? TurnsOn(SpecializedUnit unit) =>
        unit.Facts.Mandate?.InForceOn is { } on && !(on <= unit.StaffedOn) && !(on <= unit.Operational.LastOrDefault().Until) && IsOperational(unit, on) ? on : null;

    /// <summary>The last day of the agreement that lapses last; null where one has no end, or none is signed.</summary>
    private static DateOnly? LapsesAfter(SpecializedUnit unit) =>
        unit.Referrals.Any(r => r.Terms is { Until: null }) ? null : unit.Referrals.Max(r => r.Terms?.Until);

    private static IEnumerable<ReadinessGap> Gaps(SpecializedUnit unit, DateOnly day) =>
        new[] { Mandate(unit, day), Staff(unit), Vetting(unit), Procedures(unit, day), Referral(unit, day), Premises(unit, day) }.OfType<ReadinessGap>();

    private static ReadinessGap? Mandate(SpecializedUnit unit, DateOnly day) => unit.Facts.Mandate switch
    {
        null => new MandateMissing(),
        { InForceOn: { } on } when on <= day => null,
        var mandate => new MandateNotInForce(mandate.InForceOn, mandate.WaitsFor),
    };

    private static ReadinessGap? Staff(SpecializedUnit unit) =>
        unit.Facts.MinimumStaff is not { } minimum ? new MinimumStaffNotStated()
        : unit.Filled() >= minimum ? null
        : new StaffMissing(minimum, unit.Filled(), minimum - (unit.Filled() ?? 0));

    private static ReadinessGap? Vetting(SpecializedUnit unit)
    {
        if (unit.Vetting?.Cleared is not { } cleared)
            return new VettingNotRecorded();
        var filled = unit.Filled() ?? 0;
        return cleared >= filled ? null : new VettingMissing(filled, cleared, filled - cleared);
    }

    private static ReadinessGap? Procedures(SpecializedUnit unit, DateOnly day)
    {
        var adopted = unit.Procedures.Where(p => p.Standing is { State: ProcedureState.Adopted, On: { } on } && on <= day).ToList();
        if (adopted.Count == 0)
            return new NoProcedureAdopted();
        var lacking = new List<SensitiveContent>();
        if (!adopted.Exists(p => p.Control?.Children == ContentFinding.Found))
            lacking.Add(SensitiveContent.Children);
        if (!adopted.Exists(p => p.Control?.Victims == ContentFinding.Found))
            lacking.Add(SensitiveContent.Victims);
        return lacking.Count == 0 ? null : new SensitiveProceduresMissing(lacking.ToItems());
    }

    private static ReadinessGap? Referral(SpecializedUnit unit, DateOnly day) =>
        unit.Referrals.Any(r => r.IsInForce(day)) ? null : new NoReferralInForce(unit.Referrals.Where(r => r.Terms?.Until < day).Max(r => r.Terms!.Until));

    private static ReadinessGap? Premises(SpecializedUnit unit, DateOnly day)
    {
        var premises = unit.Items.Where(i => i.Kind == ItemKind.Premises).ToList();
        return premises.Exists(i => i.Numbers is { HandedOver: > 0 and var received, HandedOverOn: { } on } && received >= (i.Numbers.Quantity ?? received) && on <= day)
            ? null
            : new PremisesNotHandedOver(premises.Count);
    }
}

/// <summary>Something that keeps a unit from being operational.</summary>
[JsonDerivedType(typeof(MandateMissing), "mandate-missing")]
[JsonDerivedType(typeof(MandateNotInForce), "mandate-not-in-force")]
[JsonDerivedType(typeof(MinimumStaffNotStated), "minimum-staff-not-stated")]
[JsonDerivedType(typeof(StaffMissing), "staff-missing")]
[JsonDerivedType(typeof(VettingNotRecorded), "vetting-not-recorded")]
[JsonDerivedType(typeof(VettingMissing), "vetting-missing")]
[JsonDerivedType(typeof(NoProcedureAdopted), "no-procedure-adopted")]
[JsonDerivedType(typeof(SensitiveProceduresMissing), "sensitive-procedures-missing")]
[JsonDerivedType(typeof(NoReferralInForce), "no-referral-in-force")]
[JsonDerivedType(typeof(PremisesNotHandedOver), "premises-not-handed-over")]
public abstract record ReadinessGap;

/// <summary>No act or order is on record that sets the unit up.</summary>
public sealed record MandateMissing : ReadinessGap;

/// <summary>The mandate is not in force on the day.</summary>
/// <param name="ExpectedOn">When it is expected to be; null while not known.</param>
/// <param name="WaitsFor">The law it waits for.</param>
public sealed record MandateNotInForce(DateOnly? ExpectedOn, string? WaitsFor) : ReadinessGap;

/// <summary>It is not stated how many filled posts the unit needs.</summary>
public sealed record MinimumStaffNotStated : ReadinessGap;

/// <summary>Fewer posts are filled than needed.</summary>
/// <param name="Minimum">Needed.</param>
/// <param name="Filled">Filled; null when no line says so.</param>
/// <param name="Short">How many more are needed.</param>
public sealed record StaffMissing(int Minimum, int? Filled, int Short) : ReadinessGap;

/// <summary>No number of people cleared by vetting is on record.</summary>
public sealed record VettingNotRecorded : ReadinessGap;

/// <summary>Fewer people are cleared than posts are filled.</summary>
/// <param name="Filled">Posts filled.</param>
/// <param name="Cleared">People cleared.</param>
/// <param name="Short">How many more are needed.</param>
public sealed record VettingMissing(int Filled, int Cleared, int Short) : ReadinessGap;

/// <summary>No procedure is adopted.</summary>
public sealed record NoProcedureAdopted : ReadinessGap;

/// <summary>No adopted procedure was found to be sensitive to children, or to victims.</summary>
public sealed record SensitiveProceduresMissing(Items<SensitiveContent> Lacking) : ReadinessGap;

/// <summary>No referral agreement is in force.</summary>
/// <param name="LapsedOn">The last day of the one that lapsed last; null when none did.</param>
public sealed record NoReferralInForce(DateOnly? LapsedOn) : ReadinessGap;

/// <summary>No premises are handed over in full.</summary>
/// <param name="Lines">How many lines of premises there are.</param>
public sealed record PremisesNotHandedOver(int Lines) : ReadinessGap;
