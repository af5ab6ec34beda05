namespace TA.Engagements;

/// <summary>Changes what a task is, field by field.</summary>
/// <param name="Task">The task.</param>
/// <param name="Edits">The edits; those that are null leave their field alone.</param>
/// <param name="OnConflict">What becomes of a field that has changed meanwhile.</param>
/// <param name="AsOf">The version of the engagement that the person saw, see <see cref="EngagementCommand.SeenAt"/>; work that was done offline may be as old as it is.</param>
public sealed record ChangeTask(TaskId Task, TaskEdits Edits, OnConflict OnConflict = OnConflict.Refuse, long? AsOf = null) : EngagementCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => OnConflict == OnConflict.Keep ? null : AsOf;
}

/// <summary>Edits of a task's fields.</summary>
public sealed record TaskEdits
{
    /// <summary>The title.</summary>
    public Edit<string>? Title { get; init; }

    /// <summary>What is to be done; null means: as the playbook says.</summary>
    [Length(Limits.Text)]
    public Edit<string?>? Description { get; init; }

    /// <summary>What is handed over.</summary>
    public Edit<string>? Deliverable { get; init; }

    /// <summary>First and last day, one field; tasks that follow move along.</summary>
    public Edit<DateSpan>? Dates { get; init; }

    /// <summary>What it waits for, and what informs it.</summary>
    public Edit<Items<Predecessor>>? Predecessors { get; init; }

    /// <summary>How often it recurs, in working days, 1 to <see cref="Limits.WorkingDays"/>, or null.</summary>
    public Edit<int?>? RecursEveryWorkingDays { get; init; }
}

/// <summary>Fields of a task have changed; its dates change by <see cref="TasksRescheduled"/>.</summary>
/// <param name="Task">The task.</param>
/// <param name="Edits">The edits that were applied.</param>
/// <param name="Offline">The command, where it asked that conflicts be kept and met none.</param>
public sealed record TaskChanged(TaskId Task, TaskEdits Edits, Guid? Offline = null) : EngagementEvent;

/// <summary>The link would close a circle of tasks that wait for each other, from finish or start to start.</summary>
/// <param name="Circle">The way round: each waits for the next, and the last is the first.</param>
public sealed record TasksWaitInCircle(Items<TaskId> Circle) : Refusal;

internal static class ChangingTasks
{
    public static Decision Decide(Engagement engagement, ChangeTask command, in Asked asked)
    {
        if (engagement.Find(command.Task) is not { } task)
            return new TaskUnknown(command.Task);
        if (engagement.KeptIds.Contains(asked.CommandId) && command.OnConflict == OnConflict.Keep)
            return Decision.Nothing;
        var judge = new EditJudge();
        var edits = command.Edits;
        var applied = new TaskEdits
        {
            Title = judge.Judge("title", task.Title, edits.Title),
            Description = judge.Judge("description", task.Description, edits.Description),
            Deliverable = judge.Judge("deliverable", task.Deliverable, edits.Deliverable),
            Dates = judge.Judge("dates", task.Dates, edits.Dates),
            Predecessors = judge.Judge("predecessors", task.Predecessors, edits.Predecessors),
            RecursEveryWorkingDays = judge.Judge("recursEveryWorkingDays", task.RecursEveryWorkingDays, edits.RecursEveryWorkingDays),
        };
        if (command.OnConflict == OnConflict.Refuse && judge.Conflicts.Count > 0)
            return new EditConflict(judge.Conflicts);
        var events = new List<EngagementEvent>();
        if (judge.AnyApplies)
        {
            var decided = Apply(engagement, task, applied);
            if (decided.Refusal is not null)
                return decided;
            events.AddRange(decided.Events);
        }

        return command.OnConflict == OnConflict.Refuse || (events.Count == 0 && judge.Conflicts.Count == 0) ? Decision.Of(events)
            : KeepingEdits.Keep(engagement, events, new(asked.CommandId, task.Id, judge.Conflicts, TaskEdits: edits));
    }

    private static Decision Apply(Engagement engagement, PlanTask task, TaskEdits edits)
    {
        if (!task.IsOpen)
            return new TaskClosed(task.Id, task.State);
        if (edits.Dates is { To: var span } && span.Due < span.Start)
            return new DatesReversed("dates");
        if (edits.RecursEveryWorkingDays is { To: { } every and (< 1 or > Limits.WorkingDays) })
            return new OutOfRange("recursEveryWorkingDays", every, 1, Limits.WorkingDays);
        if (edits.Predecessors is { } predecessors && PredecessorFault(engagement, task.Id, predecessors.To) is { } refusal)
            return refusal;
        var events = new List<EngagementEvent>();
        var texts = edits with { Dates = null };
        if (texts != new TaskEdits())
            events.Add(new TaskChanged(task.Id, texts));
        if (edits.Dates is null && edits.Predecessors is null)
            return Decision.Of(events);

        var changed = Apply(engagement, new TaskChanged(task.Id, texts));
        var to = edits.Dates?.To ?? Schedule.Pushed(changed, task.Id);
        if (to == task.Dates && edits.Predecessors is null)
            return Decision.Of(events);
        // With other predecessors a task may no longer wait for the evaluation, which then waits for it.
        var moved = to == task.Dates ? ReschedulingTasks.Restore(changed) : ReschedulingTasks.Move(changed, new() { [task.Id] = to }, null);
        return moved.Refusal is not null ? moved : Decision.Of(events.Concat(moved.Events));
    }

    internal static Refusal? PredecessorFault(Engagement engagement, TaskId task, Items<Predecessor> predecessors)
    {
        if (predecessors.Count > Limits.Predecessors)
            return new TooMany("predecessors", Limits.Predecessors);
        var tasks = engagement.Tasks.ToDictionary(t => t.Id);
        foreach (var predecessor in predecessors)
        {
            if (!tasks.ContainsKey(predecessor.Task) && engagement.FindGate(predecessor.Task) is null)
                return new TaskUnknown(predecessor.Task);
            if (predecessor.LagWorkingDays is < 0 or > Limits.WorkingDays)
                return new OutOfRange("lagWorkingDays", predecessor.LagWorkingDays, 0, Limits.WorkingDays);
            if (!predecessor.Informs && Schedule.Path(tasks, predecessor.Task, task) is { } path)
                return new TasksWaitInCircle(path.Add(predecessor.Task));
        }

        return null;
    }

    public static Engagement Apply(Engagement engagement, TaskChanged changed) => KeepingEdits.Remember(engagement, changed.Offline).With(changed.Task, task => task with
    {
        Title = changed.Edits.Title is { } title ? title.To : task.Title,
        Description = changed.Edits.Description is { } description ? description.To : task.Description,
        Deliverable = changed.Edits.Deliverable is { } deliverable ? deliverable.To : task.Deliverable,
        Predecessors = changed.Edits.Predecessors is { } predecessors ? predecessors.To : task.Predecessors,
        RecursEveryWorkingDays = changed.Edits.RecursEveryWorkingDays is { } recurs ? recurs.To : task.RecursEveryWorkingDays,
    });
}
