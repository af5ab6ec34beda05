using System.Text.Json.Serialization;

namespace TA.Engagements;

/// <summary>A police, prosecution, border, labour inspection or mixed unit that the engagement helps to set up. Totals only: no names of staff, no persons helped.</summary>
public sealed record SpecializedUnit
{
    /// <summary>From the command that recorded it.</summary>
    public Guid Id { get; init; }

    /// <summary>What it is and what it rests on.</summary>
    public required UnitFacts Facts { get; init; }

    /// <summary>The staffing table: posts by function and level.</summary>
    public Items<UnitPost> Posts { get; init; }

    /// <summary>The day on which the staffing table was last recorded; null while it is empty.</summary>
    public DateOnly? StaffedOn { get; init; }

    /// <summary>Outcomes of vetting in totals; null when none are on record.</summary>
    public VettingTotals? Vetting { get; init; }

    /// <summary>The standard operating procedures.</summary>
    public Items<UnitProcedure> Procedures { get; init; }

    /// <summary>The referral agreements.</summary>
    public Items<ReferralAgreement> Referrals { get; init; }

    /// <summary>Premises and equipment.</summary>
    public Items<UnitItem> Items { get; init; }

    /// <summary>What the unit did, year by year.</summary>
    public Items<UnitYear> Years { get; init; }

    /// <summary>The times in which the rule of <see cref="UnitReadiness"/> was met, as it was judged whenever something of the unit was recorded.</summary>
    public Items<OperationalSpell> Operational { get; init; }

    /// <summary>Whether the rule was met when something of the unit was last recorded. Time may have turned it since: see <see cref="UnitReadiness.WasOperational"/>.</summary>
    [JsonIgnore]
    public bool WasOperational => Operational is [.., { Until: null }];

    /// <summary>Posts filled; null as long as no line says so. A blank line is left out: it is not a zero.</summary>
    public int? Filled() => Known(Posts.Select(p => p.Numbers.Filled));

    /// <summary>Posts filled by women; null as long as no line says so.</summary>
    public int? FilledByWomen() => Known(Posts.Select(p => p.Numbers.FilledByWomen));

    /// <summary>Posts authorized; null as long as no line says so.</summary>
    public int? Authorized() => Known(Posts.Select(p => p.Numbers.Authorized));

    private static int? Known(IEnumerable<int?> numbers) => numbers.Aggregate((int?)null, (sum, n) => n is null ? sum : (sum ?? 0) + n);
}

/// <summary>What a unit is and what it rests on.</summary>
/// <param name="Name">One line.</param>
/// <param name="Kind">Whose unit it is.</param>
/// <param name="Topics">The crimes it works against; a unit against violence towards migrants is one of the kinds asked for.</param>
/// <param name="Sites">Where it sits.</param>
/// <param name="Mandate">The act or order that sets it up; null when none is in sight.</param>
/// <param name="MinimumStaff">Filled posts without which it does not work, from 1; null when not stated.</param>
/// <param name="TargetShareOfWomen">Share of women aimed at, in per cent, 0 to 100; null when none was set.</param>
public sealed record UnitFacts(
    string Name, UnitKind Kind, Topics Topics = default, Items<string> Sites = default, UnitMandate? Mandate = null, int? MinimumStaff = null, int? TargetShareOfWomen = null);

/// <summary>Whose unit it is.</summary>
public enum UnitKind
{
    /// <summary>Police.</summary>
    Police,

    /// <summary>Prosecution.</summary>
    Prosecution,

    /// <summary>Border guard or immigration.</summary>
    Border,

    /// <summary>Labour inspection.</summary>
    LabourInspection,

    /// <summary>Several authorities together.</summary>
    Mixed,
}

/// <summary>The act or order that sets a unit up.</summary>
/// <param name="Form">Act of parliament, or order of the executive.</param>
/// <param name="Title">What it is called.</param>
/// <param name="InForceOn">First day in force, expected or past; null while not known.</param>
/// <param name="WaitsFor">The law it waits for: the identifier of a bill of the engagement, or of a task of its plan.</param>
public sealed record UnitMandate(MandateForm Form, string Title, DateOnly? InForceOn = null, string? WaitsFor = null);

/// <summary>What kind of text a mandate is.</summary>
public enum MandateForm
{
    /// <summary>An act of parliament.</summary>
    Act,

    /// <summary>An order or decree of the executive.</summary>
    Order,
}

/// <summary>A time in which a unit was operational, both days included; without an end it still was when something was last recorded.</summary>
public readonly record struct OperationalSpell(DateOnly From, DateOnly? Until = null);
