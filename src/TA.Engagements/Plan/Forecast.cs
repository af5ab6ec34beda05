namespace TA.Engagements;

/// <summary>
/// How the plan will go, worked out on a day from what is actual so far. Its rule:
/// <list type="bullet">
/// <item>What is accepted took place when it did.</item>
/// <item>A task under way ends on its agreed last day or, begun late, as many days after it began as its reported percentage leaves open of its agreed duration. Once that day has passed, these
/// days are counted from today. A submitted one ends on the day.</item>
/// <item>A task that has not begun starts on its agreed day, or later: not before today, and not before what it waits for allows. It takes its agreed duration.</item>
/// <item>A gate outside is met on the day expected, and not before today.</item>
/// </list>
/// Days are working days of the calendar that a task goes by (<see cref="WorkingCalendars"/>). Worked out when a plan is read, never stored.
/// </summary>
/// <param name="Today">The day for which it holds.</param>
/// <param name="End">The last day of the last task; null without tasks.</param>
/// <param name="Tasks">In the order of the plan; cancelled ones are left out.</param>
/// <param name="Gates">Gates outside, in their order; dropped ones are left out.</param>
/// <param name="CriticalPath">The open tasks and gates, each waiting for the one before, that decide the end. The first is held by its own dates alone.</param>
public sealed record PlanForecast(DateOnly Today, DateOnly? End, Items<TaskForecast> Tasks, Items<GateForecast> Gates, Items<TaskId> CriticalPath)
{
    /// <summary>The forecast of an engagement's plan on a day.</summary>
    public static PlanForecast Of(Engagement engagement, DateOnly today) => ForecastPass.Of(PlanNetwork.Of(engagement), engagement, today, null);

    /// <summary>What is forecast for a task, or null.</summary>
    public TaskForecast? Find(TaskId task) => Tasks.FirstOrDefault(t => t.Task == task);
}

/// <summary>What is forecast for a task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Dates">First and last day: forecast, or actual as far as they are past.</param>
/// <param name="Slack">How many working days it can slip without moving the end of the plan; null once it is done.</param>
/// <param name="Health">How it does on the day; null once it is done, or while the engagement is at rest.</param>
public sealed record TaskForecast(TaskId Task, DateSpan Dates, int? Slack, Health? Health)
{
    /// <summary>It cannot slip without moving the end of the plan.</summary>
    public bool IsCritical => Slack == 0;
}

/// <summary>When a gate outside is met: actual, or forecast with the slack of what waits for it.</summary>
public sealed record GateForecast(TaskId Gate, DateOnly On, int? Slack);

/// <summary>The two passes through a plan: forwards for dates, backwards for what they may become.</summary>
internal static class ForecastPass
{
    /// <summary>The forecast; <paramref name="slips"/> says for each node how many working days it takes place later, or is null.</summary>
    public static PlanForecast Of(PlanNetwork network, Engagement engagement, DateOnly today, int[]? slips)
    {
        var dates = Forwards(network, today, slips);
        DateOnly? end = null;
        for (var n = 0; n < network.Tasks.Count; n++)
            if (network.Tasks[n].State != PlanTaskState.Cancelled && !(dates[n].Due <= end))
                end = dates[n].Due;

        var (ends, starts) = Backwards(network, _ => end ?? Limits.LastDate);
        var slack = new int?[network.Count];
        for (var n = 0; n < network.Count; n++)
            if (IsAhead(network, n) && ends[n] < DateOnly.MaxValue)
                slack[n] = Slack(network, n, dates[n], ends[n], starts[n]);
        var counts = HealthFacts.HasHealth(engagement.State);
        var tasks = Enumerable.Range(0, network.Tasks.Count).Where(n => network.Tasks[n].State != PlanTaskState.Cancelled).Select(n =>
            new TaskForecast(network.Tasks[n].Id, dates[n], slack[n], counts ? HealthFacts.Of(network.Tasks[n], dates[n].Due, network.Calendars[n], today) : null));
        var gates = Enumerable.Range(network.Tasks.Count, network.Gates.Count).Where(n => !network.Gate(n).IsDropped).Select(n => new GateForecast(network.Id(n), dates[n].Due, slack[n]));
        return new(today, end, tasks.ToItems(), gates.ToItems(), CriticalPath(network, dates, slack, end));
    }

