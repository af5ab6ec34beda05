namespace TA.Engagements;

/// <summary>How an engagement, or a task, does, derived from forecast and agreed dates, never typed in.</summary>
public enum Health
{
    /// <summary>Nothing below applies.</summary>
    OnTrack,

    /// <summary>
    /// An open task is due within five working days and has not begun, or is reported less than half done; or, by the forecast (<see cref="PlanForecast"/>), it ends more than five
    /// working days after its agreed last day.
    /// </summary>
    AtRisk,

    /// <summary>An open task is past its agreed last day; or, without a plan, the engagement is past its own.</summary>
    Late,

    /// <summary>A task is blocked, or was declined and waits for another organization.</summary>
    Blocked,
}

/// <summary>
/// The facts that health follows from. Blocked comes before late, late before at risk. Engagements that are suspended or have ended have no health. The dates on which health turns
/// are found without trying day after day: what the forecast says without any time passing, and, going backwards from the agreed last days, the day until which each task can wait.
/// </summary>
/// <param name="Counts">False where there is no health.</param>
/// <param name="Blocked">A task is blocked or declined.</param>
/// <param name="AtRiskFrom">The first day on which it is at risk.</param>
/// <param name="LateFrom">The first day on which it is late.</param>
/// <param name="NextDue">The earliest last day of an open task.</param>
public readonly record struct HealthFacts(bool Counts, bool Blocked, DateOnly? AtRiskFrom, DateOnly? LateFrom, DateOnly? NextDue)
{
    /// <summary>How many working days ahead a task that lags puts the engagement at risk, and by how many the forecast may pass the agreed last day.</summary>
    public const int WarningWorkingDays = 5;

    /// <summary>The facts of an engagement.</summary>
    public static HealthFacts Of(Engagement engagement)
    {
        if (!HasHealth(engagement.State))
            return default;
        if (engagement.Tasks.Count == 0)
            return engagement.Details.End is { } end ? new(true, false, null, end.Latest.AddDays(1), end.Latest) : new(true, false, null, null, null);
        var network = PlanNetwork.Of(engagement);
        var blocked = false;
        DateOnly? atRisk = null, late = null, due = null;
        for (var n = 0; n < network.Tasks.Count; n++)
        {
            var task = network.Tasks[n];
            if (!task.IsOpen)
                continue;
            blocked |= task.State is PlanTaskState.Blocked or PlanTaskState.Declined;
            due = Earlier(due, task.Dates.Due);
            late = Earlier(late, task.Dates.Due.AddDays(1));
            if (IsBehind(task))
                atRisk = Earlier(atRisk, network.Calendars[n].Add(task.Dates.Due, -WarningWorkingDays));
        }

        return due is null ? new(true, false, null, null, null) : new(true, blocked, Earlier(atRisk, ForecastTurns(network)), late, due);
    }

    /// <summary>The health on a day, or null where there is none.</summary>
    public Health? On(DateOnly day) =>
        !Counts ? null
        : Blocked ? Health.Blocked
        : day >= LateFrom ? Health.Late
        : day >= AtRiskFrom ? Health.AtRisk
        : Health.OnTrack;

    /// <summary>Whether engagements in a state have health.</summary>
    internal static bool HasHealth(EngagementState state) => !state.IsEnded() && state != EngagementState.Suspended;

    /// <summary>The health of a task on a day, by the same rule; null once it is done.</summary>
    internal static Health? Of(PlanTask task, DateOnly forecast, WorkingCalendar calendar, DateOnly today) =>
        !task.IsOpen ? null
        : task.State is PlanTaskState.Blocked or PlanTaskState.Declined ? Health.Blocked
        : today > task.Dates.Due ? Health.Late
        : (IsBehind(task) && today >= calendar.Add(task.Dates.Due, -WarningWorkingDays)) || forecast > Tolerated(task, calendar) ? Health.AtRisk
        : Health.OnTrack;

    /// <summary>The first day on which the forecast of some task passes what is tolerated.</summary>
    internal static DateOnly? ForecastTurns(PlanNetwork network)
    {
        var dates = ForecastPass.Forwards(network, null);
        for (var n = 0; n < network.Tasks.Count; n++)
            if (network.Tasks[n].IsOpen && dates[n].Due > Tolerated(network.Tasks[n], network.Calendars[n]))
                return Limits.FirstDate;

        var (ends, starts) = ForecastPass.Backwards(network, n => network.Tasks[n].IsOpen ? Tolerated(network.Tasks[n], network.Calendars[n]) : DateOnly.MaxValue);
        DateOnly? turns = null;
        for (var n = 0; n < network.Count; n++)
            if (ForecastPass.IsAhead(network, n) && CanWaitUntil(network, n, ends[n], starts[n]) is var last && last < DateOnly.MaxValue)
                turns = Earlier(turns, last.AddDays(1));
        return turns;
    }

    /// <summary>The last day on which a node that has not moved by then does no harm.</summary>
    private static DateOnly CanWaitUntil(PlanNetwork network, int node, DateOnly latestEnd, DateOnly latestStart)
    {
        if (network.IsGate(node))
            return latestEnd;
        var (task, calendar) = (network.Tasks[node], network.Calendars[node]);
        if (task.IsToBegin)
            return ForecastPass.LatestStart(network, node, latestEnd, latestStart);
        var (planned, latest) = (ForecastPass.PlannedEnd(task, calendar), calendar.LatestStart(latestEnd, ForecastPass.Remaining(task, calendar)));
        return planned > latest ? planned : latest;
    }

    internal static DateOnly Tolerated(PlanTask task, WorkingCalendar calendar) => calendar.Add(task.Dates.Due, WarningWorkingDays);

    private static bool IsBehind(PlanTask task) => task.IsToBegin || (task.State == PlanTaskState.InProgress && task.PercentDone < 50);

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is null || other < one ? other ?? one : one;
}
