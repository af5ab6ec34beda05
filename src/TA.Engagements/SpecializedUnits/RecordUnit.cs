namespace TA.Engagements;

/// <summary>Records a specialized unit, or changes what is on record of it, field by field.</summary>
/// <param name="Unit">Null for a new one, which needs a name and a kind; else the one to change.</param>
/// <param name="Edits">The fields.</param>
public sealed record RecordUnit(Guid? Unit, UnitEdits Edits) : UnitCommand;

/// <summary>Edits of what a unit is and rests on.</summary>
public sealed record UnitEdits
{
    /// <summary>One line; from null for a new unit.</summary>
    [NotNullTo]
    public Edit<string?>? Name { get; init; }

    /// <summary>Whose unit it is; from null for a new unit.</summary>
    [NotNullTo]
    public Edit<UnitKind?>? Kind { get; init; }

    /// <summary>The crimes it works against.</summary>
    public Edit<Topics>? Topics { get; init; }

    /// <summary>Where it sits.</summary>
    public Edit<Items<string>>? Sites { get; init; }

    /// <summary>The act or order that sets it up.</summary>
    public Edit<UnitMandate?>? Mandate { get; init; }

    /// <summary>Filled posts without which it does not work, 1 to <see cref="Limits.People"/>.</summary>
    public Edit<int?>? MinimumStaff { get; init; }

    /// <summary>Share of women aimed at, 0 to 100 per cent.</summary>
    public Edit<int?>? TargetShareOfWomen { get; init; }
}

/// <summary>A unit is on record as it now is.</summary>
public sealed record UnitRecorded(Guid Unit, UnitFacts Facts) : UnitEvent;

/// <summary>The law that is named is neither a bill of the engagement nor a task of its plan.</summary>
public sealed record LawUnknown(string Law) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

internal static class RecordingUnits
{
    public static Decision Decide(Engagement engagement, RecordUnit command, in Asked asked)
    {
        var before = engagement.Units.Find(command.Unit ?? asked.CommandId)?.Facts;
        if (command.Unit is { } sought && before is null)
            return new UnitUnknown(sought);
        if (command.Unit is null && before is not null)
            return Decision.Nothing;
        var edits = command.Edits;
        if (before is null && Fault(engagement, edits) is { } fault)
            return fault;
        var judge = new EditJudge();
        judge.Judge("name", before?.Name, edits.Name);
        judge.Judge("kind", before?.Kind, edits.Kind);
        judge.Judge("topics", before?.Topics ?? default, edits.Topics);
        judge.Judge("sites", before?.Sites ?? default, edits.Sites);
        judge.Judge("mandate", before?.Mandate, edits.Mandate);
        judge.Judge("minimumStaff", before?.MinimumStaff, edits.MinimumStaff);
        judge.Judge("targetShareOfWomen", before?.TargetShareOfWomen, edits.TargetShareOfWomen);
        if (judge.Conflicts.Count > 0)
            return new EditConflict(judge.Conflicts);
        var becomes = new UnitFacts(
            edits.Name.Or(before?.Name)!, edits.Kind.Or(before?.Kind)!.Value, edits.Topics.Or(before?.Topics ?? default), edits.Sites.Or(before?.Sites ?? default),
            edits.Mandate.Or(before?.Mandate), edits.MinimumStaff.Or(before?.MinimumStaff), edits.TargetShareOfWomen.Or(before?.TargetShareOfWomen));
        if (becomes == before)
            return Decision.Nothing;
        if (becomes.MinimumStaff is < 1 or > Limits.People)
            return new OutOfRange("edits.minimumStaff.to", becomes.MinimumStaff.Value, 1, Limits.People);
        if (becomes.TargetShareOfWomen is < 0 or > 100)
            return new OutOfRange("edits.targetShareOfWomen.to", becomes.TargetShareOfWomen.Value, 0, 100);
        if (becomes.Mandate?.WaitsFor is { } law && law != before?.Mandate?.WaitsFor && !IsLaw(engagement, law))
            return new LawUnknown(law);
        return new UnitRecorded(command.Unit ?? asked.CommandId, becomes);
    }

    private static Refusal? Fault(Engagement engagement, UnitEdits edits) =>
        !engagement.Details.Workstreams.Contains(WorkstreamKind.SpecializedUnit) ? new WorkstreamNotChosen(WorkstreamKind.SpecializedUnit)
        : edits.Name is null ? new Malformed([new("edits.name", FieldFaultKind.Blank)])
        : edits.Kind is null ? new Malformed([new("edits.kind", FieldFaultKind.Blank)])
        : engagement.Units.Units.Count >= Limits.Units ? new TooMany("units", Limits.Units)
        : null;

    /// <summary>Whether the text names a bill of the engagement, or a task of its plan.</summary>
    internal static bool IsLaw(Engagement engagement, string law) => (Guid.TryParse(law, out var bill) && engagement.Legislation.Bill(bill) is not null) || engagement.Find(new TaskId(law)) is not null;

    public static Engagement Apply(Engagement engagement, UnitRecorded recorded)
    {
        var unit = engagement.Units.Find(recorded.Unit) is { } before ? before with { Facts = recorded.Facts } : new SpecializedUnit { Id = recorded.Unit, Facts = recorded.Facts };
        return engagement with { Units = engagement.Units with { Units = engagement.Units.Units.Put(unit, u => u.Id) } };
    }
}
