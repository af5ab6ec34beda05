using static TA.Engagements.PlanTaskState;

namespace TA.Engagements;

/// <summary>A command that moves one task from a state to another. <c>Since</c> is the version at which the state that is left was entered, as the person saw it: with it even a very old repetition is told from a new move.</summary>
public abstract record TaskMove(TaskId Task, long? Since) : EngagementCommand;

/// <summary>Begins work on a task that is ready.</summary>
/// <param name="Task">The task.</param>
/// <param name="Since">The version at which it became what it was seen to be.</param>
/// <param name="On">The day on which work began, not in the future; null is today.</param>
public sealed record StartTask(TaskId Task, long? Since = null, DateOnly? On = null) : TaskMove(Task, Since);

/// <summary>Says that the task cannot go on, and why.</summary>
public sealed record BlockTask(TaskId Task, [property: Length(Limits.Paragraph)] string Because, long? Since = null) : TaskMove(Task, Since);

/// <summary>Says that the task can go on.</summary>
public sealed record UnblockTask(TaskId Task, long? Since = null) : TaskMove(Task, Since);

/// <summary>Hands the deliverable to the officer.</summary>
public sealed record SubmitDeliverable(TaskId Task, [property: Length(Limits.Paragraph)] string? Note = null, long? Since = null) : TaskMove(Task, Since);

/// <summary>Accepts a deliverable. For a control this records its finding.</summary>
/// <param name="Task">The task.</param>
/// <param name="Finding">What a control found.</param>
/// <param name="Since">The version at which it was submitted.</param>
/// <param name="On">The day on which it was accepted, neither in the future nor before work began; null is today.</param>
public sealed record AcceptDeliverable(TaskId Task, ControlFinding? Finding = null, long? Since = null, DateOnly? On = null) : TaskMove(Task, Since);

/// <summary>Sends a submitted deliverable back to the organization that made it, with what is missing.</summary>
public sealed record ReturnDeliverable(TaskId Task, [property: Length(Limits.Paragraph)] string WhatIsMissing, long? Since = null) : TaskMove(Task, Since);

/// <summary>The organization will not do the task, and says why.</summary>
public sealed record DeclineTask(TaskId Task, [property: Length(Limits.Paragraph)] string Because, long? Since = null) : TaskMove(Task, Since);

/// <summary>An officer completes a task in one step: UNODC's own, or for an organization that reports outside the system.</summary>
/// <param name="Task">The task.</param>
/// <param name="Note">What was done.</param>
/// <param name="Finding">What a control found.</param>
/// <param name="Since">The version at which it became what it was seen to be.</param>
/// <param name="On">The day on which it was done, neither in the future nor before work began; null is today. A task that had not begun began on that day too.</param>
public sealed record CompleteTask(TaskId Task, [property: Length(Limits.Paragraph)] string? Note = null, ControlFinding? Finding = null, long? Since = null, DateOnly? On = null) : TaskMove(Task, Since);

/// <summary>Takes back an acceptance or a cancellation, with the reason. Tasks that wait for it and have begun go on.</summary>
public sealed record ReopenTask(TaskId Task, [property: Length(Limits.Paragraph)] string Because, long? Since = null) : TaskMove(Task, Since);

/// <summary>An event of one task. <c>OnBehalfOf</c> is the responsible organization, where somebody else reports for it.</summary>
public abstract record TaskEvent(TaskId Task, OrganizationId? OnBehalfOf) : EngagementEvent;

/// <summary>Work has begun, on the day that is said or else on that of the event.</summary>
public sealed record TaskStarted(TaskId Task, OrganizationId? OnBehalfOf = null, DateOnly? On = null) : TaskEvent(Task, OnBehalfOf);

/// <summary>Work cannot go on, or cannot begin. An event that does not say which counts as a beginning.</summary>
public sealed record TaskBlocked(TaskId Task, string Because, OrganizationId? OnBehalfOf = null, bool BeforeItBegan = false) : TaskEvent(Task, OnBehalfOf);

/// <summary>Work goes on.</summary>
public sealed record TaskUnblocked(TaskId Task, OrganizationId? OnBehalfOf = null) : TaskEvent(Task, OnBehalfOf);

/// <summary>The deliverable is with the officer.</summary>
public sealed record DeliverableSubmitted(TaskId Task, string? Note = null, OrganizationId? OnBehalfOf = null) : TaskEvent(Task, OnBehalfOf);

/// <summary>The deliverable is accepted, on the day that is said or else on that of the event.</summary>
public sealed record DeliverableAccepted(TaskId Task, ControlFinding? Finding = null, DateOnly? On = null) : EngagementEvent;

/// <summary>The deliverable was sent back.</summary>
public sealed record DeliverableReturned(TaskId Task, string WhatIsMissing) : EngagementEvent;

