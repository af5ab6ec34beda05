namespace TA.Engagements;

/// <summary>An organization that takes part in an engagement.</summary>
/// <param name="Organization">Its identifier.</param>
/// <param name="Name">Its name when it was entered.</param>
/// <param name="Part">What it is there.</param>
public sealed record Participation(OrganizationId Organization, string Name, ParticipationPart Part);

/// <summary>What an organization is in an engagement.</summary>
public enum ParticipationPart
{
    /// <summary>Shares tasks.</summary>
    Partner,

    /// <summary>National body that carries out tasks.</summary>
    NationalCounterpart,

    /// <summary>Gives money.</summary>
    Donor,

    /// <summary>Receives training, equipment or advice.</summary>
    Beneficiary,
}

/// <summary>An organization fills a responsible role, in all lines of work or in one.</summary>
public sealed record RoleFilled(ResponsibleRole Role, OrganizationId Organization, WorkstreamKind? Workstream = null);

/// <summary>An organization takes part.</summary>
public sealed record AddParticipant(Participation Participation) : EngagementCommand;

/// <summary>An organization has joined.</summary>
public sealed record ParticipantAdded(Participation Participation) : EngagementEvent;

/// <summary>
/// Says once who fills a role: all open tasks of the role that are with nobody are assigned, and those that have not begun and are with the organization that filled it before. That includes tasks which the former
/// organization declined before it began them; one that it declined later waits for an officer, who sees what is there already.
/// </summary>
/// <param name="Role">The role of the playbooks.</param>
/// <param name="Workstream">One line of work, or null for all.</param>
/// <param name="Organization">Who filled it, as the person saw it, and who shall.</param>
/// <param name="Name">The new organization's name.</param>
/// <param name="AsOf">The version of the engagement that the person saw, see <see cref="EngagementCommand.SeenAt"/>.</param>
public sealed record FillRole(ResponsibleRole Role, WorkstreamKind? Workstream, [property: NotNullTo] Edit<OrganizationId?> Organization, string Name, long? AsOf = null) : EngagementCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>A role is filled by an organization; these tasks went to it.</summary>
public sealed record RoleWasFilled(ResponsibleRole Role, WorkstreamKind? Workstream, OrganizationId Organization, Items<TaskId> Tasks) : EngagementEvent;

/// <summary>Gives tasks to an organization, and perhaps to a person there. A declined task is planned again, and begins anew.</summary>
/// <param name="Tasks">The tasks, each with who had it as the person saw it.</param>
/// <param name="Organization">Who shall have them.</param>
/// <param name="Name">The organization's name.</param>
/// <param name="Person">A person there with an active account, at UNODC an officer; null leaves the person alone where the organization stays.</param>
/// <param name="AsOf">The version of the engagement that the person saw; a task that was declined after it is not given to the same organization again. See also <see cref="EngagementCommand.SeenAt"/>.</param>
public sealed record AssignTasks(Items<TaskAssignment> Tasks, OrganizationId Organization, string Name, UserId? Person = null, long? AsOf = null) : EngagementCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>A task to be assigned, with the organization and the person there that were seen.</summary>
public readonly record struct TaskAssignment(TaskId Task, OrganizationId? From, UserId? FromPerson = null);

/// <summary>Tasks have been given to an organization.</summary>
public sealed record TasksAssigned(Items<TaskId> Tasks, OrganizationId Organization, UserId? Person = null) : EngagementEvent;

/// <summary>Hands a task to a colleague with an active account in the organization that answers for it, at UNODC to an officer; null takes it from whoever has it.</summary>
/// <param name="Task">The task.</param>
/// <param name="Person">Who does it, as the person saw it, and who shall.</param>
/// <param name="AsOf">The version of the engagement that the person saw, see <see cref="EngagementCommand.SeenAt"/>.</param>
public sealed record HandTask(TaskId Task, Edit<UserId?> Person, long? AsOf = null) : EngagementCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>Another person does the task.</summary>
public sealed record TaskHanded(TaskId Task, Edit<UserId?> Person) : EngagementEvent;

/// <summary>UNODC fills its own role; nobody else does.</summary>
public sealed record RoleNotOpen(ResponsibleRole Role) : Refusal;

