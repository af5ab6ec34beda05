namespace TA.Engagements;

/// <summary>Moves the engagement along one arrow of its life.</summary>
/// <param name="From">The state it leaves, as the person saw it.</param>
/// <param name="To">The state it enters.</param>
/// <param name="Reason">A coded reason, where the move needs one.</param>
/// <param name="Remark">A reason in words.</param>
/// <param name="Since">The version at which the state that is left was entered, as the person saw it; then even a very old repetition is told from a new move.</param>
public sealed record MoveEngagement(
    EngagementState From, EngagementState To, MoveReason? Reason = null, [property: Length(Limits.Paragraph)] string? Remark = null, long? Since = null) : EngagementCommand;

/// <summary>The engagement has left one state and entered another.</summary>
public sealed record EngagementMoved(EngagementState From, EngagementState To, MoveReason? Reason = null, string? Remark = null) : EngagementEvent;

/// <summary>The engagement is no longer in the state the person saw.</summary>
public sealed record StateHasMoved(EngagementState Expected, EngagementState Actual) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Conflict;
}

/// <summary>There is no such step in an engagement's life.</summary>
public sealed record MoveNotPossible(EngagementState From, EngagementState To, Items<EngagementState> Possible) : Refusal;

/// <summary>The move needs a coded reason out of these.</summary>
public sealed record ReasonNeeded(EngagementState To, Items<MoveReason> Possible) : Refusal;

/// <summary>The move needs a reason in words.</summary>
public sealed record RemarkNeeded(EngagementState To) : Refusal;

/// <summary>The gate before the state is not met; what is missing is named.</summary>
public sealed record GateNotMet(EngagementState To, Items<GateRequirement> Missing, Items<TaskId> OpenTasks = default) : Refusal;

/// <summary>What gates ask for.</summary>
public enum GateRequirement
{
    /// <summary>Human rights due diligence done with its outcome, or not applicable with the reason (A/67/775-S/2013/110).</summary>
    HumanRightsDueDiligence,

    /// <summary>The gender marker is set.</summary>
    GenderMarker,

    /// <summary>There is a lead officer.</summary>
    LeadOfficer,

    /// <summary>At least one workstream is chosen.</summary>
    Workstream,

    /// <summary>The approver is neither the lead officer nor a deputy.</summary>
    AnotherApprover,

    /// <summary>The engagement document is signed.</summary>
    SignedDocument,

    /// <summary>Funding is confirmed.</summary>
    ConfirmedFunding,

    /// <summary>Every task of the workstreams is accepted, or cancelled with a reason.</summary>
    WorkstreamTasksDone,
}

/// <summary>The gates of an engagement's life.</summary>
public static class LifecycleGates
{
    /// <summary>What is missing for a step forward into a state; empty when the gate is met.</summary>
    /// <param name="engagement">As it is.</param>
    /// <param name="to">The state to enter.</param>
    /// <param name="approver">Who would approve, or null to leave that out.</param>
    public static IEnumerable<GateRequirement> Missing(Engagement engagement, EngagementState to, UserId? approver)
    {
        switch (to)
        {
            case EngagementState.Approved:
                if (DueDiligence(engagement) is null)
                    yield return GateRequirement.HumanRightsDueDiligence;
                if (Marker(engagement) is null)
                    yield return GateRequirement.GenderMarker;
                if (engagement.LeadOfficer is null)
                    yield return GateRequirement.LeadOfficer;
                if (engagement.Details.Workstreams.Count == 0)
                    yield return GateRequirement.Workstream;
                if (approver is { } person && engagement.IsLedBy(person))
                    yield return GateRequirement.AnotherApprover;
                break;
            case EngagementState.Delivery:
                if (engagement.Document is null)
                    yield return GateRequirement.SignedDocument;
                if (engagement.Funding is null)
                    yield return GateRequirement.ConfirmedFunding;
                break;
            case EngagementState.Closing or EngagementState.Closed:
                if (OpenWorkstreamTasks(engagement).Any())
                    yield return GateRequirement.WorkstreamTasksDone;
                break;
        }
    }

    /// <summary>The finding of the human rights screening in the life cycle; null when there is none.</summary>
    public static ControlFinding? DueDiligence(Engagement engagement) => Finding(engagement, TaskControl.HumanRights);

    /// <summary>The gender marker; null when it is not set.</summary>
    public static GenderMarker? Marker(Engagement engagement) => Finding(engagement, TaskControl.GenderMarker)?.Marker;

    /// <summary>Open tasks of the three workstreams.</summary>
    public static IEnumerable<PlanTask> OpenWorkstreamTasks(Engagement engagement) =>
        engagement.Tasks.Where(t => t.IsOpen && t.Workstream != WorkstreamKind.LifeCycle);

    /// <summary>The life cycle's first control of the kind, as its playbook has it: a later one (human rights during delivery) cannot stand for it.</summary>
    private static ControlFinding? Finding(Engagement engagement, TaskControl control)
    {
        foreach (var adopted in engagement.Playbooks.AsSpan())
            if (adopted.Workstream == WorkstreamKind.LifeCycle && Playbooks.Find(adopted.Workstream, adopted.Version)?.Tasks.FirstOrDefault(t => t.Control == control) is { } first)
                return engagement.Find(first.Key)?.Finding;
        return null;
    }
}

internal static class MovingEngagements
{
    public static Decision Decide(Engagement engagement, MoveEngagement command, in Asked asked)
    {
        if (command.From != engagement.State || (command.Since is { } since && since != engagement.StateSince))
            return new StateHasMoved(command.From, engagement.State);
        var possible = Moves.From(engagement).ToList();
        if (possible.Find(m => m.To == command.To) is not { } move)
            return new MoveNotPossible(engagement.State, command.To, possible.Select(m => m.To).ToItems());
        if (move.Reasons.Count > 0 && (command.Reason is not { } reason || !move.Reasons.Contains(reason)))
            return new ReasonNeeded(command.To, move.Reasons.ToItems());
        if (move.NeedsRemark(command.Reason) && command.Remark is null)
            return new RemarkNeeded(command.To);
        if (move.Kind == MoveKind.Forward && LifecycleGates.Missing(engagement, command.To, asked.Actor.User).ToItems() is { Count: > 0 } missing)
        {
            var open = missing.Contains(GateRequirement.WorkstreamTasksDone) ? LifecycleGates.OpenWorkstreamTasks(engagement).Select(t => t.Id) : [];
            return new GateNotMet(command.To, missing, open.ToItems());
        }

        var moved = new EngagementMoved(command.From, command.To, move.Reasons.Count > 0 ? command.Reason : null, command.Remark);
        return move is not { Kind: MoveKind.Forward, To: EngagementState.Approved } ? moved
            : Baselines.Fault(engagement) is { } full ? full
            : Decision.Of(Baselines.Take(engagement, BaselineReason.Approval).Prepend(moved));
    }

    public static Engagement Apply(Engagement engagement, EngagementMoved moved, in Occurrence when) => engagement with
    {
        State = moved.To,
        StateSince = when.Version,
        StateBefore = moved.To.IsEnded() || moved.To == EngagementState.Suspended ? moved.From : null,
        Agreements = moved is { From: EngagementState.Design, To: EngagementState.Approved } ? engagement.Agreements with { ApprovedSince = when.Version } : engagement.Agreements,
    };
}
