using System.Globalization;
using System.Text.RegularExpressions;

namespace TA.Engagements;

/// <summary>
/// Gives a training session tasks of its own: one of each that the playbook marks as one per session, such as <c>trn.deliver.session.s1</c>. Planning a session does the same by itself.
/// </summary>
/// <param name="Session">What tells the session from others of the engagement: lower-case letters, digits and hyphens, at most 24.</param>
/// <param name="Title">One line that is put behind the title of each task, or null.</param>
/// <param name="Dates">The days of the session.</param>
public sealed record AddSessionTasks(string Session, string? Title, DateSpan Dates) : EngagementCommand;

/// <summary>A training session has tasks of its own.</summary>
/// <param name="Session">The session.</param>
/// <param name="Tasks">Its tasks as they begin.</param>
/// <param name="Replaced">Tasks that stood for all sessions, had not begun, and fall away with the first session.</param>
/// <param name="Links">Tasks of the plan that wait for those of the session too.</param>
public sealed record SessionTasksAdded(string Session, Items<PlanTask> Tasks, Items<TaskId> Replaced = default, Items<TaskLink> Links = default) : EngagementEvent;

/// <summary>The identifier of a session has not its form.</summary>
public sealed record SessionIdentifierBad(string Session) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Malformed;
}

/// <summary>Tasks that the playbook wants once for each session.</summary>
public static partial class SessionTasks
{
    /// <summary>The session that a task belongs to by its identifier, or null.</summary>
    public static string? SessionOf(TaskId task)
    {
        foreach (var template in Playbooks.Repeatable)
            if (template.Key.Value is var key && task.Value.Length > key.Length + 1 && task.Value[key.Length] == '.' && task.Value.StartsWith(key, StringComparison.Ordinal))
                return task.Value[(key.Length + 1)..];
        return null;
    }

    /// <summary>The task of a session that stands for a repeatable task of the playbook.</summary>
    public static TaskId Of(TaskId template, string session) => $"{template}.{session}";

    /// <summary>Whether a task is the session itself, not its tests or certificates.</summary>
    internal static bool IsSession(TaskId task) => SessionOf(task) is { } session && Playbooks.Repeatable.FirstOrDefault() is { } first && Of(first.Key, session) == task;

    /// <summary>The recorded session whose tasks have the key behind their identifier, or null.</summary>
    internal static TrainingSession? Recorded(Engagement engagement, string key)
    {
        var sessions = engagement.Training.Sessions;
        for (var at = 0; at < sessions.Count; at++)
            if (KeyOf(at) == key)
                return sessions[at];
        return null;
    }

    /// <summary>The key behind the identifiers of the tasks of the n-th session, counted from 0.</summary>
    private static string KeyOf(int at) => string.Create(CultureInfo.InvariantCulture, $"s{at + 1}");

    /// <summary>
    /// A session that is recorded, and what follows for the plan: the n-th session of an engagement has the tasks <c>.s</c><i>n</i>. A new one gets them, one on other days moves them, one that is called off cancels
    /// them, one that is held after all has them back. What the plan cannot take (no room, too late) does not keep the session from being recorded.
    /// </summary>
    internal static IEnumerable<EngagementEvent> Follow(Engagement engagement, SessionRecorded recorded)
    {
        var sessions = engagement.Training.Sessions;
        var at = sessions.FindIndex(s => s.Id == recorded.Session);
        var key = KeyOf(at < 0 ? sessions.Count : at);
        var decided = recorded.Plan switch
        {
            { CancelledBecause: { } because } => CallOff(engagement, key, at < 0 ? null : sessions[at].Plan.CancelledBecause, because),
            var plan when at < 0 => Decide(engagement, new(key, plan.Place, plan.Dates)) is { Events.Count: > 0 } added ? added : Move(engagement, key, plan.Dates),
            var plan when sessions[at].Plan.CancelledBecause is { } was => Reinstate(engagement, key, plan, was),
            var plan => Move(engagement, key, plan.Dates),
        };
        return decided.Events.Prepend(recorded);
    }

    /// <summary>
    /// The tasks of every session on record that is not called off, for the decision that gives the engagement its training playbook. What the plan cannot take does not keep the playbook from being adopted.
    /// </summary>
    internal static IEnumerable<EngagementEvent> OfRecorded(Engagement engagement)
    {
        foreach (var (at, session) in engagement.Training.Sessions.Index())
            if (session.Plan.CancelledBecause is null)
                foreach (var happened in Decide(engagement, new(KeyOf(at), session.Plan.Place, session.Plan.Dates)).Events)
                {
                    engagement = engagement.Apply(happened, default);
                    yield return happened;
                }
    }