internal static class Participating
{
    public static Decision Decide(Engagement engagement, AddParticipant command) =>
        engagement.Participants.Any(p => p.Organization == command.Participation.Organization && p.Part == command.Participation.Part) ? Decision.Nothing
        : engagement.Participants.Count >= Limits.Organizations ? new TooMany("participants", Limits.Organizations)
        : new ParticipantAdded(command.Participation);

    /// <summary>The event by which an organization joins as partner, where it does not take part yet.</summary>
    internal static Decision Join(Engagement engagement, OrganizationId organization, string name, ParticipationPart part) =>
        organization == OrganizationId.Unodc || engagement.Participants.Any(p => p.Organization == organization && p.Part is ParticipationPart.Partner or ParticipationPart.NationalCounterpart)
            ? Decision.Nothing
            : Decide(engagement, new AddParticipant(new(organization, name, part)));

    /// <summary>Whether an organization takes part as the State's own body, and not as a partner.</summary>
    internal static bool IsNationalCounterpart(this Engagement engagement, OrganizationId organization) =>
        engagement.Participants.Any(p => p.Organization == organization && p.Part == ParticipationPart.NationalCounterpart)
        && !engagement.Participants.Any(p => p.Organization == organization && p.Part == ParticipationPart.Partner);

    /// <summary>The name of an organization as far as the engagement and the product's list know it, else its identifier.</summary>
    internal static string NameOf(Engagement engagement, OrganizationId organization) =>
        engagement.Participants.FirstOrDefault(p => p.Organization == organization)?.Name
        ?? ListedOrganizations.All.FirstOrDefault(o => o.Id == organization)?.Name ?? organization.Value;

    public static Engagement Apply(Engagement engagement, ParticipantAdded added) =>
        engagement with { Participants = engagement.Participants.Add(added.Participation) };
}

internal static class FillingRoles
{
    /// <summary>Who fills a role in a line of work: UNODC its own, others as said for the line of work, else for all.</summary>
    public static OrganizationId? Filler(Engagement engagement, ResponsibleRole role, WorkstreamKind workstream) =>
        role == ResponsibleRole.Unodc
            ? OrganizationId.Unodc
            : (engagement.Roles.FirstOrDefault(r => r.Role == role && r.Workstream == workstream) ?? engagement.Roles.FirstOrDefault(r => r.Role == role && r.Workstream is null))?.Organization;

    public static Decision Decide(Engagement engagement, FillRole command)
    {
        if (command.Role == ResponsibleRole.Unodc)
            return new RoleNotOpen(command.Role);
        var organization = command.Organization.To!.Value;
        var before = engagement.Roles.FirstOrDefault(r => r.Role == command.Role && r.Workstream == command.Workstream)?.Organization;
        var judge = new EditJudge();
        if (judge.Judge("organization", before, command.Organization) is null)
            return judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
        var tasks = engagement.Tasks.Where(t =>
            t.Role == command.Role && !(t.State == PlanTaskState.Declined && t.Organization == organization) && (command.Workstream is null || t.Workstream == command.Workstream)
            && (t.Organization is null ? t.IsOpen : t.IsToBegin && t.Organization == Filler(engagement, t.Role, t.Workstream))
            && (command.Workstream is not null || !engagement.Roles.Any(r => r.Role == t.Role && r.Workstream == t.Workstream)));
        var joined = Participating.Join(engagement, organization, command.Name, PartOf(command.Role));
        return joined.Refusal is not null ? joined : Decision.Of(joined.Events.Append(new RoleWasFilled(command.Role, command.Workstream, organization, tasks.Select(t => t.Id).ToItems())));
    }

    internal static ParticipationPart PartOf(ResponsibleRole role) =>
        role == ResponsibleRole.NationalCounterpart ? ParticipationPart.NationalCounterpart : ParticipationPart.Partner;

    public static Engagement Apply(Engagement engagement, RoleWasFilled filled, in Occurrence when)
    {
        var version = when.Version;
        return engagement with
        {
            Roles = engagement.Roles.Where(r => r.Role != filled.Role || r.Workstream != filled.Workstream).Append(new(filled.Role, filled.Organization, filled.Workstream)).ToItems(),
            Tasks = Assigned(engagement.Tasks, filled.Tasks, task => Given(task, filled.Organization, null, version)),
        };
    }

