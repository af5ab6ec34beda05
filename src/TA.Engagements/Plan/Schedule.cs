namespace TA.Engagements;

/// <summary>Plan arithmetic. Its law: a task that has not begun never starts before all its predecessors' last days, and its lag, have passed.</summary>
public static class Schedule
{
    /// <summary>Lays tasks out one after the other from a day on; each starts as early as its predecessors, within the list or fixed outside it, allow.</summary>
    /// <param name="tasks">The tasks to lay out; links between them are free of cycles.</param>
    /// <param name="from">No task starts before this day.</param>
    /// <param name="outside">Finds predecessors that are not in the list.</param>
    internal static List<PlanTask> LayOut(IReadOnlyList<PlanTask> tasks, DateOnly from, Func<TaskId, PlanTask?> outside)
    {
        var laid = new Dictionary<TaskId, PlanTask>(tasks.Count);
        var waiting = tasks.ToDictionary(t => t.Id);

        PlanTask Lay(PlanTask task)
        {
            if (laid.TryGetValue(task.Id, out var done))
                return done;
            var predecessors = task.Predecessors.Select(id => waiting.TryGetValue(id, out var inside) ? Lay(inside) : outside(id)).OfType<PlanTask>();
            return laid[task.Id] = task with { Dates = WorkingCalendar.Span(Later(from, Earliest(task, predecessors)), task.WorkingDays) };
        }

        return [.. tasks.Select(Lay)];
    }

    /// <summary>The first day the task may start, given its predecessors; the first date of all where it has none.</summary>
    internal static DateOnly Earliest(PlanTask task, IEnumerable<PlanTask> predecessors) =>
        predecessors.Where(p => p.State != PlanTaskState.Cancelled)
            .Select(p => WorkingCalendar.Add(p.Dates.Due, 1 + task.LagWorkingDays))
            .DefaultIfEmpty(Limits.FirstDate).Max();

    /// <summary>
    /// The dates that change when some tasks get new ones: the tasks themselves, and every task that has not begun and would start too early, moved by as much as it must.
    /// </summary>
    internal static List<MovedTask> Move(Engagement engagement, IReadOnlyDictionary<TaskId, DateSpan> wanted)
    {
        var dates = engagement.Tasks.ToDictionary(t => t.Id, t => wanted.TryGetValue(t.Id, out var to) ? to : t.Dates);
        var followers = engagement.Tasks.SelectMany(t => t.Predecessors.Select(p => (Predecessor: p, Task: t))).ToLookup(l => l.Predecessor, l => l.Task);
        var queue = new Queue<TaskId>(wanted.Keys);
        while (queue.TryDequeue(out var moved))
        {
            foreach (var task in followers[moved])
            {
                if (!task.IsToBegin)
                    continue;
                var earliest = Earliest(task, task.Predecessors.Select(p => engagement.Find(p) is { } found ? found with { Dates = dates[p] } : null).OfType<PlanTask>());
                if (dates[task.Id].Start >= earliest)
                    continue;
                dates[task.Id] = WorkingCalendar.Span(earliest, WorkingCalendar.Count(dates[task.Id]));
                queue.Enqueue(task.Id);
            }
        }

        return [.. engagement.Tasks.Where(t => dates[t.Id] != t.Dates).Select(t => new MovedTask(t.Id, t.Dates, dates[t.Id]))];
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

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <summary>A task whose agreed dates change.</summary>
public readonly record struct MovedTask(TaskId Task, DateSpan From, DateSpan To);