    /// <summary>Forecast dates of every node. Without a day, those that hold as long as nothing waits for time to pass.</summary>
    public static DateSpan[] Forwards(PlanNetwork network, DateOnly? today, int[]? slips = null)
    {
        var dates = new DateSpan[network.Count];
        foreach (var node in network.Order)
        {
            var (calendar, slip) = (network.Calendars[node], slips?[node] ?? 0);
            if (network.IsGate(node))
            {
                var gate = network.Gate(node);
                var on = gate.MetOn ?? (slip == 0 ? Later(gate.Expected, today) : calendar.Add(Later(gate.Expected, today), slip));
                dates[node] = new(on, on);
                continue;
            }

            var task = network.Tasks[node];
            dates[node] =
                task.State == PlanTaskState.Cancelled ? task.Dates
                : task.State == PlanTaskState.Accepted ? Actual(task)
                : task.IsToBegin ? ToBegin(network, node, dates, today, slip)
                : UnderWay(task, calendar, today, slip);
        }

        return dates;
    }

    /// <summary>
    /// For every node that is not past the latest last day, and for tasks that have not begun the latest first day that tasks from start to start allow, so that everything keeps
    /// the last day that <paramref name="latest"/> names.
    /// </summary>
    public static (DateOnly[] Ends, DateOnly[] Starts) Backwards(PlanNetwork network, Func<int, DateOnly> latest)
    {
        var ends = new DateOnly[network.Count];
        var starts = new DateOnly[network.Count];
        for (var n = 0; n < network.Count; n++)
            (ends[n], starts[n]) = (network.IsGate(n) ? DateOnly.MaxValue : latest(n), DateOnly.MaxValue);
        for (var at = network.Order.Length - 1; at >= 0; at--)
        {
            var node = network.Order[at];
            if (network.IsGate(node) || !network.Tasks[node].IsToBegin)
                continue;
            var calendar = network.Calendars[node];
            var start = LatestStart(network, node, ends[node], starts[node]);
            foreach (var link in network.WaitsFor(node))
                if (link.Kind == LinkKind.FinishToStart || network.IsGate(link.From))
                    ends[link.From] = Earlier(ends[link.From], link.Kind == LinkKind.FinishToStart ? calendar.LatestEndBefore(start, link.Lag) : calendar.LatestStartWith(start, link.Lag));
                else
                    starts[link.From] = Earlier(starts[link.From], calendar.LatestStartWith(start, link.Lag));
        }

        return (ends, starts);
    }

    /// <summary>The latest first day of a task that has not begun: a working day.</summary>
    public static DateOnly LatestStart(PlanNetwork network, int node, DateOnly latestEnd, DateOnly latestStart)
    {
        var calendar = network.Calendars[node];
        return Earlier(calendar.LatestStart(latestEnd, Duration(network.Tasks[node], calendar)), calendar.LatestStart(latestStart, 1));
    }

    /// <summary>The last day of a task under way before time alone makes it later.</summary>
    public static DateOnly PlannedEnd(PlanTask task, WorkingCalendar calendar) => task.State == PlanTaskState.Submitted
        ? Began(task)
        : Later(task.Dates.Due, calendar.Add(Began(task), Remaining(task, calendar) - 1));

    /// <summary>The working days that a task under way still needs by its reported percentage.</summary>
    public static int Remaining(PlanTask task, WorkingCalendar calendar) =>
        task.State == PlanTaskState.Submitted ? 1 : Math.Max(1, ((Duration(task, calendar) * (100 - task.PercentDone)) + 99) / 100);

    /// <summary>The agreed duration in working days, at least one.</summary>
    public static int Duration(PlanTask task, WorkingCalendar calendar) => Math.Max(1, calendar.Count(task.Dates));

