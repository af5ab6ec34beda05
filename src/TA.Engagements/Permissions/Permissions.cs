namespace TA.Engagements;

/// <summary>Only UNODC officers may do this, for the engagement they lead or are deputies of.</summary>
public sealed record NotYourEngagement : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Forbidden;
}

/// <summary>Only UNODC officers and managers may do this.</summary>
public sealed record OfficersOnly : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Forbidden;
}

/// <summary>Only an import says this: where something was read from.</summary>
public sealed record ImportOnly(string Field) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Forbidden;
}

/// <summary>The task belongs to another organization, or to none yet.</summary>
public sealed record TaskOfAnother(TaskId Task, OrganizationId? Organization) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Forbidden;
}

/// <summary>The session is held by another organization.</summary>
public sealed record SessionOfAnother(Guid Session, OrganizationId? Partner) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Forbidden;
}

/// <summary>Who may see and do what. The one place; every command passes here before any rule runs.</summary>
public static class Permissions
{
    /// <summary>Whether the person may know that the engagement exists.</summary>
    public static bool MaySee(Actor actor, Engagement engagement) =>
        actor.Is(ActorRoles.System | ActorRoles.Manager | ActorRoles.Administrator)
        || (actor.Is(ActorRoles.Officer) && (engagement.IsLedBy(actor.User) || engagement.Details.Classification switch
        {
            InformationClassification.Unclassified => true,
            InformationClassification.Confidential => actor.Office is { } office && office == engagement.Details.LeadOffice,
            _ => false,
        }))
        || (actor.Is(ActorRoles.Partner) && TakesPart(actor, engagement));

    /// <summary>Why the person may not give the command, or null. An engagement that the person may not see does not exist for that person.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="engagement">Null while it is being opened.</param>
    /// <param name="command">What is asked.</param>
    public static Refusal? Refusal(Actor actor, Engagement? engagement, EngagementCommand command)
    {
        if (engagement is null)
            return command switch
            {
                OpenEngagement => actor.Is(ActorRoles.Officer) ? null : new OfficersOnly(),
                RecordEngagement => actor.Is(ActorRoles.System) ? null : new OfficersOnly(),
                _ => null,
            };
        if (!MaySee(actor, engagement))
            return new EngagementUnknown(engagement.Reference);
        if (actor.Is(ActorRoles.System))
            return null;
        return command switch
        {
            MoveEngagement { To: EngagementState.Approved, From: EngagementState.Design } => Approver(actor, engagement),
            MoveEngagement { To: EngagementState.Declined } or HandOver or RespondToRecommendation or FollowUpRecommendation => LeaderOrManager(actor, engagement),
            TakeCalendar => new OfficersOnly(),
            TaskMove move and (StartTask or BlockTask or UnblockTask or SubmitDeliverable or DeclineTask) => Worker(actor, engagement, move.Task),
            ReportProgress { Task: var task } => Worker(actor, engagement, task),
            ProposeDates { Task: var task } => Worker(actor, engagement, task),
            HandTask { Task: var task } => Worker(actor, engagement, task),
            CommentOnTask { Task: var task } => actor.Is(ActorRoles.Manager | ActorRoles.Officer) ? null : Worker(actor, engagement, task),
            AttachDocument { Task: { } task } => Worker(actor, engagement, task),
            CommentOnDraft comment => Reviewer(actor, engagement, comment.Round, comment.OnBehalfOf),
            WithdrawComment withdraw => Commenter(actor, engagement, withdraw),
            ReportAttendance { Session: var session } => Holder(actor, engagement, session),
            ReportLearning { Session: var session } => Holder(actor, engagement, session),
            ReportFollowUp { Session: var session } => Holder(actor, engagement, session),
            _ => Leader(actor, engagement),
        };
    }

    /// <summary>Why the person may not give the command to a programme, or null: officers, managers and the product itself may. Where a programme was read from, only the import says.</summary>
    public static Refusal? Refusal(Actor actor, ProgrammeCommand command) =>
        !actor.Is(ActorRoles.Officer | ActorRoles.Manager | ActorRoles.System) ? new OfficersOnly()
        : command is RecordProgramme { Provenance: not null } && !actor.Is(ActorRoles.System) ? new ImportOnly("provenance")
        : null;

    /// <summary>Why the person may not import engagements and programmes from a file, or null: officers, managers and the product itself may, as they may enter programmes.</summary>
    public static Refusal? RefusalOfImport(Actor actor) => actor.Is(ActorRoles.Officer | ActorRoles.Manager | ActorRoles.System) ? null : new OfficersOnly();

    /// <summary>Whether the person may have the portfolio made anew from the records: administrators may.</summary>
    public static bool MayRebuild(Actor actor) => actor.Is(ActorRoles.Administrator);