/// <summary>The organization will not do the task.</summary>
public sealed record TaskDeclined(TaskId Task, string Because, OrganizationId? OnBehalfOf = null) : TaskEvent(Task, OnBehalfOf);

/// <summary>The task was done in one step, on the day that is said or else on that of the event.</summary>
public sealed record TaskCompleted(TaskId Task, string? Note = null, ControlFinding? Finding = null, OrganizationId? OnBehalfOf = null, DateOnly? On = null) : TaskEvent(Task, OnBehalfOf);

/// <summary>The task is open again.</summary>
public sealed record TaskReopened(TaskId Task, string Because) : EngagementEvent;

/// <summary>The task is no longer in a state from which this move goes.</summary>
/// <param name="Task">The task.</param>
/// <param name="Actual">The state it is in.</param>
/// <param name="Possible">The states from which the move goes.</param>
public sealed record TaskHasMoved(TaskId Task, PlanTaskState Actual, Items<PlanTaskState> Possible) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Conflict;
}

/// <summary>There is nothing to accept or send back: the task is not in state submitted.</summary>
public sealed record NothingSubmitted(TaskId Task, PlanTaskState State) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Conflict;
}

/// <summary>The task is not ready: it waits for others.</summary>
/// <param name="Task">The task.</param>
/// <param name="WaitsFor">The tasks that it waits for.</param>
/// <param name="Gates">The titles of the gates outside that it waits for.</param>
public sealed record WaitsForOthers(TaskId Task, Items<TaskId> WaitsFor, Items<string> Gates = default) : Refusal;

/// <summary>Tasks of this line of work are not worked on while the engagement is in this state.</summary>
public sealed record WorkNotUnderWay(TaskId Task, EngagementState State) : Refusal;

/// <summary>Accepting a control records what it found: an outcome or why it does not apply, not both; for a gender analysis, the marker.</summary>
public sealed record FindingNeeded(TaskId Task, TaskControl Control) : Refusal;

/// <summary>The task is no control, so there is no finding to record.</summary>
public sealed record NoControl(TaskId Task) : Refusal;

internal static class MovingTasks
{
    public static Decision Decide(Engagement engagement, TaskMove command, in Asked asked)
    {
        if (engagement.Find(command.Task) is not { } task)
            return new TaskUnknown(command.Task);
        var state = engagement.StateOf(task);
        if (command is not (DeclineTask or ReopenTask) && !Readiness.PlanWorkAllowed(engagement.State, task.Workstream))
            return new WorkNotUnderWay(task.Id, engagement.State);
        if (command.Since is { } since && since != task.StateSince)
            return new TaskHasMoved(task.Id, state, From(command));
        OrganizationId? behalf = asked.Actor.Organization == task.Organization ? null : task.Organization;
        return command switch
        {
            StartTask start when state == Ready => DayFault(task, start.On, asked.Today) is { } fault ? fault : new TaskStarted(task.Id, behalf, start.On),
            StartTask or CompleteTask when state == Planned => new WaitsForOthers(
                task.Id, Readiness.WaitsFor(engagement, task).Select(t => t.Id).ToItems(), Readiness.WaitsForGates(engagement, task).Select(g => g.Title).ToItems()),
            BlockTask block when state is Ready or InProgress => new TaskBlocked(task.Id, block.Because, behalf, BeforeItBegan: task.IsToBegin),
            UnblockTask when state == Blocked => new TaskUnblocked(task.Id, behalf),
            SubmitDeliverable submit when state == InProgress => new DeliverableSubmitted(task.Id, submit.Note, behalf),
            AcceptDeliverable accept when state == Submitted =>
                (FindingFault(task, accept.Finding) ?? DayFault(task, accept.On, asked.Today)) is { } fault ? fault : new DeliverableAccepted(task.Id, accept.Finding, accept.On),
            ReturnDeliverable back when state == Submitted => new DeliverableReturned(task.Id, back.WhatIsMissing),
            AcceptDeliverable or ReturnDeliverable => new NothingSubmitted(task.Id, state),
            DeclineTask decline when state is Planned or Ready or InProgress or Blocked => new TaskDeclined(task.Id, decline.Because, behalf),
            CompleteTask complete when state is Ready or InProgress or Submitted =>
                (FindingFault(task, complete.Finding) ?? DayFault(task, complete.On, asked.Today)) is { } fault ? fault : new TaskCompleted(task.Id, complete.Note, complete.Finding, behalf, complete.On),
            ReopenTask reopen when state is Accepted or Cancelled => Reopen(engagement, new(task.Id, reopen.Because), asked),
            _ => new TaskHasMoved(task.Id, state, From(command)),
        };
    }

