namespace TA.Engagements;

/// <summary>
/// Plan arithmetic. Its law: a task that has not begun never starts before all its predecessors' last days, and its lag, have passed. A predecessor that was accepted
/// before its last day ends on the day of acceptance; one that is cancelled is not waited for.
/// </summary>
public static class Schedule
{
    /// <summary>Lays tasks out one after the other from a day on; each starts as early as its predecessors, within the list or fixed outside it, allow.</summary>
    /// <param name="tasks">The tasks to lay out; links between them are free of cycles.</param>
    /// <param name="from">No task starts before this day.</param>
    /// <param name="outside">Finds predecessors that are not in the list.</param>
    internal static List<PlanTask> LayOut(IReadOnlyList<PlanTask> tasks, DateOnly from, Func<TaskId, PlanTask?> outside)
    {
        var laid = new Dictionary<TaskId, PlanTask>(tasks.Count);
        foreach (var task in PredecessorsFirst(tasks))
        {
            var predecessors = task.Predecessors.Select(id => laid.TryGetValue(id, out var inside) ? inside : outside(id)).OfType<PlanTask>();
            laid[task.Id] = task with { Dates = WorkingCalendar.Span(Later(from, Earliest(task, predecessors)), task.WorkingDays) };
        }

        return [.. tasks.Select(t => laid[t.Id])];
    }

    /// <summary>The first day the task may start, given its predecessors; the first date of all where it has none.</summary>
    internal static DateOnly Earliest(PlanTask task, IEnumerable<PlanTask> predecessors) =>
        predecessors.Where(p => p.State != PlanTaskState.Cancelled)
            .Select(p => WorkingCalendar.Add(p.AcceptedOn is { } on && on < p.Dates.Due ? on : p.Dates.Due, 1 + task.LagWorkingDays))
            .DefaultIfEmpty(Limits.FirstDate).Max();

    /// <summary>
    /// The dates that change when some tasks get new ones: the tasks themselves, exactly as wanted, and every task that has not begun and would start too early, moved by as
    /// much as it must.
    /// </summary>
    internal static List<MovedTask> Move(Engagement engagement, IReadOnlyDictionary<TaskId, DateSpan> wanted)
    {
        var settled = engagement.Tasks.ToDictionary(t => t.Id);
        foreach (var task in PredecessorsFirst(engagement.Tasks))
            settled[task.Id] = wanted.TryGetValue(task.Id, out var dates)
                ? task with { Dates = dates }
                : Pushed(task, Earliest(task, task.Predecessors.Where(settled.ContainsKey).Select(id => settled[id])));
        return [.. engagement.Tasks.Where(t => settled[t.Id].Dates != t.Dates).Select(t => new MovedTask(t.Id, t.Dates, settled[t.Id].Dates))];
    }

    /// <summary>The task, moved as a whole to a day if it has not begun and would start earlier.</summary>
    internal static PlanTask Pushed(PlanTask task, DateOnly earliest) =>
        task.IsToBegin && task.Dates.Start < earliest ? task with { Dates = WorkingCalendar.Span(earliest, WorkingCalendar.Count(task.Dates)) } : task;

    /// <summary>A task that would end after the last date that is taken, as a refusal.</summary>
    internal static EndsTooLate? TooLate(IEnumerable<(TaskId Task, DateSpan Dates)> dates)
    {
        foreach (var (task, span) in dates)
            if (span.Due > Limits.LastDate)
                return new EndsTooLate(task, Limits.LastDate);
        return null;
    }

    /// <summary>The tasks on the way from one task to another along predecessors, or null if there is no way.</summary>
    internal static Items<TaskId>? Path(Engagement engagement, TaskId from, TaskId to)
    {
        var cameFrom = new Dictionary<TaskId, TaskId> { [from] = from };
        var queue = new Queue<TaskId>([from]);
        while (queue.TryDequeue(out var at))
        {
            if (at == to)
            {
                var path = new List<TaskId> { at };
                while (at != from)
                    path.Insert(0, at = cameFrom[at]);
                return path.ToItems();
            }

            foreach (var next in engagement.Find(at)?.Predecessors ?? [])
                if (cameFrom.TryAdd(next, at))
                    queue.Enqueue(next);
        }

        return null;
    }

    /// <summary>The tasks, each behind those of them that it waits for. Without recursion: a plan may be one row of as many tasks as it can hold.</summary>
    private static List<PlanTask> PredecessorsFirst(IReadOnlyList<PlanTask> tasks)
    {
        var byId = tasks.ToDictionary(t => t.Id);
        var ordered = new List<PlanTask>(tasks.Count);
        var seen = new HashSet<TaskId>(tasks.Count);
        var waiting = new Stack<(PlanTask Task, bool IsNext)>(tasks.Reverse().Select(t => (t, false)));
        while (waiting.TryPop(out var at))
        {
            if (at.IsNext)
                ordered.Add(at.Task);
            else if (seen.Add(at.Task.Id))
            {
                waiting.Push((at.Task, true));
                foreach (var predecessor in at.Task.Predecessors)
                    if (byId.TryGetValue(predecessor, out var task))
                        waiting.Push((task, false));
            }
        }

        return ordered;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <summary>The plan would stretch beyond the last date that is taken.</summary>
/// <param name="Task">The first task that would.</param>
/// <param name="Latest">The last date.</param>
public sealed record EndsTooLate(TaskId Task, DateOnly Latest) : Refusal;

/// <summary>A task whose agreed dates change.</summary>
public readonly record struct MovedTask(TaskId Task, DateSpan From, DateSpan To);
