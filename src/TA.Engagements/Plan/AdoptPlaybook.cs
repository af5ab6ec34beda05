namespace TA.Engagements;

/// <summary>
/// Lays out the tasks of a line of work from its newest playbook. Those of a workstream do not start before delivery is to begin, and the evaluation moves behind them. With the training playbook every session on
/// record that is not called off gets its tasks.
/// </summary>
/// <param name="Workstream">One of the chosen workstreams, or the life cycle of an engagement that came without one.</param>
/// <param name="From">The day its first tasks start, or the next working day.</param>
public sealed record AdoptPlaybook(WorkstreamKind Workstream, DateOnly From) : EngagementCommand;

/// <summary>A line of work has its tasks from a playbook, in a version that stays.</summary>
/// <param name="Playbook">Workstream and version.</param>
/// <param name="Tasks">The tasks as they begin.</param>
public sealed record PlaybookAdopted(AdoptedPlaybook Playbook, Items<PlanTask> Tasks) : EngagementEvent;

/// <summary>Links between tasks of two playbooks have been made; some block, some inform.</summary>
public sealed record TasksLinked(Items<TaskLink> Links) : EngagementEvent;

/// <summary>A playbook that the plan was laid out from.</summary>
public readonly record struct AdoptedPlaybook(WorkstreamKind Workstream, int Version);

/// <summary>The plan has the tasks of this workstream already.</summary>
public sealed record PlaybookAlreadyAdopted(WorkstreamKind Workstream) : Refusal;

/// <summary>A list would become longer than its limit.</summary>
public sealed record TooMany(string What, int Limit) : Refusal;

/// <summary>The engagement has ended; it must be reopened first.</summary>
public sealed record EngagementEnded(EngagementState State) : Refusal;

internal static class AdoptingPlaybooks
{
    public static Decision Decide(Engagement engagement, AdoptPlaybook command)
    {
        if (engagement.Playbooks.Any(p => p.Workstream == command.Workstream))
            return new PlaybookAlreadyAdopted(command.Workstream);
        if (command.Workstream != WorkstreamKind.LifeCycle && !engagement.Details.Workstreams.Contains(command.Workstream))
            return new WorkstreamNotChosen(command.Workstream);
        if (engagement.Tasks.Count + Playbooks.Current(command.Workstream).Tasks.Count() > Limits.Tasks)
            return new TooMany("tasks", Limits.Tasks);
        return Adopt(engagement, command.Workstream, command.From);
    }

    internal static Decision Adopt(Engagement engagement, WorkstreamKind workstream, DateOnly from)
    {
        var playbook = Playbooks.Current(workstream);
        var inbound = Links(l => engagement.Find(l.From) is not null && playbook.Tasks.Any(t => t.Key == l.To));
        var outbound = Links(l => engagement.Find(l.To) is not null && playbook.Tasks.Any(t => t.Key == l.From));
        var tasks = playbook.Stages.SelectMany(stage => stage.Tasks.Select(template => New(engagement, workstream, stage, template, inbound))).ToList();
        var laid = Schedule.LayOut(engagement, tasks, from);
        if (Schedule.TooLate(laid.Select(t => (t.Id, t.Dates))) is { } late)
            return late;
        var adopted = new PlaybookAdopted(new(workstream, playbook.Version), laid.ToItems());
        List<EngagementEvent> events = [adopted];
        var with = Apply(engagement, adopted);
        if (outbound.Count > 0)
        {
            var linked = new TasksLinked(outbound.Select(l => new TaskLink(Link(l), l.To)).ToItems());
            events.Add(linked);
            with = Apply(with, linked);
        }

        var moved = ReschedulingTasks.Restore(with);
        if (moved.Refusal is not null)
            return moved;
        events.AddRange(moved.Events);
        return Decision.Of(workstream == WorkstreamKind.Training ? events.Concat(SessionTasks.OfRecorded(moved.Events.Aggregate(with, (e, happened) => e.Apply(happened, default)))) : events);
    }

    private static List<PlaybookLink> Links(Func<PlaybookLink, bool> fits) => [.. Playbooks.Links.Where(fits).DistinctBy(l => (l.From, l.To))];

    private static Predecessor Link(PlaybookLink link) => new(link.From, Informs: !link.Blocks);

    private static PlanTask New(Engagement engagement, WorkstreamKind workstream, PlaybookStage stage, TaskTemplate template, List<PlaybookLink> inbound) => new()
    {
        Id = template.Key,
        Workstream = workstream,
        Stage = stage.Key,
        Title = template.Title,
        Deliverable = template.Deliverable,
        Role = template.Role,
        Organization = FillingRoles.Filler(engagement, template.Role, workstream),
        WorkingDays = template.WorkingDays,
        LagWorkingDays = template.LagWorkingDays,
        Predecessors = template.Predecessors.Select(p => new Predecessor(p)).Concat(inbound.Where(l => l.To == template.Key).Select(Link)).ToItems(),
        RecursEveryWorkingDays = template.RecursEveryWorkingDays,
        Control = template.Control,
    };

    public static Engagement Apply(Engagement engagement, PlaybookAdopted adopted) => engagement with
    {
        Playbooks = engagement.Playbooks.Add(adopted.Playbook),
        Tasks = engagement.Tasks.Concat(adopted.Tasks).ToItems(),
    };

    public static Engagement Apply(Engagement engagement, TasksLinked linked) => linked.Links.Aggregate(engagement, (e, link) =>
        e.With(link.Task, task => task with { Predecessors = task.Predecessors.Add(link.Predecessor) }));
}
