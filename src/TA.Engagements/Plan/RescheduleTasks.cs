namespace TA.Engagements;

/// <summary>Gives tasks other agreed dates. Tasks that follow and have not begun move along by as much as they must.</summary>
/// <param name="Tasks">Each with the dates the person saw and those wanted.</param>
/// <param name="Reason">Why, in words; kept in the history.</param>
/// <param name="AsOf">The version of the engagement that the person saw, see <see cref="EngagementCommand.SeenAt"/>.</param>
public sealed record RescheduleTasks(Items<TaskDates> Tasks, [property: Length(Limits.Paragraph)] string? Reason = null, long? AsOf = null) : EngagementCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>Other dates for one task.</summary>
public readonly record struct TaskDates(TaskId Task, Edit<DateSpan> Dates);

/// <summary>Tasks have other agreed dates.</summary>
/// <param name="Tasks">Each with its dates before and after.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Offline">The command, where it asked that conflicts be kept and nothing but dates was applied.</param>
public sealed record TasksRescheduled(Items<MovedTask> Tasks, string? Reason = null, Guid? Offline = null) : EngagementEvent;

/// <summary>The task would start before one that it waits for can be done.</summary>
/// <param name="Task">The task.</param>
/// <param name="Predecessor">The one it waits for.</param>
/// <param name="Earliest">The first day it can start.</param>
public sealed record StartsBeforePredecessor(TaskId Task, TaskId Predecessor, DateOnly Earliest) : Refusal;

/// <summary>The task is done or cancelled, so its dates, its organization or its work do not change any more.</summary>
public sealed record TaskClosed(TaskId Task, PlanTaskState State) : Refusal;

/// <summary>The engagement has no such task.</summary>
public sealed record TaskUnknown(TaskId Task) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

internal static class ReschedulingTasks
{
    public static Decision Decide(Engagement engagement, RescheduleTasks command)
    {
        var judge = new EditJudge();
        var wanted = new Dictionary<TaskId, DateSpan>();
        foreach (var (id, dates) in command.Tasks)
        {
            if (engagement.Find(id) is not { } task)
                return new TaskUnknown(id);
            if (judge.Judge($"{id}.dates", task.Dates, dates) is not { } edit)
                continue;
            if (!task.IsOpen)
                return new TaskClosed(id, task.State);
            if (edit.To.Due < edit.To.Start)
                return new DatesReversed($"{id}.dates");
            wanted[id] = edit.To;
        }

        if (judge.Conflicts.Count > 0)
            return new EditConflict(judge.Conflicts);
        return Move(engagement, wanted, command.Reason);
    }

    /// <summary>Moves tasks, unless one that has not begun would start too early.</summary>
    internal static Decision Move(Engagement engagement, Dictionary<TaskId, DateSpan> wanted, string? reason)
    {
        if (wanted.Count == 0)
            return Decision.Nothing;
        var moved = Schedule.Move(engagement, wanted);
        var after = Apply(engagement, new TasksRescheduled(moved.ToItems()));
        foreach (var id in wanted.Keys)
            if (engagement.Find(id) is { IsToBegin: true } && Schedule.TooEarly(after, id) is { } fault)
                return new StartsBeforePredecessor(id, fault.Predecessor, fault.Earliest);
        return Rescheduled(moved, reason);
    }

    /// <summary>Restores the law of the plan where something other than dates has changed: tasks that have not begun and would start too early move along.</summary>
    internal static Decision Restore(Engagement engagement) => Rescheduled(Schedule.Move(engagement, new Dictionary<TaskId, DateSpan>()), null);

    private static Decision Rescheduled(List<MovedTask> moved, string? reason) =>
        moved.Count == 0 ? Decision.Nothing
        : Schedule.TooLate(moved.Select(m => (m.Task, m.To))) is { } refusal ? refusal
        : new TasksRescheduled(moved.ToItems(), reason);

    public static Engagement Apply(Engagement engagement, TasksRescheduled rescheduled)
    {
        var dates = rescheduled.Tasks.ToDictionary(m => m.Task, m => m.To);
        return KeepingEdits.Remember(engagement, rescheduled.Offline) with
        {
            Tasks = engagement.Tasks.Select(t => dates.TryGetValue(t.Id, out var to)
                ? t with { Dates = to, Proposal = t.Proposal?.Dates == to ? null : t.Proposal }
                : t).ToItems(),
        };
    }
}
