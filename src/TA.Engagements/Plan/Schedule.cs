namespace TA.Engagements;

/// <summary>
/// The arithmetic of agreed dates. Its law: a task that has not begun never starts before what it waits for allows: the working day after a predecessor's last day, or, from start to
/// start, the predecessor's first day, and the lag. A predecessor that was accepted before its last day ends on the day of acceptance, one that began before its first day starts on
/// that day; one that is cancelled is not waited for. Gates outside and links that only inform do not move agreed dates.
/// </summary>
internal static class Schedule
{
    /// <summary>Lays new tasks out; each starts as early as its predecessors, new or in the plan, allow.</summary>
    /// <param name="engagement">The plan as it is.</param>
    /// <param name="tasks">The tasks to lay out; links between them are free of circles.</param>
    /// <param name="from">No task starts before this day.</param>
    internal static List<PlanTask> LayOut(Engagement engagement, IReadOnlyList<PlanTask> tasks, DateOnly from)
    {
        var network = PlanNetwork.Of(engagement, tasks);
        var laid = network.Tasks.ToArray();
        foreach (var node in network.Order)
            if (node >= engagement.Tasks.Count && !network.IsGate(node))
                laid[node] = laid[node] with { Dates = network.Calendars[node].Span(Later(from, Earliest(network, node, laid)), laid[node].WorkingDays) };
        return [.. laid.Skip(engagement.Tasks.Count)];
    }

    /// <summary>
    /// The dates that change when some tasks get new ones: the tasks themselves, exactly as wanted, and every task that has not begun and would start too early, moved by as
    /// much as it must.
    /// </summary>
    internal static List<MovedTask> Move(Engagement engagement, IReadOnlyDictionary<TaskId, DateSpan> wanted)
    {
        var network = PlanNetwork.Of(engagement);
        var settled = engagement.Tasks.ToArray();
        foreach (var node in network.Order)
        {
            if (network.IsGate(node))
                continue;
            var task = settled[node];
            if (wanted.TryGetValue(task.Id, out var dates))
                settled[node] = task with { Dates = dates };
            else if (task.IsToBegin)
                settled[node] = Pushed(task, Earliest(network, node, settled), network.Calendars[node]);
        }

        return [.. settled.Zip(engagement.Tasks).Where(p => p.First.Dates != p.Second.Dates).Select(p => new MovedTask(p.First.Id, p.Second.Dates, p.First.Dates))];
    }

    /// <summary>The dates of a task of the plan as its predecessors allow them.</summary>
    internal static DateSpan Pushed(Engagement engagement, TaskId task)
    {
        var network = PlanNetwork.Of(engagement);
        var node = network.Find(task)!.Value;
        return Pushed(network.Tasks[node], Earliest(network, node, network.Tasks), network.Calendars[node]).Dates;
    }

    /// <summary>The first predecessor that does not allow a task to start on its day, and the first day that it allows; null when all do.</summary>
    internal static (TaskId Predecessor, DateOnly Earliest)? TooEarly(Engagement engagement, TaskId task)
    {
        var network = PlanNetwork.Of(engagement);
        var node = network.Find(task)!.Value;
        foreach (var link in network.WaitsFor(node))
            if (!network.IsGate(link.From) && Allows(link, network.Tasks[link.From], network.Calendars[node]) is var earliest && network.Tasks[node].Dates.Start < earliest)
                return (network.Id(link.From), earliest);
        return null;
    }

    private static DateOnly Earliest(PlanNetwork network, int node, IReadOnlyList<PlanTask> tasks)
    {
        var earliest = Limits.FirstDate;
        foreach (var link in network.WaitsFor(node))
            if (!network.IsGate(link.From))
                earliest = Later(earliest, Allows(link, tasks[link.From], network.Calendars[node]));
        return earliest;
    }

    private static DateOnly Allows(PlanNetwork.Link link, PlanTask predecessor, WorkingCalendar calendar) => link.Kind == LinkKind.StartToStart
        ? calendar.Add(predecessor.StartedOn is { } began && began < predecessor.Dates.Start ? began : predecessor.Dates.Start, link.Lag)
        : calendar.After(predecessor.AcceptedOn is { } on && on < predecessor.Dates.Due ? on : predecessor.Dates.Due, link.Lag);

    private static PlanTask Pushed(PlanTask task, DateOnly earliest, WorkingCalendar calendar) =>
        task.IsToBegin && task.Dates.Start < earliest ? task with { Dates = calendar.Span(earliest, calendar.Count(task.Dates)) } : task;

    /// <summary>A task that would end after the last date that is taken, as a refusal.</summary>
    internal static EndsTooLate? TooLate(IEnumerable<(TaskId Task, DateSpan Dates)> dates)
    {
        foreach (var (task, span) in dates)
            if (span.Due > Limits.LastDate)
                return new EndsTooLate(task, Limits.LastDate);
        return null;
    }

    /// <summary>The tasks on the way from one task to another along blocking predecessors, or null if there is no way.</summary>
    internal static Items<TaskId>? Path(IReadOnlyDictionary<TaskId, PlanTask> tasks, TaskId from, TaskId to)
    {
        var cameFrom = new Dictionary<TaskId, TaskId> { [from] = from };
        var queue = new Queue<TaskId>([from]);
        while (queue.TryDequeue(out var at))
        {
            if (at == to)
            {
                var path = new List<TaskId> { at };
                while (at != from)
                    path.Add(at = cameFrom[at]);
                path.Reverse();
                return path.ToItems();
            }

            if (tasks.TryGetValue(at, out var task))
                foreach (var next in task.Predecessors.AsSpan())
                    if (!next.Informs && cameFrom.TryAdd(next.Task, at))
                        queue.Enqueue(next.Task);
        }

        return null;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <summary>The plan would stretch beyond the last date that is taken.</summary>
/// <param name="Task">The first task that would.</param>
/// <param name="Latest">The last date.</param>
public sealed record EndsTooLate(TaskId Task, DateOnly Latest) : Refusal;

/// <summary>A task whose agreed dates change.</summary>
public readonly record struct MovedTask(TaskId Task, DateSpan From, DateSpan To);