    /// <summary>
    /// What a decision moves, and the sessions with it: a session takes place when its own task does. Whoever gives that task other agreed dates gives them to the session, by the same command. One that the plan
    /// pushes on moves too, as long as it is still to come and stood where its task did. A session that was held or is called off stays, and one that is recorded with its days, or gets its tasks for them, has those.
    /// </summary>
    internal static Decision WithSessions(Engagement? engagement, EngagementCommand command, Decision decided, DateOnly today)
    {
        if (engagement is null || engagement.Training.Sessions.Count == 0 || !decided.Events.Any(e => e is TasksRescheduled) || Playbooks.Repeatable.FirstOrDefault() is not { } template)
            return decided;
        var moved = decided.Events.OfType<TasksRescheduled>().SelectMany(r => r.Tasks).GroupBy(m => m.Task).ToDictionary(g => g.Key, g => new MovedTask(g.Key, g.First().From, g.Last().To));
        var recorded = decided.Events.OfType<SessionRecorded>().Select(r => r.Session).ToHashSet();
        var laid = decided.Events.OfType<SessionTasksAdded>().Select(a => a.Session).ToHashSet();
        var follow = new List<EngagementEvent>();
        foreach (var (at, session) in engagement.Training.Sessions.Index())
            if (CanMove(session) && !recorded.Contains(session.Id) && !laid.Contains(KeyOf(at))
                && moved.TryGetValue(Of(template.Key, KeyOf(at)), out var task) && task.To != session.Plan.Dates
                && (Names(command, task.Task) || (task.From == session.Plan.Dates && session.Plan.Dates.Start > today)))
                follow.Add(new SessionRecorded(session.Id, session.Plan with { Dates = task.To }));
        return follow.Count == 0 ? decided : Decision.Of(decided.Events.Concat(follow));
    }

    /// <summary>Whether a session still goes where its task does: it is neither called off nor held.</summary>
    internal static bool CanMove(TrainingSession session) => session is { Plan.CancelledBecause: null, FollowUp: null } && !CountingPeople.WasHeld(session);

    /// <summary>Whether a command gives dates to the task itself, not only to one that it waits for.</summary>
    private static bool Names(EngagementCommand command, TaskId task) => command switch
    {
        RescheduleTasks reschedule => reschedule.Tasks.Any(t => t.Task == task),
        ChangeTask change => change.Task == task,
        AnswerProposal answer => answer.Task == task,
        _ => false,
    };

    /// <summary>Its open tasks are cancelled with the reason; where the reason is corrected, so is that of the tasks that were cancelled with the earlier one, by which they are known again.</summary>
    private static Decision CallOff(Engagement engagement, string session, string? was, string because)
    {
        var tasks = Playbooks.Repeatable.Select(t => engagement.Find(Of(t.Key, session))).OfType<PlanTask>()
            .Where(t => t.IsOpen || (was is not null && was != because && t.State == PlanTaskState.Cancelled && t.Because == was)).Select(t => t.Id).ToItems();
        return tasks.Count == 0 ? Decision.Nothing : new TasksCancelled(tasks, because);
    }

    /// <summary>The tasks that were cancelled because the session was called off are open again, those it never had are added, and they take place with it.</summary>
    private static Decision Reinstate(Engagement engagement, string session, SessionPlan plan, string calledOffBecause)
    {
        var events = new List<EngagementEvent>();
        void Add(IEnumerable<EngagementEvent> more)
        {
            foreach (var happened in more)
            {
                events.Add(happened);
                engagement = engagement.Apply(happened, default);
            }
        }

        Add(Playbooks.Repeatable.Select(t => engagement.Find(Of(t.Key, session))).OfType<PlanTask>()
            .Where(t => t.State == PlanTaskState.Cancelled && t.Because == calledOffBecause).Select(t => new TaskReopened(t.Id, "The session takes place after all")).ToList());
        Add(Decide(engagement, new(session, plan.Place, plan.Dates)).Events);
        Add(Move(engagement, session, plan.Dates).Events);
        Add(ReschedulingTasks.Restore(engagement).Events);
        return Decision.Of(events);
    }

