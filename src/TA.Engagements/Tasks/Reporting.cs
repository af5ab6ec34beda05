namespace TA.Engagements;

/// <summary>Reports how far a task is.</summary>
/// <param name="Task">The task, in progress or blocked.</param>
/// <param name="Percent">What the person saw, and what it is now: 0 to 100.</param>
/// <param name="Note">What was done.</param>
/// <param name="AsOf">The version of the engagement that the person saw, see <see cref="EngagementCommand.SeenAt"/>.</param>
public sealed record ReportProgress(TaskId Task, Edit<int> Percent, [property: Length(Limits.Paragraph)] string? Note = null, long? AsOf = null) : EngagementCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>A task is further on.</summary>
public sealed record ProgressReported(TaskId Task, Edit<int> Percent, string? Note = null, OrganizationId? OnBehalfOf = null) : TaskEvent(Task, OnBehalfOf);

/// <summary>Remarks on a task.</summary>
public sealed record CommentOnTask(TaskId Task, [property: Length(Limits.Text)] string Text) : EngagementCommand;

/// <summary>Somebody remarked on a task.</summary>
public sealed record TaskCommented(TaskId Task, Guid Comment, string Text) : EngagementEvent;

/// <summary>Proposes other dates for a task, or takes a proposal back; the officer accepts or refuses.</summary>
/// <param name="Task">The task.</param>
/// <param name="Proposal">The proposal that was seen, and the one that shall stand.</param>
/// <param name="Since">The <see cref="PlanTask.ProposalSince"/> that was seen; then a repetition from long ago is told from a new proposal.</param>
public sealed record ProposeDates(TaskId Task, Edit<ProposedDates?> Proposal, long? Since = null) : EngagementCommand;

/// <summary>Other dates are proposed, or a proposal is taken back.</summary>
public sealed record DatesProposed(TaskId Task, Edit<ProposedDates?> Proposal) : EngagementEvent;

/// <summary>Answers a proposal of other dates.</summary>
/// <param name="Task">The task.</param>
/// <param name="Dates">The dates that were proposed, as the officer saw them.</param>
/// <param name="Accept">Whether they become the agreed dates.</param>
/// <param name="Remark">Why.</param>
/// <param name="Since">The <see cref="PlanTask.ProposalSince"/> that was seen; the same dates proposed anew are another proposal.</param>
public sealed record AnswerProposal(
    TaskId Task, DateSpan Dates, bool Accept, [property: Length(Limits.Paragraph)] string? Remark = null, long? Since = null) : EngagementCommand;

/// <summary>A proposal is answered; if accepted, the dates change by <see cref="TasksRescheduled"/>.</summary>
public sealed record ProposalAnswered(TaskId Task, DateSpan Dates, bool Accepted, string? Remark = null) : EngagementEvent;

/// <summary>No such dates are proposed (any more).</summary>
public sealed record NothingProposed(TaskId Task) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Conflict;
}

internal static class ReportingOnTasks
{
    public static Decision Decide(Engagement engagement, ReportProgress command, in Asked asked)
    {
        if (engagement.Find(command.Task) is not { } task)
            return new TaskUnknown(command.Task);
        if (command.Percent.To is < 0 or > 100)
            return new OutOfRange("percent.to", command.Percent.To, 0, 100);
        if (!Readiness.PlanWorkAllowed(engagement.State, task.Workstream))
            return new WorkNotUnderWay(task.Id, engagement.State);
        if (task.State is not (PlanTaskState.InProgress or PlanTaskState.Blocked))
            return new TaskHasMoved(task.Id, engagement.StateOf(task), [PlanTaskState.InProgress, PlanTaskState.Blocked]);
        var judge = new EditJudge();
        return judge.Judge("percent", task.PercentDone, command.Percent) is { } edit
            ? new ProgressReported(task.Id, edit, command.Note, asked.Actor.Organization == task.Organization ? null : task.Organization)
            : judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
    }

    public static Decision Decide(Engagement engagement, CommentOnTask command, in Asked asked) =>
        engagement.Find(command.Task) is null ? new TaskUnknown(command.Task)
        : engagement.CommentIds.Contains(asked.CommandId) ? Decision.Nothing
        : engagement.CommentIds.Count >= Limits.Comments ? new TooMany("comments", Limits.Comments)
        : new TaskCommented(command.Task, asked.CommandId, command.Text);

    public static Decision Decide(Engagement engagement, ProposeDates command)
    {
        if (engagement.Find(command.Task) is not { } task)
            return new TaskUnknown(command.Task);
        if (!task.IsOpen || task.State == PlanTaskState.Submitted)
            return new TaskClosed(task.Id, task.State);
        if (command.Proposal.To is { } proposed && proposed.Dates.Due < proposed.Dates.Start)
            return new DatesReversed("proposal.to.dates");
        if (command.Since is { } since && since != task.ProposalSince && task.Proposal != command.Proposal.To)
            return new EditConflict([new("proposal", command.Proposal.From?.ToString(), task.Proposal?.ToString(), command.Proposal.To?.ToString())]);
        var judge = new EditJudge();
        return judge.Judge("proposal", task.Proposal, command.Proposal) is { } edit
            ? new DatesProposed(task.Id, edit)
            : judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
    }

    public static Decision Decide(Engagement engagement, AnswerProposal command)
    {
        if (engagement.Find(command.Task) is not { } task)
            return new TaskUnknown(command.Task);
        if (task.Proposal?.Dates != command.Dates || (command.Since is { } since && since != task.ProposalSince))
            return new NothingProposed(task.Id);
        var answered = new ProposalAnswered(task.Id, command.Dates, command.Accept, command.Remark);
        if (!command.Accept || task.Dates == command.Dates)
            return answered;
        var moved = ReschedulingTasks.Move(engagement, new() { [task.Id] = command.Dates }, task.Proposal.Because);
        return moved.Refusal is not null ? moved : Decision.Of(moved.Events.Prepend(answered));
    }

    public static Engagement Apply(Engagement engagement, ProgressReported reported) =>
        engagement.With(reported.Task, task => task with { PercentDone = reported.Percent.To });

    public static Engagement Apply(Engagement engagement, TaskCommented commented, in Occurrence when)
    {
        var comment = new TaskComment(commented.Comment, when.At, when.Actor.Name, when.Actor.Organization, commented.Text);
        return engagement.With(commented.Task, task => task with { Comments = task.Comments.Append(comment).TakeLast(PlanTask.CommentsShown).ToItems() })
            with { CommentIds = engagement.CommentIds.Add(commented.Comment) };
    }

    public static Engagement Apply(Engagement engagement, DatesProposed proposed, in Occurrence when)
    {
        var version = when.Version;
        return engagement.With(proposed.Task, task => task with { Proposal = proposed.Proposal.To, ProposalSince = version });
    }

    public static Engagement Apply(Engagement engagement, ProposalAnswered answered) =>
        engagement.With(answered.Task, task => task with { Proposal = null });
}