    /// <summary>Whether its dates are still to come: an open task, a gate that is awaited.</summary>
    public static bool IsAhead(PlanNetwork network, int node) => network.IsGate(node) ? network.Gate(node).IsAwaited : network.Tasks[node].IsOpen;

    private static DateSpan Actual(PlanTask task)
    {
        var due = task.AcceptedOn ?? task.Dates.Due;
        return new(task.StartedOn is { } began && began < due ? began : due, due);
    }

    private static DateSpan UnderWay(PlanTask task, WorkingCalendar calendar, DateOnly? today, int slip)
    {
        var due = PlannedEnd(task, calendar);
        if (today > due)
            due = calendar.Add(today.Value, Remaining(task, calendar) - 1);
        return new(Began(task), slip == 0 ? due : calendar.Add(due, slip));
    }

    private static DateSpan ToBegin(PlanNetwork network, int node, DateSpan[] dates, DateOnly? today, int slip)
    {
        var (task, calendar) = (network.Tasks[node], network.Calendars[node]);
        var earliest = Later(Limits.FirstDate, today);
        foreach (var link in network.WaitsFor(node))
            earliest = Later(earliest, Allowed(network, link, dates, calendar));
        if (earliest <= task.Dates.Start && slip == 0)
            return task.Dates;
        // An agreed last day on a weekend or holiday holds when the task moves by free days only: it never ends before it.
        var span = calendar.Span(calendar.Add(Later(task.Dates.Start, earliest), slip), Duration(task, calendar));
        return span with { Due = Later(span.Due, task.Dates.Due) };
    }

    private static DateOnly Allowed(PlanNetwork network, PlanNetwork.Link link, DateSpan[] dates, WorkingCalendar calendar) => link.Kind == LinkKind.FinishToStart
        ? calendar.After(dates[link.From].Due, link.Lag)
        : calendar.Add(network.IsGate(link.From) ? dates[link.From].Due : dates[link.From].Start, link.Lag);

    private static int Slack(PlanNetwork network, int node, DateSpan dates, DateOnly latestEnd, DateOnly latestStart)
    {
        var calendar = network.Calendars[node];
        if (network.IsGate(node) || !network.Tasks[node].IsToBegin)
            return Math.Max(0, Between(calendar, dates.Due, latestEnd));
        // A task that has not begun slips with its first day and keeps its duration, of which free days at either end are no part.
        var ofEnd = calendar.Count(new(dates.Start, latestEnd)) - Duration(network.Tasks[node], calendar);
        return Math.Max(0, Math.Min(ofEnd, Between(calendar, dates.Start, latestStart)));
    }

    /// <summary>How many working days a day may slip without passing another; a free day slips from the working day that follows it.</summary>
    private static int Between(WorkingCalendar calendar, DateOnly day, DateOnly latest) => calendar.Count(new(calendar.OnOrAfter(day), latest)) - 1;

    private static Items<TaskId> CriticalPath(PlanNetwork network, DateSpan[] dates, int?[] slack, DateOnly? end)
    {
        var path = new List<TaskId>();
        int? at = null;
        for (var n = 0; n < network.Tasks.Count; n++)
            if (network.Tasks[n].IsOpen && dates[n].Due == end)
                at ??= n;
        while (at is { } node)
        {
            path.Add(network.Id(node));
            at = null;
            if (network.IsGate(node) || !network.Tasks[node].IsToBegin)
                break;
            foreach (var link in network.WaitsFor(node))
                if (IsAhead(network, link.From) && Allowed(network, link, dates, network.Calendars[node]) == dates[node].Start && !(slack[at ?? link.From] < slack[link.From]))
                    at = link.From;
        }

        path.Reverse();
        return path.ToItems();
    }

    private static DateOnly Began(PlanTask task) => task.StartedOn ?? task.Dates.Start;

    private static DateOnly Later(DateOnly one, DateOnly? other) => other > one ? other.Value : one;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
