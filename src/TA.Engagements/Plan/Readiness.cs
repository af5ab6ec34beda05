namespace TA.Engagements;

/// <summary>
/// What a task waits for. A planned task is ready when its predecessors are accepted or cancelled, those linked from start to start have begun, the gates outside that it waits for are met
/// and, for the three workstreams, delivery has begun.
/// </summary>
public static class Readiness
{
    /// <summary>Nothing keeps the planned task from being started. A predecessor that is not in the plan as it is shown is one that the reader may not see: it is open, or it would not be named.</summary>
    public static bool IsReady(Engagement engagement, PlanTask task)
    {
        if (!PlanWorkAllowed(engagement.State, task.Workstream))
            return false;
        foreach (var predecessor in task.Predecessors.AsSpan())
            if (!predecessor.Informs && Holds(engagement, predecessor))
                return false;
        return true;
    }

    /// <summary>The predecessors that still hold the task.</summary>
    public static IEnumerable<PlanTask> WaitsFor(Engagement engagement, PlanTask task) =>
        from predecessor in task.Predecessors
        where !predecessor.Informs
        let found = engagement.Find(predecessor.Task)
        where Holds(found, predecessor.Kind)
        select found;

    /// <summary>The gates outside that still hold the task.</summary>
    public static IEnumerable<OutsideGate> WaitsForGates(Engagement engagement, PlanTask task) =>
        from predecessor in task.Predecessors
        where !predecessor.Informs
        let gate = engagement.FindGate(predecessor.Task)
        where gate is { IsAwaited: true }
        select gate;

    /// <summary>Whether work on tasks of a line of work goes on in a state of the engagement.</summary>
    public static bool PlanWorkAllowed(EngagementState state, WorkstreamKind workstream) => workstream switch
    {
        WorkstreamKind.LifeCycle => !state.IsEnded() && state != EngagementState.Suspended,
        _ => state is EngagementState.Delivery or EngagementState.Closing,
    };

    /// <summary>Whether what a link names still holds the task back.</summary>
    internal static bool Holds(Engagement engagement, Predecessor link) =>
        engagement.Find(link.Task) is { } found ? Holds(found, link.Kind) : engagement.FindGate(link.Task) is not { IsAwaited: false };

    private static bool Holds(PlanTask? predecessor, LinkKind kind) => predecessor is { IsOpen: true } && (kind == LinkKind.FinishToStart || predecessor.IsToBegin);
}
