namespace TA.Engagements;

/// <summary>A command about the specialized units that the engagement sets up.</summary>
public abstract record UnitCommand : EngagementCommand;

/// <summary>An event about the specialized units that the engagement sets up.</summary>
public abstract record UnitEvent : EngagementEvent;

/// <summary>What an engagement keeps of the specialized units that the engagement sets up.</summary>
public sealed record UnitWork
{
    /// <summary>The units, in the order in which they were recorded.</summary>
    public Items<SpecializedUnit> Units { get; init; }

    /// <summary>The unit of that identifier, or null.</summary>
    public SpecializedUnit? Find(Guid id) => Units.FirstOrDefault(u => u.Id == id);
}

/// <summary>The engagement has no such unit.</summary>
public sealed record UnitUnknown(Guid Unit) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

/// <summary>The unit has no such post, procedure, agreement or item.</summary>
public sealed record UnitLineUnknown(Guid Line) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

/// <summary>
/// The unit has become operational by the rule of <see cref="UnitReadiness"/>, or is no longer. Stands behind what was recorded where it follows from that, and before it where time alone had turned it by then.
/// </summary>
/// <param name="Unit">The unit.</param>
/// <param name="Operational">Whether it is now.</param>
/// <param name="On">The first day on which that holds.</param>
public sealed record UnitReadinessChanged(Guid Unit, bool Operational, DateOnly On) : UnitEvent;

internal static class SettingUpUnits
{
    public static Decision Decide(Engagement engagement, UnitCommand command, in Asked asked)
    {
        var decision = command switch
        {
            RecordUnit record => RecordingUnits.Decide(engagement, record, asked),
            RecordPost record => StaffingUnits.Decide(engagement, record, asked),
            RecordVetting record => StaffingUnits.Decide(engagement, record),
            RecordProcedure record => WritingProcedures.Decide(engagement, record, asked),
            RecordReferral record => AgreeingOnReferral.Decide(engagement, record, asked),
            RecordItem record => EquippingUnits.Decide(engagement, record, asked),
            RecordPerformance record => CountingPerformance.Decide(engagement, record, asked),
            _ => throw new InvalidOperationException($"Nothing decides {command.GetType().Name}."),
        };
        return decision is { Refusal: null, Events: [UnitEvent recorded] } ? WithReadiness(engagement, recorded, asked) : decision;
    }

    private static Decision WithReadiness(Engagement engagement, UnitEvent recorded, in Asked asked)
    {
        var after = Apply(engagement, recorded, asked.Today);
        var unit = after.Units.Find(UnitOf(recorded))!;
        var turned = engagement.Units.Find(unit.Id) is { } before ? UnitReadiness.TurnedBy(before, unit, asked.Today).ToList() : [];
        var wasOperational = turned.Count > 0 ? turned[^1].Operational : unit.WasOperational;
        var isOperational = UnitReadiness.IsOperational(unit, asked.Today);
        return Decision.Of([.. turned, recorded, .. isOperational == wasOperational ? [] : new EngagementEvent[] { new UnitReadinessChanged(unit.Id, isOperational, asked.Today) }]);
    }

    private static Guid UnitOf(UnitEvent happened) => happened switch
    {
        UnitRecorded recorded => recorded.Unit,
        PostRecorded recorded => recorded.Unit,
        VettingRecorded recorded => recorded.Unit,
        ProcedureRecorded recorded => recorded.Unit,
        ReferralRecorded recorded => recorded.Unit,
        ItemRecorded recorded => recorded.Unit,
        PerformanceRecorded recorded => recorded.Unit,
        UnitReadinessChanged changed => changed.Unit,
        _ => throw new InvalidOperationException($"{happened.GetType().Name} names no unit."),
    };

    public static Engagement Apply(Engagement engagement, UnitEvent happened, in Occurrence when) => Apply(engagement, happened, when.On);

    private static Engagement Apply(Engagement engagement, UnitEvent happened, DateOnly on) => happened switch
    {
        UnitRecorded recorded => RecordingUnits.Apply(engagement, recorded),
        PostRecorded recorded => engagement.With(recorded.Unit, unit => unit with { Posts = unit.Posts.Put(recorded.Post, p => p.Id), StaffedOn = on }),
        VettingRecorded recorded => engagement.With(recorded.Unit, unit => unit with { Vetting = recorded.Totals }),
        ProcedureRecorded recorded => engagement.With(recorded.Unit, unit => unit with { Procedures = unit.Procedures.Put(recorded.Procedure, p => p.Id) }),
        ReferralRecorded recorded => engagement.With(recorded.Unit, unit => unit with { Referrals = unit.Referrals.Put(recorded.Agreement, a => a.Id) }),
        ItemRecorded recorded => engagement.With(recorded.Unit, unit => unit with { Items = unit.Items.Put(recorded.Item, i => i.Id) }),
        PerformanceRecorded recorded => CountingPerformance.Apply(engagement, recorded),
        UnitReadinessChanged changed => engagement.With(changed.Unit, unit => unit with { Operational = Spells(unit.Operational, changed) }),
        _ => throw new InvalidOperationException($"Nothing applies {happened.GetType().Name}."),
    };

    private static Items<OperationalSpell> Spells(Items<OperationalSpell> spells, UnitReadinessChanged changed)
    {
        if (changed.Operational)
            return spells.Add(new(changed.On));
        var before = spells.Take(spells.Count - 1);
        // A time that ends on the day it began held on no whole day.
        return spells is [.., var last] && last.From < changed.On ? before.Append(last with { Until = changed.On.AddDays(-1) }).ToItems() : before.ToItems();
    }

    /// <summary>The engagement with one unit changed; events name units that exist.</summary>
    internal static Engagement With(this Engagement engagement, Guid unit, Func<SpecializedUnit, SpecializedUnit> change) =>
        engagement with { Units = engagement.Units with { Units = engagement.Units.Units.Put(change(engagement.Units.Find(unit)!), u => u.Id) } };

    /// <summary>The list with an item in place of its former self, or at the end.</summary>
    internal static Items<T> Put<T>(this Items<T> items, T item, Func<T, Guid> id) =>
        items.FindIndex(i => id(i) == id(item)) is >= 0 and var at ? items.SetItem(at, item) : items.Add(item);

    /// <summary>A line of a table before an edit: null for a new one, else the one named. <c>IsDone</c>: the command has made it already.</summary>
    internal static (T? Before, bool IsDone, Refusal? Refusal) Line<T>(Items<T> lines, Guid? id, Guid commandId, Func<T, Guid> idOf, string field) where T : class =>
        lines.FirstOrDefault(l => idOf(l) == (id ?? commandId)) is { } found ? (found, id is null, null)
        : id is { } sought ? (null, false, new UnitLineUnknown(sought))
        : lines.Count >= Limits.UnitLines ? (null, false, new TooMany(field, Limits.UnitLines))
        : (null, false, null);
}
