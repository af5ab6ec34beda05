namespace TA.Engagements;

/// <summary>
/// Something outside the engagement that tasks wait for: a session of parliament, a signature, a funding decision. Tasks name it among their predecessors. The agreed dates of tasks
/// do not follow it; their forecast does.
/// </summary>
/// <param name="Id"><c>gate-</c> and the command that added it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Title">One line.</param>
/// <param name="Expected">The day on which it is expected.</param>
/// <param name="Confidence">How sure the officer is of that day.</param>
/// <param name="MetOn">The day on which it was met; null while it is awaited.</param>
/// <param name="IsDropped">Nobody waits for it any more.</param>
public sealed record OutsideGate(
    TaskId Id, OutsideGateKind Kind, string Title, DateOnly Expected, GateConfidence Confidence, DateOnly? MetOn = null, bool IsDropped = false)
{
    /// <summary>It is still awaited.</summary>
    public bool IsAwaited => MetOn is null && !IsDropped;
}

/// <summary>What a gate outside is.</summary>
public enum OutsideGateKind
{
    /// <summary>Something else.</summary>
    Other,

    /// <summary>A session of parliament.</summary>
    SessionOfParliament,

    /// <summary>A signature.</summary>
    Signature,

    /// <summary>A decision on funding.</summary>
    FundingDecision,
}

/// <summary>How sure somebody is of an expected date.</summary>
public enum GateConfidence
{
    /// <summary>It may well be another.</summary>
    Low,

    /// <summary>It is probable.</summary>
    Medium,

    /// <summary>It is all but certain.</summary>
    High,
}

/// <summary>Adds a gate outside. Its identifier comes from the command.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Title">One line.</param>
/// <param name="Expected">The day on which it is expected.</param>
/// <param name="Confidence">How sure the officer is of that day.</param>
public sealed record AddOutsideGate(OutsideGateKind Kind, string Title, DateOnly Expected, GateConfidence Confidence) : EngagementCommand;

/// <summary>The plan has one more gate outside.</summary>
public sealed record OutsideGateAdded(OutsideGate Gate) : EngagementEvent;

/// <summary>Changes a gate outside, field by field: another date is expected, it is met, it falls away.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Edits">Its fields.</param>
/// <param name="AsOf">The version of the engagement that the person saw, see <see cref="EngagementCommand.SeenAt"/>.</param>
public sealed record ChangeOutsideGate(TaskId Gate, OutsideGateEdits Edits, long? AsOf = null) : EngagementCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>Edits of a gate's fields.</summary>
public sealed record OutsideGateEdits
{
    /// <summary>What it is.</summary>
    public Edit<OutsideGateKind>? Kind { get; init; }

    /// <summary>One line.</summary>
    public Edit<string>? Title { get; init; }

    /// <summary>The day on which it is expected.</summary>
    public Edit<DateOnly>? Expected { get; init; }

    /// <summary>How sure the officer is of that day.</summary>
    public Edit<GateConfidence>? Confidence { get; init; }

    /// <summary>The day on which it was met; not in the future.</summary>
    public Edit<DateOnly?>? MetOn { get; init; }

    /// <summary>Nobody waits for it any more.</summary>
    public Edit<bool>? IsDropped { get; init; }
}

/// <summary>Fields of a gate outside have changed.</summary>
public sealed record OutsideGateChanged(TaskId Gate, OutsideGateEdits Edits) : EngagementEvent;

/// <summary>The engagement has no such gate outside.</summary>
public sealed record OutsideGateUnknown(TaskId Gate) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

internal static class AwaitingGates
{
    public static Decision Decide(Engagement engagement, AddOutsideGate command, in Asked asked)
    {
        TaskId id = $"gate-{asked.CommandId:n}";
        return engagement.FindGate(id) is not null ? Decision.Nothing
            : engagement.Outside.Count >= Limits.OutsideGates ? new TooMany("outside", Limits.OutsideGates)
            : new OutsideGateAdded(new(id, command.Kind, command.Title, command.Expected, command.Confidence));
    }

    public static Decision Decide(Engagement engagement, ChangeOutsideGate command, in Asked asked)
    {
        if (engagement.FindGate(command.Gate) is not { } gate)
            return new OutsideGateUnknown(command.Gate);
        var judge = new EditJudge();
        var applied = new OutsideGateEdits
        {
            Kind = judge.Judge("kind", gate.Kind, command.Edits.Kind),
            Title = judge.Judge("title", gate.Title, command.Edits.Title),
            Expected = judge.Judge("expected", gate.Expected, command.Edits.Expected),
            Confidence = judge.Judge("confidence", gate.Confidence, command.Edits.Confidence),
            MetOn = judge.Judge("metOn", gate.MetOn, command.Edits.MetOn),
            IsDropped = judge.Judge("isDropped", gate.IsDropped, command.Edits.IsDropped),
        };
        if (judge.Conflicts.Count > 0)
            return new EditConflict(judge.Conflicts);
        if (applied.MetOn is { To: { } on } && on > asked.Today)
            return new DateInFuture("edits.metOn.to", on);
        return judge.AnyApplies ? new OutsideGateChanged(gate.Id, applied) : Decision.Nothing;
    }

    public static Engagement Apply(Engagement engagement, OutsideGateAdded added) => engagement with { Outside = engagement.Outside.Add(added.Gate) };

    public static Engagement Apply(Engagement engagement, OutsideGateChanged changed)
    {
        var (at, edits) = (engagement.Outside.FindIndex(g => g.Id == changed.Gate), changed.Edits);
        var gate = engagement.Outside[at];
        return engagement with
        {
            Outside = engagement.Outside.SetItem(at, gate with
            {
                Kind = edits.Kind is { } kind ? kind.To : gate.Kind,
                Title = edits.Title is { } title ? title.To : gate.Title,
                Expected = edits.Expected is { } expected ? expected.To : gate.Expected,
                Confidence = edits.Confidence is { } confidence ? confidence.To : gate.Confidence,
                MetOn = edits.MetOn is { } met ? met.To : gate.MetOn,
                IsDropped = edits.IsDropped is { } dropped ? dropped.To : gate.IsDropped,
            }),
        };
    }
}
