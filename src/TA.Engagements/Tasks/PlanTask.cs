namespace TA.Engagements;

/// <summary>A piece of work in the plan, with one responsible organization.</summary>
public sealed record PlanTask
{
    /// <summary>Its identifier within the engagement.</summary>
    public required TaskId Id { get; init; }

    /// <summary>The line of work it belongs to.</summary>
    public WorkstreamKind Workstream { get; init; }

    /// <summary>The stage of the playbook, or null for a task added without one.</summary>
    public string? Stage { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>What is to be done; null means: as the playbook says.</summary>
    public string? Description { get; init; }

    /// <summary>What the task hands over.</summary>
    public required string Deliverable { get; init; }

    /// <summary>Who usually does it.</summary>
    public ResponsibleRole Role { get; init; }

    /// <summary>The organization that answers for it.</summary>
    public OrganizationId? Organization { get; init; }

    /// <summary>The person there, if known.</summary>
    public UserId? Person { get; init; }

    /// <summary>How long it takes, in working days, from 1.</summary>
    public int WorkingDays { get; init; }

    /// <summary>Waiting time after the last predecessor ends, in working days; it adds to the lag of each link from finish to start.</summary>
    public int LagWorkingDays { get; init; }

    /// <summary>What it waits for: other tasks and gates outside; and what only informs it.</summary>
    public Items<Predecessor> Predecessors { get; init; }

    /// <summary>How often it recurs, in working days from 1, or null; see <see cref="RecurringTasks"/>.</summary>
    public int? RecursEveryWorkingDays { get; init; }

    /// <summary>The agreed first and last day.</summary>
    public DateSpan Dates { get; init; }

    /// <summary>The control it carries out.</summary>
    public TaskControl? Control { get; init; }

    /// <summary>The recorded state. Planned stands also for ready: see <see cref="Engagement.StateOf"/>.</summary>
    public PlanTaskState State { get; init; }

    /// <summary>The version at which the recorded state was entered.</summary>
    public long StateSince { get; init; }

    /// <summary>0 to 100, as the organization reports it.</summary>
    public int PercentDone { get; init; }

    /// <summary>The day work began.</summary>
    public DateOnly? StartedOn { get; init; }

    /// <summary>The day the deliverable was accepted.</summary>
    public DateOnly? AcceptedOn { get; init; }

    /// <summary>Why the present state is what it is: why blocked, declined or cancelled.</summary>
    public string? Because { get; init; }

    /// <summary>What the officer found missing; shown until the deliverable is submitted again.</summary>
    public string? WhatIsMissing { get; init; }

    /// <summary>Other dates that the organization has proposed and the officer has not answered.</summary>
    public ProposedDates? Proposal { get; init; }

    /// <summary>The version at which dates were last proposed or a proposal was taken back; 0 when that never happened.</summary>
    public long ProposalSince { get; init; }

    /// <summary>What the control found.</summary>
    public ControlFinding? Finding { get; init; }

    /// <summary>The newest comments, at most <see cref="CommentsShown"/>; older ones are in the history.</summary>
    public Items<TaskComment> Comments { get; init; }

    /// <summary>How many comments the task's state holds.</summary>
    public const int CommentsShown = 5;

    /// <summary>Work is still to be done: neither accepted nor cancelled.</summary>
    public bool IsOpen => State is not (PlanTaskState.Accepted or PlanTaskState.Cancelled);

    /// <summary>Work has not begun. A task that was declined or blocked when work was under way has.</summary>
    public bool IsToBegin => State == PlanTaskState.Planned || (State is PlanTaskState.Declined or PlanTaskState.Blocked && StartedOn is null);
}

/// <summary>Where a task stands.</summary>
public enum PlanTaskState
{
    /// <summary>Waits for other tasks, or for delivery to begin.</summary>
    Planned,

    /// <summary>Can be started; derived, never recorded.</summary>
    Ready,

    /// <summary>Is being worked on.</summary>
    InProgress,

    /// <summary>Cannot go on, with a reason.</summary>
    Blocked,

    /// <summary>The deliverable is with the officer.</summary>
    Submitted,

    /// <summary>The officer has accepted the deliverable.</summary>
    Accepted,

    /// <summary>Its organization will not do it; another is to be found.</summary>
    Declined,

    /// <summary>Will not be done, with a reason.</summary>
    Cancelled,
}

/// <summary>Other dates than the agreed ones, and why.</summary>
public sealed record ProposedDates(DateSpan Dates, [property: Length(Limits.Paragraph)] string Because);

/// <summary>A remark on a task.</summary>
public sealed record TaskComment(Guid Id, DateTimeOffset At, string By, OrganizationId Organization, [property: Length(Limits.Text)] string Text);

/// <summary>What a control found: an outcome in words, or why it does not apply, never both.</summary>
/// <param name="Outcome">The outcome of the screening, and the measures agreed.</param>
/// <param name="NotApplicableBecause">Why the control does not apply; then there is no outcome.</param>
/// <param name="Marker">The gender marker, for a gender analysis.</param>
public sealed record ControlFinding(
    [property: Length(Limits.Paragraph)] string? Outcome = null,
    [property: Length(Limits.Paragraph)] string? NotApplicableBecause = null,
    GenderMarker? Marker = null);

/// <summary>How far an engagement serves gender equality (UN gender equality marker, four points).</summary>
public enum GenderMarker
{
    /// <summary>0: not expected to contribute.</summary>
    NotExpectedToContribute,

    /// <summary>1: contributes in a limited way.</summary>
    Limited,

    /// <summary>2: significant objective.</summary>
    SignificantObjective,

    /// <summary>3: principal objective.</summary>
    PrincipalObjective,
}