    /// <summary>What gives a session its tasks; also for the decision of a command that plans a session. Nothing where it has them, or where the engagement has no training playbook.</summary>
    internal static Decision Decide(Engagement engagement, AddSessionTasks command)
    {
        if (!Form().IsMatch(command.Session))
            return new SessionIdentifierBad(command.Session);
        if (command.Dates.Due < command.Dates.Start)
            return new DatesReversed("dates");
        var templates = Playbooks.Repeatable.Where(t => engagement.Find(t.Key) is not null && engagement.Find(Of(t.Key, command.Session)) is null).ToList();
        if (templates.Count == 0)
            return Decision.Nothing;
        if (engagement.Tasks.Count + templates.Count > Limits.Tasks)
            return new TooMany("tasks", Limits.Tasks);

        var tasks = templates.Select(t => New(engagement, t, command, templates)).ToList();
        var laid = Schedule.LayOut(engagement, tasks, command.Dates.Start);
        // The first is the session itself: it takes place when it does. What must come first and cannot is shown to it, and blocks nothing.
        if (laid[0].Dates.Start > command.Dates.Start)
            tasks[0] = tasks[0] with { Predecessors = tasks[0].Predecessors.Select(p => p with { Informs = true }).ToItems() };
        var session = tasks[0] with { Dates = command.Dates };
        laid = Schedule.LayOut(engagement with { Tasks = engagement.Tasks.Add(session) }, [.. tasks.Skip(1)], command.Dates.Start);
        if (Schedule.TooLate(laid.Select(t => (t.Id, t.Dates))) is { } late)
            return late;

        var replaced = templates.Select(t => engagement.Find(t.Key)!).Where(t => t is { IsToBegin: true, State: PlanTaskState.Planned }).Select(t => t.Id).ToItems();
        var links = from waiting in engagement.Tasks
                    where waiting.IsToBegin && !templates.Exists(t => t.Key == waiting.Id)
                    from predecessor in waiting.Predecessors
                    where templates.Exists(t => t.Key == predecessor.Task) && waiting.Predecessors.Count < Limits.Predecessors
                    select new TaskLink(predecessor with { Task = Of(predecessor.Task, command.Session) }, waiting.Id);
        var added = new SessionTasksAdded(command.Session, laid.Prepend(session).ToItems(), replaced, links.ToItems());
        var moved = ReschedulingTasks.Restore(Apply(engagement, added, default));
        return moved.Refusal is not null ? moved : Decision.Of(moved.Events.Prepend(added));
    }

    /// <summary>The new dates of a session's own task, for the decision of a command that moves a session; nothing where it has none or it is done.</summary>
    internal static Decision Move(Engagement engagement, string session, DateSpan dates)
    {
        if (Playbooks.Repeatable.FirstOrDefault() is not { } template || engagement.Find(Of(template.Key, session)) is not { IsOpen: true } task || task.Dates == dates)
            return Decision.Nothing;
        var at = engagement.With(task with { Dates = dates });
        if (!task.IsToBegin || Schedule.TooEarly(at, task.Id) is null)
            return ReschedulingTasks.Move(engagement, new() { [task.Id] = dates }, null);
        var unbound = new TaskChanged(task.Id, new() { Predecessors = new(task.Predecessors, task.Predecessors.Select(p => p with { Informs = true }).ToItems()) });
        var moved = ReschedulingTasks.Move(ChangingTasks.Apply(engagement, unbound), new() { [task.Id] = dates }, null);
        return moved.Refusal is not null ? moved : Decision.Of(moved.Events.Prepend(unbound));
    }

    private static PlanTask New(Engagement engagement, TaskTemplate template, AddSessionTasks command, List<TaskTemplate> all)
    {
        var first = engagement.Find(template.Key)!;
        return new()
        {
            Id = Of(template.Key, command.Session),
            Workstream = first.Workstream,
            Stage = first.Stage,
            Title = command.Title is { } title && first.Title.Length + title.Length + 3 <= Limits.Line ? $"{first.Title} – {title}" : $"{first.Title} – {command.Session}",
            Description = first.Description ?? template.Description,
            Deliverable = first.Deliverable,
            Role = first.Role,
            Organization = first.Organization,
            WorkingDays = first.WorkingDays,
            LagWorkingDays = first.LagWorkingDays,
            Control = first.Control,
            Predecessors = first.Predecessors.Select(p => all.Exists(t => t.Key == p.Task) ? p with { Task = Of(p.Task, command.Session) } : p).ToItems(),
        };
    }

    internal static Engagement Apply(Engagement engagement, SessionTasksAdded added, in Occurrence when)
    {
        var version = when.Version;
        var replaced = added.Replaced.ToHashSet();
        var links = added.Links.ToLookup(l => l.Task, l => l.Predecessor);
        var tasks = engagement.Tasks.Select(t =>
            replaced.Contains(t.Id) ? t with { State = PlanTaskState.Cancelled, StateSince = version, Because = $"→ {Of(t.Id, added.Session)}" }
            : links.Contains(t.Id) ? t with { Predecessors = t.Predecessors.Concat(links[t.Id]).ToItems() }
            : t).ToList();
        var last = tasks.FindLastIndex(t => t.Stage == added.Tasks[0].Stage);
        tasks.InsertRange(last + 1, added.Tasks);
        return engagement with { Tasks = tasks.ToItems() };
    }

    [GeneratedRegex(@"\A[a-z0-9-]{1,24}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
