namespace TA.Engagements;

/// <summary>What a task waits for. A planned task is ready when its predecessors are accepted or cancelled and, for the three workstreams, delivery has begun.</summary>
public static class Readiness
{
    /// <summary>Nothing keeps the planned task from being started. A predecessor that is not in the plan as it is shown is one that the reader may not see: it is open, or it would not be named.</summary>
    public static bool IsReady(Engagement engagement, PlanTask task)
    {
        if (!PlanWorkAllowed(engagement.State, task.Workstream))
            return false;
        foreach (var id in task.Predecessors.AsSpan())
            if (engagement.Find(id) is not { IsOpen: false })
                return false;
        return true;
    }

    /// <summary>The predecessors that are still open.</summary>
    public static IEnumerable<PlanTask> WaitsFor(Engagement engagement, PlanTask task) =>
        task.Predecessors.Select(engagement.Find).OfType<PlanTask>().Where(p => p.IsOpen);

    /// <summary>Whether work on tasks of a line of work goes on in a state of the engagement.</summary>
    public static bool PlanWorkAllowed(EngagementState state, WorkstreamKind workstream) => workstream switch
    {
        WorkstreamKind.LifeCycle => !state.IsEnded() && state != EngagementState.Suspended,
        _ => state is EngagementState.Delivery or EngagementState.Closing,
    };
}