    /// <summary>The task in other hands; a declined one is planned again, and dates that the former organization proposed fall away.</summary>
    internal static PlanTask Given(PlanTask task, OrganizationId organization, UserId? person, long version) =>
        (task.State == PlanTaskState.Declined ? task with { State = PlanTaskState.Planned, StateSince = version, Because = null, StartedOn = null, PercentDone = 0 } : task)
        with { Organization = organization, Person = person, Proposal = task.Organization == organization ? task.Proposal : null };

    internal static Items<PlanTask> Assigned(Items<PlanTask> tasks, Items<TaskId> ids, Func<PlanTask, PlanTask> change)
    {
        var chosen = ids.ToHashSet();
        return tasks.Select(t => chosen.Contains(t.Id) ? change(t) : t).ToItems();
    }
}

internal static class AssigningTasks
{
    public static Decision Decide(Engagement engagement, AssignTasks command, in Asked asked)
    {
        var judge = new EditJudge();
        var assigned = new List<PlanTask>();
        foreach (var wanted in command.Tasks)
        {
            if (engagement.Find(wanted.Task) is not { } task)
                return new TaskUnknown(wanted.Task);
            if (!Applies(task, wanted, command, judge))
                continue;
            if (!task.IsOpen)
                return new TaskClosed(task.Id, task.State);
            assigned.Add(task);
        }

        if (judge.Conflicts.Count > 0)
            return new EditConflict(judge.Conflicts);
        if (assigned.Count == 0)
            return Decision.Nothing;
        if (command.Person is { } person && NamedPeople.ColleagueFault(asked, "person", person, command.Organization) is { } refusal)
            return refusal;
        var joined = Participating.Join(engagement, command.Organization, command.Name, FillingRoles.PartOf(assigned[0].Role));
        if (joined.Refusal is not null)
            return joined;
        var given = new TasksAssigned(assigned.Select(t => t.Id).ToItems(), command.Organization, command.Person);
        var moved = ReschedulingTasks.Restore(Apply(engagement, given, new(engagement.Version + 1, asked.Now, asked.Actor)));
        return moved.Refusal is not null ? moved : Decision.Of([.. joined.Events, given, .. moved.Events]);
    }

    /// <summary>The organization is judged as one field, the person as another where the organization stays.</summary>
    private static bool Applies(PlanTask task, TaskAssignment wanted, AssignTasks command, EditJudge judge)
    {
        if (judge.Judge($"{task.Id}.organization", task.Organization, new Edit<OrganizationId?>(wanted.From, command.Organization)) is not null)
            return true;
        if (task.Organization != command.Organization)
            return false;
        if (task.State == PlanTaskState.Declined && wanted.From == command.Organization && !(task.StateSince > command.AsOf))
            return true;
        return command.Person is { } person && judge.Judge($"{task.Id}.person", task.Person, new Edit<UserId?>(wanted.FromPerson, person)) is not null;
    }

    public static Decision Decide(Engagement engagement, HandTask command, in Asked asked)
    {
        if (engagement.Find(command.Task) is not { } task)
            return new TaskUnknown(command.Task);
        if (!task.IsOpen)
            return new TaskClosed(task.Id, task.State);
        var judge = new EditJudge();
        if (judge.Judge("person", task.Person, command.Person) is not { } edit)
            return judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
        return edit.To is { } person && NamedPeople.ColleagueFault(asked, "person.to", person, task.Organization) is { } refusal ? refusal : new TaskHanded(task.Id, edit);
    }

    public static Engagement Apply(Engagement engagement, TasksAssigned assigned, in Occurrence when)
    {
        var version = when.Version;
        return engagement with
        {
            Tasks = FillingRoles.Assigned(engagement.Tasks, assigned.Tasks, task => FillingRoles.Given(task, assigned.Organization, assigned.Person, version)),
        };
    }

    public static Engagement Apply(Engagement engagement, TaskHanded handed) =>
        engagement.With(handed.Task, task => task with { Person = handed.Person.To });
}
