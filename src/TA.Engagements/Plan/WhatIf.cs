namespace TA.Engagements;

/// <summary>A task or a gate outside takes place later than forecast.</summary>
/// <param name="Task">The task or gate.</param>
/// <param name="WorkingDays">By how many working days, 1 to <see cref="Limits.WorkingDays"/>.</param>
public readonly record struct Slip(TaskId Task, int WorkingDays);

/// <summary>What would happen if tasks or gates slipped. Nothing is changed by asking.</summary>
/// <param name="EndBefore">The forecast end of the plan as it is.</param>
/// <param name="EndAfter">The forecast end with the slips.</param>
/// <param name="Tasks">The tasks whose forecast moves, those that slip among them, in the order of the plan.</param>
/// <param name="Gates">The gates outside that move.</param>
/// <param name="Stages">The stages whose gate can be confirmed later only.</param>
/// <param name="Milestones">The steps of bills that move, because they hang on a task that does.</param>
/// <param name="Organizations">The organizations that answer for tasks that move.</param>
/// <param name="Persons">The persons who answer for tasks that move.</param>
/// <param name="Sessions">The training sessions that take place on other days.</param>
public sealed record WhatIfAnswer(
    DateOnly? EndBefore, DateOnly? EndAfter, Items<MovedForecast> Tasks, Items<MovedDate> Gates, Items<MovedStage> Stages,
    Items<MovedMilestone> Milestones, Items<OrganizationId> Organizations, Items<UserId> Persons, Items<MovedSession> Sessions = default)
{
    /// <summary>The plan would end later.</summary>
    public bool EndMoves => EndBefore != EndAfter;
}

/// <summary>A task whose forecast would move.</summary>
/// <param name="Task">The task.</param>
/// <param name="Agreed">The agreed dates, which <see cref="RescheduleTasks"/> names when the answer is put into effect.</param>
/// <param name="Before">The forecast as the plan is.</param>
/// <param name="After">The forecast with the slips.</param>
/// <param name="Session">The session of a training that takes place with it, or null.</param>
/// <param name="PassesAgreed">It would end after its agreed last day.</param>
public readonly record struct MovedForecast(TaskId Task, DateSpan Agreed, DateSpan Before, DateSpan After, string? Session, bool PassesAgreed);

/// <summary>A gate outside that would be met on another day.</summary>
public readonly record struct MovedDate(TaskId Gate, DateOnly Before, DateOnly After);

/// <summary>A stage whose last task would end on another day, so that its gate is confirmed later.</summary>
public readonly record struct MovedStage(string Stage, DateOnly Before, DateOnly After);

/// <summary>A training session that would take place on other days.</summary>
/// <param name="Task">Its own task, which moves.</param>
/// <param name="Session">The session on record; null where the task was added without one.</param>
/// <param name="Before">Its days as the plan is.</param>
/// <param name="After">Its days with the slips.</param>
public readonly record struct MovedSession(TaskId Task, Guid? Session, DateSpan Before, DateSpan After);

/// <summary>
/// An expected step of a bill that would take place on another day. It hangs on the task or gate that was named for it. Where none was, submission hangs on the playbook's task for the cabinet's approval, readings and
/// adoption on the passage, promulgation and entry into force on the promulgation, regulations on the regulations. A step moves by as many days as the last day of its task, or the day of its gate.
/// </summary>
public readonly record struct MovedMilestone(Guid Bill, LegislativeMilestone Kind, int? Reading, TaskId Task, DateOnly Before, DateOnly After);

/// <summary>A task or gate cannot slip: it is done, cancelled, dropped or met.</summary>
public sealed record CannotSlip(TaskId Task) : Refusal;

