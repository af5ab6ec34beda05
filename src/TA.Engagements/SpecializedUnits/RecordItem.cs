namespace TA.Engagements;

/// <summary>Premises or equipment of a unit.</summary>
/// <param name="Id">From the command that recorded it.</param>
/// <param name="Name">What it is.</param>
/// <param name="Kind">Premises or equipment.</param>
/// <param name="Numbers">How many, and how far they have come.</param>
/// <param name="Conditions">What was agreed under the Human Rights Due Diligence Policy on its use, such as end use and grounds for taking it back, or that there are none and why; null as long as nothing is said.</param>
public sealed record UnitItem(Guid Id, string Name, ItemKind Kind, ItemNumbers Numbers = default, [property: Length(Limits.Paragraph)] string? Conditions = null);

/// <summary>Premises or equipment.</summary>
public enum ItemKind
{
    /// <summary>Vehicles, computers, forensic and document equipment.</summary>
    Equipment,

    /// <summary>Offices and victim-friendly interview rooms.</summary>
    Premises,
}

/// <summary>Things in numbers, each 0 to <see cref="Limits.People"/>: handed over at most delivered, delivered at most planned. A blank is not a zero.</summary>
/// <param name="Quantity">How many are planned.</param>
/// <param name="Delivered">How many have arrived.</param>
/// <param name="HandedOver">How many the unit has received.</param>
/// <param name="HandedOverOn">The day of the last handing over, not in the future; needed where something was handed over.</param>
public readonly record struct ItemNumbers(int? Quantity = null, int? Delivered = null, int? HandedOver = null, DateOnly? HandedOverOn = null);

/// <summary>
/// Records premises or equipment, or changes what is on record. Handing over needs the human rights due diligence on record (A/67/775-S/2013/110) and the conditions of use, or why there are none; it waits while the
/// <see cref="Suspension">suspension rule</see> holds support back.
/// </summary>
/// <param name="Unit">The unit.</param>
/// <param name="Item">Null for a new one, which needs a name and a kind; else the one to change.</param>
/// <param name="Edits">The fields.</param>
public sealed record RecordItem(Guid Unit, Guid? Item, ItemEdits Edits) : UnitCommand;

/// <summary>Edits of premises or equipment.</summary>
public sealed record ItemEdits
{
    /// <summary>What it is; from null for a new one.</summary>
    [NotNullTo]
    public Edit<string?>? Name { get; init; }

    /// <summary>Premises or equipment; from null for a new one.</summary>
    [NotNullTo]
    public Edit<ItemKind?>? Kind { get; init; }

    /// <summary>How many, and how far they have come; one field, since the numbers belong together.</summary>
    public Edit<ItemNumbers>? Numbers { get; init; }

    /// <summary>What was agreed on its use, or that there are no conditions and why; needed once something is handed over.</summary>
    [Length(Limits.Paragraph)]
    public Edit<string?>? Conditions { get; init; }
}

/// <summary>Premises or equipment are on record as they now are.</summary>
public sealed record ItemRecorded(Guid Unit, UnitItem Item) : UnitEvent;

/// <summary>Nothing is handed over to a unit before the human rights due diligence is on record, done with its outcome or not applicable with the reason.</summary>
public sealed record DueDiligenceNeeded(string Item) : Refusal;

/// <summary>Nothing is handed over before it is on record under which conditions, or why there are none; and as long as something is handed over, that stays on record.</summary>
public sealed record ConditionsNeeded(string Item) : Refusal;

