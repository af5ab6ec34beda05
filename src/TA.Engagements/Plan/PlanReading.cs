namespace TA.Engagements;

/// <summary>A plan to be read on a day: planned, agreed, forecast and actual dates side by side.</summary>
/// <param name="Reference">The engagement.</param>
/// <param name="Version">The version that was read.</param>
/// <param name="Today">The day for which the forecast holds.</param>
/// <param name="PlannedEnd">The last day of the baseline that is compared, of tasks that have been cancelled since too; null where there is none, or for partners.</param>
/// <param name="AgreedEnd">The last agreed day of all tasks; null without tasks, or for partners.</param>
/// <param name="ForecastEnd">The forecast last day of all tasks; null without tasks, or for partners.</param>
/// <param name="Tasks">In the order of the plan, as far as the person may see them; cancelled ones are left out, see <paramref name="Cancelled"/>.</param>
/// <param name="Gates">Gates outside.</param>
/// <param name="CriticalPath">The tasks and gates that decide the end, each waiting for the one before; empty for partners.</param>
/// <param name="Baselines">The plan as it was agreed before, oldest first.</param>
/// <param name="StepsAfterEnd">Steps of bills that are expected after the engagement's last day; empty for partners.</param>
/// <param name="Baseline">The number of the baseline that is compared; null where there is none, or for partners.</param>
/// <param name="Cancelled">What the baseline that is compared knows and has been cancelled, in the order of the plan; empty for partners.</param>
public sealed record PlanReading(
    EngagementReference Reference, long Version, DateOnly Today, DateOnly? PlannedEnd, DateOnly? AgreedEnd, DateOnly? ForecastEnd, Items<PlanLine> Tasks, Items<GateLine> Gates,
    Items<TaskId> CriticalPath, Items<BaselineLine> Baselines, Items<StepAfterEnd> StepsAfterEnd = default, int? Baseline = null, Items<CancelledLine> Cancelled = default)
{
    /// <summary>The plan of an engagement as far as a person may see it. The forecast is that of the whole plan.</summary>
    /// <param name="engagement">The whole engagement.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="today">The day for which the forecast holds.</param>
    /// <param name="baseline">The number of the baseline to compare; null, or a number that there is not, is the newest.</param>
    public static PlanReading Of(Engagement engagement, Actor actor, DateOnly today, int? baseline = null)
    {
        var forecast = PlanForecast.Of(engagement, today);
        var seesAll = Permissions.SeesAll(actor);
        var seen = Permissions.View(actor, engagement);
        var forecasts = forecast.Tasks.ToDictionary(t => t.Task);
        var critical = forecast.CriticalPath.ToHashSet();
        var compared = baseline is { } number && number >= 1 && number <= engagement.Baselines.Count ? number : engagement.Baselines.Count;
        var lines = seen.Tasks.Where(t => forecasts.ContainsKey(t.Id)).Select(task =>
        {
            var (whole, line) = (engagement.Find(task.Id)!, forecasts[task.Id]);
            return new PlanLine(
                task.Id, task.Title, task.Workstream, task.Stage, engagement.StateOf(whole), task.Organization, task.Predecessors, seesAll ? engagement.InBaseline(compared, task.Id) : null, task.Dates,
                line.Dates, task.StartedOn, task.AcceptedOn, line.Slack, seesAll && critical.Contains(task.Id), line.Health);
        }).ToItems();
        var gates = from gate in seen.Outside
                    join line in forecast.Gates on gate.Id equals line.Gate
                    select new GateLine(gate, line.On, line.Slack, critical.Contains(gate.Id));
        var cancelled = from task in engagement.Tasks
                        where seesAll && task.State == PlanTaskState.Cancelled
                        let planned = engagement.InBaseline(compared, task.Id)
                        where planned is not null
                        select new CancelledLine(task.Id, task.Title, task.Workstream, task.Stage, planned.Value, task.Because);
        var gone = cancelled.ToItems();
        return new(
            engagement.Reference, engagement.Version, today,
            lines.Select(l => l.Planned?.Due).Concat(gone.Select(c => (DateOnly?)c.Planned.Due)).Max(), seesAll && lines.Count > 0 ? lines.Max(l => l.Agreed.Due) : null, seesAll ? forecast.End : null, lines, gates.ToItems(),
            seesAll ? forecast.CriticalPath : [], seen.Baselines.Select(b => new BaselineLine(b.Number, b.Reason, b.Mark, b.On, b.By)).ToItems(),
            seesAll ? Engagements.StepsAfterEnd.Of(engagement).ToItems() : [], seesAll && compared > 0 ? compared : null, gone);
    }
}

/// <summary>A task of a plan to be read.</summary>
/// <param name="Task">The task.</param>
/// <param name="Title">One line.</param>
/// <param name="Workstream">The line of work.</param>
/// <param name="Stage">The stage, or null.</param>
/// <param name="State">The state that people see, ready included.</param>
/// <param name="Organization">Who answers for it.</param>
/// <param name="Predecessors">What it waits for, and what informs it.</param>
/// <param name="Planned">The dates of the baseline that is compared; null where it does not know the task.</param>
/// <param name="Agreed">The dates agreed now.</param>
/// <param name="Forecast">The forecast dates; actual ones as far as they are past.</param>
/// <param name="ActualStart">The day work began.</param>
/// <param name="ActualEnd">The day of acceptance.</param>
/// <param name="Slack">How many working days it can slip without moving the end; null once it is done.</param>
/// <param name="IsCritical">It lies on the critical path.</param>
/// <param name="Health">How it does on the day.</param>
public sealed record PlanLine(
    TaskId Task, string Title, WorkstreamKind Workstream, string? Stage, PlanTaskState State, OrganizationId? Organization, Items<Predecessor> Predecessors, DateSpan? Planned, DateSpan Agreed,
    DateSpan Forecast, DateOnly? ActualStart, DateOnly? ActualEnd, int? Slack, bool IsCritical, Health? Health);

/// <summary>A task of the baseline that is compared and that will not be done.</summary>
/// <param name="Task">The task.</param>
/// <param name="Title">One line.</param>
/// <param name="Workstream">The line of work.</param>
/// <param name="Stage">The stage, or null.</param>
/// <param name="Planned">The dates of the baseline.</param>
/// <param name="Because">Why it was cancelled.</param>
public sealed record CancelledLine(TaskId Task, string Title, WorkstreamKind Workstream, string? Stage, DateSpan Planned, string? Because);

/// <summary>A gate outside, with the day on which it is or is forecast to be met.</summary>
public sealed record GateLine(OutsideGate Gate, DateOnly On, int? Slack, bool IsCritical);

/// <summary>A baseline without its dates.</summary>
public sealed record BaselineLine(int Number, BaselineReason Reason, string? Mark, DateOnly On, string By);
