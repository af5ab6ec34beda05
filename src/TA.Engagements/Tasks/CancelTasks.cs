namespace TA.Engagements;

/// <summary>Cancels tasks with one reason. A control that is cancelled is recorded as not applicable because of it.</summary>
/// <param name="Tasks">The tasks.</param>
/// <param name="Because">The reason.</param>
/// <param name="AsOf">The version of the engagement that the person saw; refused when one of the tasks has moved since.</param>
public sealed record CancelTasks(Items<TaskId> Tasks, [property: Length(Limits.Paragraph)] string Because, long? AsOf = null) : EngagementCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>Tasks will not be done.</summary>
public sealed record TasksCancelled(Items<TaskId> Tasks, string Because) : EngagementEvent;

internal static class CancellingTasks
{
    private static readonly Items<PlanTaskState> Open =
        [PlanTaskState.Planned, PlanTaskState.Ready, PlanTaskState.InProgress, PlanTaskState.Blocked, PlanTaskState.Submitted, PlanTaskState.Declined];

    public static Decision Decide(Engagement engagement, CancelTasks command)
    {
        var cancelled = new List<TaskId>();
        foreach (var id in command.Tasks)
        {
            if (engagement.Find(id) is not { } task)
                return new TaskUnknown(id);
            if (task.State == PlanTaskState.Accepted)
                return new TaskClosed(id, task.State);
            if (task.State == PlanTaskState.Cancelled)
                continue;
            if (task.StateSince > command.AsOf)
                return new TaskHasMoved(id, engagement.StateOf(task), Open);
            cancelled.Add(id);
        }

        return cancelled.Count == 0 ? Decision.Nothing : new TasksCancelled(cancelled.ToItems(), command.Because);
    }

    public static Engagement Apply(Engagement engagement, TasksCancelled cancelled, in Occurrence when)
    {
        var version = when.Version;
        return engagement with
        {
            Tasks = FillingRoles.Assigned(engagement.Tasks, cancelled.Tasks, task => task with
            {
                State = PlanTaskState.Cancelled,
                StateSince = version,
                Because = cancelled.Because,
                Proposal = null,
                Finding = task.Control is null ? null : new ControlFinding(NotApplicableBecause: cancelled.Because),
            }),
        };
    }
}