/// <summary>Asks a plan what would happen. Pure.</summary>
public static class WhatIf
{
    /// <summary>The answer, or why there is none.</summary>
    /// <param name="engagement">As it is.</param>
    /// <param name="slips">What takes place later; a task named twice slips by both.</param>
    /// <param name="today">The day for which the forecasts hold.</param>
    public static (WhatIfAnswer? Answer, Refusal? Refusal) Ask(Engagement engagement, Items<Slip> slips, DateOnly today)
    {
        var network = PlanNetwork.Of(engagement);
        var later = new int[network.Count];
        foreach (var slip in slips)
        {
            if (slip.WorkingDays is < 1 or > Limits.WorkingDays)
                return (null, new OutOfRange("workingDays", slip.WorkingDays, 1, Limits.WorkingDays));
            if (network.Find(slip.Task) is not { } node)
                return (null, new TaskUnknown(slip.Task));
            if (!ForecastPass.IsAhead(network, node))
                return (null, new CannotSlip(slip.Task));
            later[node] = Math.Min(later[node] + slip.WorkingDays, Limits.WorkingDays);
        }

        var before = ForecastPass.Forwards(network, today);
        var after = ForecastPass.Forwards(network, today, later);
        var tasks = new List<MovedForecast>();
        var movedTasks = new List<PlanTask>();
        for (var n = 0; n < network.Tasks.Count; n++)
            if (before[n] != after[n] && network.Tasks[n] is var task)
            {
                movedTasks.Add(task);
                tasks.Add(new(task.Id, task.Dates, before[n], after[n], SessionTasks.SessionOf(task.Id), after[n].Due > task.Dates.Due));
            }

        var gates = Enumerable.Range(network.Tasks.Count, network.Gates.Count).Where(n => before[n] != after[n]).Select(n => new MovedDate(network.Id(n), before[n].Due, after[n].Due));
        return (new(
            End(network, before), End(network, after), tasks.ToItems(), gates.ToItems(), Stages(network, before, after).ToItems(), Milestones(engagement, network, before, after).ToItems(),
            movedTasks.Select(t => t.Organization).OfType<OrganizationId>().Distinct().ToItems(), movedTasks.Select(t => t.Person).OfType<UserId>().Distinct().ToItems(),
            Sessions(engagement, tasks).ToItems()), null);
    }

    private static DateOnly? End(PlanNetwork network, DateSpan[] dates) =>
        dates.Take(network.Tasks.Count).Where((_, n) => network.Tasks[n].State != PlanTaskState.Cancelled).Select(d => (DateOnly?)d.Due).Max();

    private static IEnumerable<MovedMilestone> Milestones(Engagement engagement, PlanNetwork network, DateSpan[] before, DateSpan[] after) =>
        from bill in engagement.Legislation.Bills
        from step in bill.Milestones
        where step is { Actual: null, Expected: not null }
        let node = network.Find(step.Follows ?? TaskOf(step.Kind))
        where node is not null
        let days = after[node.Value].Due.DayNumber - before[node.Value].Due.DayNumber
        where days != 0
        select new MovedMilestone(bill.Id, step.Kind, step.Reading, network.Id(node.Value), step.Expected!.Value, step.Expected.Value.AddDays(days));

    private static IEnumerable<MovedSession> Sessions(Engagement engagement, List<MovedForecast> tasks) =>
        from task in tasks
        where task.Session is not null && SessionTasks.IsSession(task.Task)
        let session = SessionTasks.Recorded(engagement, task.Session!)
        where session is null || SessionTasks.CanMove(session)
        select new MovedSession(task.Task, session?.Id, session?.Plan.Dates ?? task.Before, task.After);

    private static TaskId TaskOf(LegislativeMilestone step) => step switch
    {
        LegislativeMilestone.SubmittedToParliament => "leg.scrutiny.cabinet",
        LegislativeMilestone.Reading or LegislativeMilestone.Adopted => "leg.passage.adopt",
        LegislativeMilestone.Promulgated or LegislativeMilestone.InForce => "leg.passage.promulgate",
        LegislativeMilestone.Regulations => "leg.implement.regs",
        _ => throw new InvalidOperationException($"No task for {step}."),
    };

    private static IEnumerable<MovedStage> Stages(PlanNetwork network, DateSpan[] before, DateSpan[] after) =>
        from n in Enumerable.Range(0, network.Tasks.Count)
        where network.Tasks[n].Stage is not null && network.Tasks[n].State != PlanTaskState.Cancelled
        group n by network.Tasks[n].Stage! into stage
        let moved = new MovedStage(stage.Key, stage.Max(n => before[n].Due), stage.Max(n => after[n].Due))
        where moved.Before != moved.After
        select moved;
}
