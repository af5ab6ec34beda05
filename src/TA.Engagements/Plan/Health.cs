namespace TA.Engagements;

/// <summary>How an engagement does, derived from its dates and tasks, never typed in.</summary>
public enum Health
{
    /// <summary>Nothing below applies.</summary>
    OnTrack,

    /// <summary>An open task is due within five working days and has not begun, or is reported less than half done.</summary>
    AtRisk,

    /// <summary>An open task is past its last day; or, without a plan, the engagement is past its own.</summary>
    Late,

    /// <summary>A task is blocked, or was declined and waits for another organization.</summary>
    Blocked,
}

/// <summary>
/// The facts that health follows from. Blocked comes before late, late before at risk. Engagements that are suspended or have ended have no health.
/// </summary>
/// <param name="Counts">False where there is no health.</param>
/// <param name="Blocked">A task is blocked or declined.</param>
/// <param name="AtRiskFrom">The first day on which it is at risk.</param>
/// <param name="LateFrom">The first day on which it is late.</param>
/// <param name="NextDue">The earliest last day of an open task.</param>
public readonly record struct HealthFacts(bool Counts, bool Blocked, DateOnly? AtRiskFrom, DateOnly? LateFrom, DateOnly? NextDue)
{
    /// <summary>How many working days ahead a task that lags puts the engagement at risk.</summary>
    public const int WarningWorkingDays = 5;

    /// <summary>The facts of an engagement.</summary>
    public static HealthFacts Of(Engagement engagement)
    {
        if (engagement.State.IsEnded() || engagement.State == EngagementState.Suspended)
            return default;
        var blocked = false;
        DateOnly? atRisk = null, late = null, due = null;
        foreach (var task in engagement.Tasks.AsSpan())
        {
            if (!task.IsOpen)
                continue;
            blocked |= task.State is PlanTaskState.Blocked or PlanTaskState.Declined;
            due = Earlier(due, task.Dates.Due);
            late = Earlier(late, task.Dates.Due.AddDays(1));
            if (IsBehind(task))
                atRisk = Earlier(atRisk, WorkingCalendar.Add(task.Dates.Due, -WarningWorkingDays));
        }

        if (engagement.Tasks.Count == 0 && engagement.Details.End is { } end)
            (late, due) = (end.Latest.AddDays(1), end.Latest);
        return new(true, blocked, atRisk, late, due);
    }

    /// <summary>The health on a day, or null where there is none.</summary>
    public Health? On(DateOnly day) =>
        !Counts ? null
        : Blocked ? Health.Blocked
        : day >= LateFrom ? Health.Late
        : day >= AtRiskFrom ? Health.AtRisk
        : Health.OnTrack;

    private static bool IsBehind(PlanTask task) => task.IsToBegin || (task.State == PlanTaskState.InProgress && task.PercentDone < 50);

    private static DateOnly? Earlier(DateOnly? one, DateOnly other) => one < other ? one : other;
}