    /// <summary>Why the person may not change a working calendar, or null: officers and administrators may.</summary>
    public static Refusal? RefusalOfCalendar(Actor actor) => actor.Is(ActorRoles.Officer | ActorRoles.Administrator) ? null : new OfficersOnly();

    /// <summary>Why the person may not enter an organization, or null: officers, who name those that take part, and administrators may.</summary>
    public static Refusal? RefusalOfOrganization(Actor actor) => actor.Is(ActorRoles.Officer | ActorRoles.Administrator) ? null : new OfficersOnly();

    /// <summary>Whether the person sees the whole engagement, or only the tasks of an organization.</summary>
    public static bool SeesAll(Actor actor) => actor.Is(ActorRoles.System | ActorRoles.Manager | ActorRoles.Administrator | ActorRoles.Officer);

    /// <summary>Whether the person sees an event of the history: a partner sees those of its own tasks and of the sessions it holds, and the engagement's moves.</summary>
    public static bool MaySee(Actor actor, Engagement engagement, EngagementEvent happened)
    {
        if (SeesAll(actor))
            return true;
        bool Own(TaskId id) => engagement.Find(id)?.Organization == actor.Organization;
        bool Held(Guid id) => engagement.Training.Session(id)?.Plan.Partner == actor.Organization;
        return happened switch
        {
            // An event is shown as it was written or not at all, and money is not for partners.
            EngagementOpened { Details.Budget: null } or EngagementMoved => true,
            TaskEvent { Task: var task } => Own(task),
            DeliverableAccepted { Task: var task } => Own(task),
            DeliverableReturned { Task: var task } => Own(task),
            TaskReopened { Task: var task } => Own(task),
            TaskCommented { Task: var task } => Own(task),
            TaskHanded { Task: var task } => Own(task),
            DatesProposed { Task: var task } => Own(task),
            ProposalAnswered { Task: var task } => Own(task),
            DocumentAttached { Task: { } task } => Own(task),
            ReviewRoundOpened { Reviewers: var reviewers } => reviewers.Contains(actor.Organization),
            ReviewRoundClosed { Round: var round } => IsReviewer(actor, engagement, round),
            DraftCommented { Organization: var organization } => organization == actor.Organization,
            CommentAnswered { Organization: var organization } => organization == actor.Organization,
            SessionRecorded { Session: var session } => Held(session),
            AttendanceReported { Session: var session } => Held(session),
            LearningReported { Session: var session } => Held(session),
            FollowUpReported { Session: var session } => Held(session),
            _ => false,
        };
    }

    /// <summary>
    /// The engagement as far as the person may see it: a partner sees its own tasks and what they wait for, documents of its own tasks, the sessions it holds with their numbers, and of those who take
    /// part itself and whom it waits for.
    /// </summary>
    public static Engagement View(Actor actor, Engagement engagement)
    {
        if (SeesAll(actor))
            return engagement;
        var own = engagement.Tasks.Where(t => t.Organization == actor.Organization).ToList();
        var ownIds = own.Select(t => t.Id).ToHashSet();
        var waitedFor = own.SelectMany(t => t.Predecessors).Select(p => p.Task).ToHashSet();
        var shown = engagement.Tasks.Where(t => ownIds.Contains(t.Id) || waitedFor.Contains(t.Id)).ToList();
        var named = shown.Select(t => t.Organization).Append(actor.Organization).ToHashSet();
        return engagement with
        {
            Tasks = shown.Select(t => ownIds.Contains(t.Id) ? t : Outline(engagement, t)).ToItems(),
            Documents = engagement.Documents.Where(d => d.Task is { } task && ownIds.Contains(task)).ToItems(),
            Outside = engagement.Outside.Where(g => waitedFor.Contains(g.Id)).ToItems(),
            Baselines = [],
            Gates = [],
            Roles = [],
            Contributions = [],
            Conflicts = [],
            Funding = null,
            Document = null,
            HealthRemark = null,
            Details = engagement.Details with { Budget = null },
            Provenance = null,
            Legislation = ForReview(actor, engagement.Legislation),
            Units = new(),
            Training = engagement.Training.Of(actor.Organization),
            Results = new(),
            Agreements = new(),
            Risks = new(),
            CommentIds = default,
            KeptIds = default,
            Participants = engagement.Participants.Where(p => p.Part != ParticipationPart.Donor && named.Contains(p.Organization)).ToItems(),
        };
    }

