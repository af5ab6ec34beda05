namespace TA.Engagements;

/// <summary>Confirms that the gate of a stage is met; its tasks must be done.</summary>
/// <param name="Stage">The stage's key.</param>
/// <param name="On">The day it was met; not in the future.</param>
/// <param name="Remark">What shows it.</param>
/// <param name="AsOf">The version of the engagement that the person saw; refused when a task of the stage has moved since.</param>
public sealed record ConfirmGate(string Stage, DateOnly On, [property: Length(Limits.Paragraph)] string? Remark = null, long? AsOf = null) : EngagementCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>The gate of a stage is confirmed.</summary>
public sealed record GateConfirmed(string Stage, DateOnly On, string? Remark = null) : EngagementEvent;

/// <summary>An officer's word that a gate is met. It lapses when a task of the stage is reopened.</summary>
public sealed record GateConfirmation(string Stage, DateOnly On, string? Remark, string By);

/// <summary>Tasks of the stage are still open.</summary>
public sealed record StageNotDone(string Stage, Items<TaskId> OpenTasks) : Refusal;

/// <summary>A stage of an engagement's plan, with how far it is.</summary>
/// <param name="Workstream">The line of work.</param>
/// <param name="Stage">The stage as the playbook has it.</param>
/// <param name="Tasks">Its tasks in the engagement.</param>
/// <param name="Confirmation">Null while the gate is open.</param>
public sealed record PlanStage(WorkstreamKind Workstream, PlaybookStage Stage, Items<PlanTask> Tasks, GateConfirmation? Confirmation)
{
    /// <summary>All tasks are accepted or cancelled.</summary>
    public bool IsDone => Tasks.All(t => !t.IsOpen);

    /// <summary>How many open tasks have come to the stage after its gate was confirmed. The confirmation stands: it says what was so then.</summary>
    public int AddedSince => Confirmation is null ? 0 : Tasks.Count(t => t.IsOpen);
}

/// <summary>The stages of a plan.</summary>
public static class PlanStages
{
    /// <summary>The stages of all adopted playbooks, in order.</summary>
    public static IEnumerable<PlanStage> Stages(this Engagement engagement) =>
        from adopted in engagement.Playbooks
        from stage in Playbooks.Find(adopted.Workstream, adopted.Version)!.Stages
        select new PlanStage(adopted.Workstream, stage, engagement.Tasks.Where(t => t.Stage == stage.Key).ToItems(), engagement.Gates.FirstOrDefault(g => g.Stage == stage.Key));

    /// <summary>The stages before one in its line of work whose gates are open: nobody has confirmed them, although they have tasks. They hold up nothing.</summary>
    public static IEnumerable<PlanStage> OpenGatesBefore(this Engagement engagement, PlanStage stage) =>
        engagement.Stages().Where(s => s.Workstream == stage.Workstream).TakeWhile(s => s.Stage.Key != stage.Stage.Key).Where(s => s.Confirmation is null && s.Tasks.Count > 0);

    /// <summary>The links that inform a task without blocking it, as long as the other task is open; with the reason that the playbooks give, if they know the link.</summary>
    public static IEnumerable<PlaybookLink> Notices(this Engagement engagement, TaskId task) =>
        from predecessor in engagement.Find(task)?.Predecessors ?? []
        where predecessor.Informs && (engagement.Find(predecessor.Task) is { IsOpen: true } || engagement.FindGate(predecessor.Task) is { IsAwaited: true })
        select Playbooks.Links.FirstOrDefault(l => l.From == predecessor.Task && l.To == task) ?? new PlaybookLink(predecessor.Task, task, Blocks: false, "");
}

internal static class ConfirmingGates
{
    public static Decision Decide(Engagement engagement, ConfirmGate command, in Asked asked)
    {
        if (engagement.Stages().FirstOrDefault(s => s.Stage.Key == command.Stage) is not { } stage)
            return new StageUnknown(command.Stage);
        if (stage.Confirmation is not null)
            return Decision.Nothing;
        if (command.On > asked.Today)
            return new DateInFuture("on", command.On);
        if (!stage.IsDone)
            return new StageNotDone(command.Stage, stage.Tasks.Where(t => t.IsOpen).Select(t => t.Id).ToItems());
        if (stage.Tasks.FirstOrDefault(t => t.StateSince > command.AsOf) is { } moved)
            return new TaskHasMoved(moved.Id, moved.State, [PlanTaskState.Accepted, PlanTaskState.Cancelled]);
        return new GateConfirmed(command.Stage, command.On, command.Remark);
    }

    public static Engagement Apply(Engagement engagement, GateConfirmed confirmed, in Occurrence when) =>
        engagement with { Gates = engagement.Gates.Add(new(confirmed.Stage, confirmed.On, confirmed.Remark, when.Actor.Name)) };
}