    /// <summary>What waits for the task waits again: it and its followers that have not begun move along where they would start too early.</summary>
    private static Decision Reopen(Engagement engagement, TaskReopened reopened, in Asked asked)
    {
        var moved = ReschedulingTasks.Restore(Apply(engagement, reopened, new(engagement.Version + 1, asked.Now, asked.Actor)));
        return moved.Refusal is not null ? moved : Decision.Of(moved.Events.Prepend(reopened));
    }

    /// <summary>The states from which a move goes.</summary>
    internal static Items<PlanTaskState> From(TaskMove command) => command switch
    {
        StartTask => [Ready],
        BlockTask => [Ready, InProgress],
        UnblockTask => [Blocked],
        SubmitDeliverable => [InProgress],
        AcceptDeliverable or ReturnDeliverable => [Submitted],
        DeclineTask => [Planned, Ready, InProgress, Blocked],
        CompleteTask => [Ready, InProgress, Submitted],
        ReopenTask => [Accepted, Cancelled],
        _ => throw new InvalidOperationException($"{command.GetType().Name} is no move of a task."),
    };

    private static Refusal? DayFault(PlanTask task, DateOnly? on, DateOnly today) =>
        on > today ? new DateInFuture("on", on.Value) : on < task.StartedOn ? new DatesReversed("on") : null;

    private static Refusal? FindingFault(PlanTask task, ControlFinding? finding) => task.Control switch
    {
        null => finding is null ? null : new NoControl(task.Id),
        { } control when finding is { Outcome: not null, NotApplicableBecause: not null } => new FindingNeeded(task.Id, control),
        TaskControl.GenderMarker => finding?.Marker is null ? new FindingNeeded(task.Id, TaskControl.GenderMarker) : null,
        { } control => finding is null or { Outcome: null, NotApplicableBecause: null } ? new FindingNeeded(task.Id, control) : null,
    };

    public static Engagement Apply(Engagement engagement, TaskStarted started, in Occurrence when) =>
        Move(engagement, started.Task, InProgress, when, (task, on) => task with { StartedOn = task.StartedOn ?? started.On ?? on });

    public static Engagement Apply(Engagement engagement, TaskBlocked blocked, in Occurrence when) =>
        Move(engagement, blocked.Task, Blocked, when, (task, on) => task with { Because = blocked.Because, StartedOn = task.StartedOn ?? (blocked.BeforeItBegan ? null : on) });

    public static Engagement Apply(Engagement engagement, TaskUnblocked unblocked, in Occurrence when) =>
        Move(engagement, unblocked.Task, InProgress, when, (task, on) => task with { StartedOn = task.StartedOn ?? on });

    public static Engagement Apply(Engagement engagement, DeliverableSubmitted submitted, in Occurrence when) =>
        Move(engagement, submitted.Task, Submitted, when, (task, _) => task with { WhatIsMissing = null });

    public static Engagement Apply(Engagement engagement, DeliverableAccepted accepted, in Occurrence when) =>
        Move(engagement, accepted.Task, Accepted, when, (task, on) => task with { PercentDone = 100, AcceptedOn = accepted.On ?? on, Finding = accepted.Finding, Proposal = null });

    public static Engagement Apply(Engagement engagement, DeliverableReturned returned, in Occurrence when) =>
        Move(engagement, returned.Task, InProgress, when, (task, _) => task with { WhatIsMissing = returned.WhatIsMissing });

    public static Engagement Apply(Engagement engagement, TaskDeclined declined, in Occurrence when) =>
        Move(engagement, declined.Task, Declined, when, (task, _) => task with { Because = declined.Because, Person = null, Proposal = null });

    public static Engagement Apply(Engagement engagement, TaskCompleted completed, in Occurrence when) =>
        Move(engagement, completed.Task, Accepted, when, (task, on) => task with
        {
            PercentDone = 100,
            StartedOn = task.StartedOn ?? completed.On ?? on,
            AcceptedOn = completed.On ?? on,
            Finding = completed.Finding,
            WhatIsMissing = null,
            Proposal = null,
        });

    public static Engagement Apply(Engagement engagement, TaskReopened reopened, in Occurrence when)
    {
        var before = engagement.Find(reopened.Task)!;
        return Move(engagement, reopened.Task, before.StartedOn is null ? Planned : InProgress, when, (task, _) => task with { AcceptedOn = null, Finding = null })
            with { Gates = engagement.Gates.Where(g => g.Stage != before.Stage).ToItems() };
    }

    private static Engagement Move(Engagement engagement, TaskId id, PlanTaskState to, in Occurrence when, Func<PlanTask, DateOnly, PlanTask>? change = null)
    {
        var task = engagement.Find(id)! with { State = to, StateSince = when.Version, Because = null };
        return engagement.With(change is null ? task : change(task, when.On));
    }
}