internal static class EquippingUnits
{
    public static Decision Decide(Engagement engagement, RecordItem command, in Asked asked)
    {
        if (engagement.Units.Find(command.Unit) is not { } unit)
            return new UnitUnknown(command.Unit);
        var (before, isDone, refusal) = SettingUpUnits.Line(unit.Items, command.Item, asked.CommandId, i => i.Id, "items");
        if (refusal is not null || isDone)
            return refusal is not null ? refusal : Decision.Nothing;
        var edits = command.Edits;
        if (before is null && (edits.Name is null || edits.Kind is null))
            return new Malformed([new(edits.Name is null ? "edits.name" : "edits.kind", FieldFaultKind.Blank)]);
        var judge = new EditJudge();
        judge.Judge("name", before?.Name, edits.Name);
        judge.Judge("kind", before?.Kind, edits.Kind);
        judge.Judge("numbers", before?.Numbers ?? default, edits.Numbers);
        judge.Judge("conditions", before?.Conditions, edits.Conditions);
        if (judge.Conflicts.Count > 0)
            return new EditConflict(judge.Conflicts);
        var becomes = new UnitItem(
            before?.Id ?? asked.CommandId, edits.Name.Or(before?.Name)!, edits.Kind.Or(before?.Kind)!.Value, edits.Numbers.Or(before?.Numbers ?? default), edits.Conditions.Or(before?.Conditions));
        if (becomes == before)
            return Decision.Nothing;
        if (Fault(becomes.Numbers, asked.Today) is { } fault)
            return fault;
        if (becomes.Numbers.HandedOver > (before?.Numbers.HandedOver ?? 0) && HumanRightsDueDiligence(engagement) is null)
            return new DueDiligenceNeeded(becomes.Name);
        // What was handed over before conditions were asked for keeps its name and kind changeable.
        var touched = before is null || becomes.Numbers != before.Numbers || becomes.Conditions != before.Conditions;
        return touched && becomes.Numbers.HandedOver > 0 && string.IsNullOrWhiteSpace(becomes.Conditions) ? new ConditionsNeeded(becomes.Name) : new ItemRecorded(unit.Id, becomes);
    }

    /// <summary>Whether a command hands over more than before.</summary>
    internal static bool HandsOver(Engagement engagement, RecordItem command) =>
        command.Edits.Numbers is { To.HandedOver: { } to } && to > (engagement.Units.Find(command.Unit)?.Items.FirstOrDefault(i => i.Id == command.Item)?.Numbers.HandedOver ?? 0);

    private static Refusal? Fault(ItemNumbers numbers, DateOnly today)
    {
        var check = new TotalsCheck();
        check.Count("edits.numbers.to.quantity", numbers.Quantity);
        check.Count("edits.numbers.to.delivered", numbers.Delivered);
        check.Count("edits.numbers.to.handedOver", numbers.HandedOver);
        check.AtMost("edits.numbers.to.delivered", Counted.Delivered, numbers.Delivered, Counted.Quantity, numbers.Quantity);
        check.AtMost("edits.numbers.to.handedOver", Counted.HandedOver, numbers.HandedOver, numbers.Delivered is null ? Counted.Quantity : Counted.Delivered, numbers.Delivered ?? numbers.Quantity);
        return check.Refusal is { } refusal ? refusal
            : numbers.HandedOver > 0 && numbers.HandedOverOn is null ? new Malformed([new("edits.numbers.to.handedOverOn", FieldFaultKind.Blank)])
            : numbers.HandedOverOn > today ? new DateInFuture("edits.numbers.to.handedOverOn", numbers.HandedOverOn.Value)
            : null;
    }

    /// <summary>The finding of the screening before approval, or of the one that the unit's own playbook begins with; vetting is a control of human rights too, but no due diligence.</summary>
    internal static ControlFinding? HumanRightsDueDiligence(Engagement engagement)
    {
        if (LifecycleGates.DueDiligence(engagement) is { } finding)
            return finding;
        foreach (var adopted in engagement.Playbooks.AsSpan())
            if (adopted.Workstream == WorkstreamKind.SpecializedUnit && Playbooks.Find(adopted.Workstream, adopted.Version)?.Tasks.FirstOrDefault(t => t.Control == TaskControl.HumanRights) is { } first)
                return engagement.Find(first.Key)?.Finding;
        return null;
    }
}