    /// <summary>What a partner sees of the law: the versions it is asked to comment on, the rounds, and its own comments there.</summary>
    private static LegislationWork ForReview(Actor actor, LegislationWork work)
    {
        var rounds = work.Rounds.Where(r => r.Reviewers.Contains(actor.Organization)).Select(r => r with
        {
            Reviewers = [actor.Organization],
            Comments = r.Comments.Where(c => c.Organization == actor.Organization).ToItems(),
            Count = 0,
            Accepted = [],
        }).ToItems();
        if (rounds.Count == 0)
            return new();
        return new()
        {
            Rounds = rounds,
            Provisions = work.Provisions,
            Bills = work.Bills.Where(b => rounds.Any(r => r.Bill == b.Id)).Select(b => new Bill(
                b.Id, b.Title, b.Kind, b.Versions.Select(v => rounds.Any(r => r.Bill == b.Id && r.Version == v.Number)
                    ? v with { By = "", Note = null, Settles = [], HumanRights = [] }
                    : new DraftVersion(Guid.Empty, v.Number, v.On, "", "")).ToItems())).ToItems(),
        };
    }

    private static bool IsReviewer(Actor actor, Engagement engagement, Guid round) => engagement.Legislation.Round(round)?.Reviewers.Contains(actor.Organization) ?? false;

    // What the task still waits for is named and not shown, so that it does not read as ready.
    private static PlanTask Outline(Engagement engagement, PlanTask task) => new()
    {
        Id = task.Id,
        Workstream = task.Workstream,
        Stage = task.Stage,
        Title = task.Title,
        Deliverable = task.Deliverable,
        Role = task.Role,
        Organization = task.Organization,
        Dates = task.Dates,
        State = task.State,
        WorkingDays = task.WorkingDays,
        Predecessors = task.Predecessors.Where(p => !p.Informs && Readiness.Holds(engagement, p)).ToItems(),
    };

    private static bool TakesPart(Actor actor, Engagement engagement)
    {
        foreach (var task in engagement.Tasks.AsSpan())
            if (task.Organization == actor.Organization)
                return true;
        return engagement.Participants.Any(p => p.Organization == actor.Organization && p.Part != ParticipationPart.Donor);
    }

    private static Refusal? Leader(Actor actor, Engagement engagement) =>
        !actor.Is(ActorRoles.Officer) ? new OfficersOnly()
        : engagement.IsLedBy(actor.User) || engagement.LeadOfficer is null ? null
        : new NotYourEngagement();

    private static Refusal? Approver(Actor actor, Engagement engagement) =>
        actor.Is(ActorRoles.Manager | ActorRoles.Officer) && MaySee(actor, engagement) ? null : new OfficersOnly();

    private static Refusal? LeaderOrManager(Actor actor, Engagement engagement) =>
        actor.Is(ActorRoles.Manager) ? null : Leader(actor, engagement);

    private static Refusal? Worker(Actor actor, Engagement engagement, TaskId task)
    {
        if (actor.Is(ActorRoles.Officer) && Leader(actor, engagement) is null)
            return null;
        if (!actor.Is(ActorRoles.Partner))
            return Leader(actor, engagement);
        return engagement.Find(task) is not { } found ? new TaskUnknown(task)
            : found.Organization == actor.Organization ? null
            : new TaskOfAnother(task, found.Organization);
    }

    private static Refusal? Reviewer(Actor actor, Engagement engagement, Guid round, OrganizationId? onBehalfOf)
    {
        if (!actor.Is(ActorRoles.Partner) || (actor.Is(ActorRoles.Officer) && Leader(actor, engagement) is null))
            return Leader(actor, engagement);
        return !IsReviewer(actor, engagement, round) ? new RoundUnknown(round)
            : onBehalfOf is { } other && other != actor.Organization ? new CommentOfAnother(other)
            : null;
    }

    private static Refusal? Commenter(Actor actor, Engagement engagement, WithdrawComment withdraw)
    {
        if (Reviewer(actor, engagement, withdraw.Round, null) is { } refusal)
            return refusal;
        return actor.Is(ActorRoles.Partner) && engagement.Legislation.Round(withdraw.Round) is { ClosedOn: null } round
            && round.Comment(withdraw.Number)?.Organization is var organization && organization != actor.Organization
            ? new CommentUnknown(withdraw.Round, withdraw.Number)
            : null;
    }

    /// <summary>The lead officer, a deputy, or the organization that holds the session.</summary>
    private static Refusal? Holder(Actor actor, Engagement engagement, Guid session)
    {
        if (!actor.Is(ActorRoles.Partner) || (actor.Is(ActorRoles.Officer) && Leader(actor, engagement) is null))
            return Leader(actor, engagement);
        return engagement.Training.Session(session) is not { } found ? new SessionUnknown(session)
            : found.Plan.Partner == actor.Organization ? null
            : new SessionOfAnother(session, found.Plan.Partner);
    }
}
