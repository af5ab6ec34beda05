using MediatR;
using TA.Casework.Grains;
using TA.Casework.Legislation;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Exchange;

/// <summary>Lays out and works on the plan of one engagement, by commands like any other person's. Every command's identifier follows from what it is for, so that it is given once.</summary>
internal sealed class SamplePlan(IMediator mediator, EngagementReference reference, Actor lead, SamplePeople people, DateOnly today, EnterOrganization enter, SampleTally tally, CancellationToken cancellation)
{
    public static readonly KnownName OfIom = KnownName.Listed("iom");
    public static readonly KnownName OfUnicef = KnownName.Listed("unicef");
    private readonly Dictionary<string, int> _given = [];

    /// <summary>An organization and its name.</summary>
    internal sealed record KnownName(OrganizationId Id, string Name)
    {
        public static KnownName Listed(string key) => ListedOrganizations.All.Where(o => o.Id.Value == key).Select(o => new KnownName(o.Id, o.Name)).Single();
    }

    public Actor Lead => lead;

    public Actor Iom => people.Iom;

    public async Task<Engagement> Now() => await mediator.Send(new ReadEngagement(reference, lead), cancellation) ?? throw new InvalidOperationException($"{reference} cannot be read.");

    public async Task<PlanTask> Task(TaskId task) => (await Now()).Find(task) ?? throw new InvalidOperationException($"{reference} has no task {task}.");

    /// <summary>The day that lies some working days after (or, negative, before) today.</summary>
    public DateOnly In(int workingDays) => WorkingCalendar.Usual.Add(today, workingDays);

    /// <summary>The mark at the end of the work; an engagement that has it is left alone.</summary>
    public static Guid Finished(EngagementReference reference) => DerivedId.Of("sample", $"{reference}", "finished");

    /// <summary>Gives a command. <paramref name="subject"/> tells it from others of its kind. Answers with the command's identifier, which is that of what it creates.</summary>
    public Task<Guid> Do(Actor actor, EngagementCommand command, string subject = "", Guid? id = null) =>
        Give(command.GetType().Name, subject, id, given => mediator.Send(new ChangeEngagementRequest(reference, given, command, actor), cancellation));

    public Task<Guid> Do(EngagementCommand command, string subject = "") => Do(lead, command, subject);

    /// <summary>The next version of a bill, as text by article.</summary>
    public Task<Guid> Draft(NewDraft draft, string text) => Give(nameof(AddDraft), $"{draft.Number}", null, async given =>
        (await mediator.Send(new AddDraft(reference, given, draft, DraftText.Parse(text), null, null, lead), cancellation)).Outcome ?? Outcome.Unknown($"{reference}"));

    /// <summary>Ends a review round.</summary>
    public Task<Guid> Close(Guid round) => Give(nameof(CloseRound), $"{round}", null, given => mediator.Send(new CloseRound(reference, given, round, lead), cancellation));

    private async Task<Guid> Give(string kind, string subject, Guid? id, Func<Guid, Task<Outcome>> send)
    {
        var name = $"{kind} {subject}";
        var times = _given[name] = _given.GetValueOrDefault(name) + 1;
        var given = id ?? DerivedId.Of("sample", $"{reference}", name, $"{times}");
        var outcome = await send(given);
        for (var pause = 1; outcome.Kind == OutcomeKind.Unknown && pause <= 8; pause *= 2)
        {
            await System.Threading.Tasks.Task.Delay(100 * pause, cancellation);
            outcome = await send(given);
        }

        tally.Commands++;

        // A command that was given before an interruption may have had another day in it: then it is done.
        if (outcome.Kind == OutcomeKind.Unknown || outcome is { Kind: OutcomeKind.Refused, Refusal: not CommandIdReused })
            tally.Refused.Add(new($"{reference}", name.Trim(), outcome.Refusal));
        return given;
    }

    public Task Adopt(WorkstreamKind workstream, int workingDaysAgo) => Do(new AdoptPlaybook(workstream, In(-workingDaysAgo)), $"{workstream}");

    public async Task Fill(ResponsibleRole role, KnownName organization, WorkstreamKind? workstream = null) =>
        await Do(new FillRole(role, workstream, new((await Now()).Roles.FirstOrDefault(r => r.Role == role && r.Workstream == workstream)?.Organization, organization.Id), organization.Name), $"{role} {workstream}");

    /// <summary>The national counterpart fills its role: the first that the source names, else a body made up.</summary>
    public async Task FillNational()
    {
        var engagement = await Now();
        var known = engagement.Participants.FirstOrDefault(p => p.Part == ParticipationPart.NationalCounterpart);
        const string Sample = "National coordination committee (sample)";
        await Fill(ResponsibleRole.NationalCounterpart, known is not null ? new(known.Organization, known.Name) : new(await enter(Sample, engagement.Details.MemberState, cancellation), Sample));
    }

    public async Task Give(TaskId task, KnownName organization) =>
        await Do(new AssignTasks([new(task, (await Task(task)).Organization)], organization.Id, organization.Name), task.Value);

    /// <summary>Everything whose turn has come is done as far as its dates say; but for tasks that are left alone and what waits for them.</summary>
    public Task Work(params TaskId[] leave) => Work(_ => true, leave);

    private async Task Work(Func<PlanTask, bool> among, params TaskId[] leave)
    {
        var engagement = await Now();
        var closed = engagement.Tasks.Where(t => !t.IsOpen).Select(t => t.Id).ToHashSet();
        foreach (var task in engagement.Tasks.Where(t => IsHalfDoneOrPlanned(t) && !IsOfASession(t) && among(t) && !leave.Contains(t.Id)).OrderBy(t => t.Dates.Due))
        {
            if (task.Predecessors.Any(p => !p.Informs && !closed.Contains(p.Task)) || !Readiness.PlanWorkAllowed(engagement.State, task.Workstream))
                continue;
            if (task.Dates.Due < today)
            {
                await Complete(task);
                closed.Add(task.Id);
            }
            else if (task.Dates.Start <= today)
            {
                var passed = (double)WorkingCalendars.Of(engagement).Of(task).Count(new(task.Dates.Start, today)) / Math.Max(1, task.WorkingDays);
                await Begin(task, Math.Clamp((int)(passed * 10) * 10, 50, 90));
            }
        }
    }

    public async Task Begin(TaskId task, int percent, string? note = null) => await Begin(await Task(task), percent, note);

    public async Task Submit(TaskId task, string note) => await Do(Worker(await Task(task)), new SubmitDeliverable(task, note), task.Value);

    /// <summary>The organization hands its deliverable in, and the officer sends it back.</summary>
    public async Task SendBack(TaskId task, string note, string missing)
    {
        await Begin(task, 90);
        await Submit(task, note);
        await Do(new ReturnDeliverable(task, missing), task.Value);
    }

    public async Task Block(TaskId task, string because) => await Do(Worker(await Task(task)), new BlockTask(task, because), task.Value);

    public async Task Propose(TaskId task, int laterByWorkingDays, string because)
    {
        var before = await Task(task);
        var dates = new DateSpan(before.Dates.Start, WorkingCalendar.Usual.Add(before.Dates.Due, laterByWorkingDays));
        await Do(Worker(before), new ProposeDates(task, new(null, new(dates, because))), task.Value);
    }

    public Task Comment(Actor by, TaskId task, string text) => Do(by, new CommentOnTask(task, text), task.Value);

    /// <summary>Puts tasks on later days; what follows moves along.</summary>
    public async Task Put(string reason, params (TaskId Task, int InWorkingDays)[] tasks)
    {
        var engagement = await Now();
        await Do(new RescheduleTasks(tasks.Select(t =>
        {
            var found = engagement.Find(t.Task)!;
            return new TaskDates(t.Task, new(found.Dates, WorkingCalendars.Of(engagement).Of(found).Span(In(t.InWorkingDays), found.WorkingDays)));
        }).ToItems(), reason), tasks[0].Task.Value);
    }

    /// <summary>Confirms the gates of the stages that are done, but for those left open.</summary>
    public async Task Confirm(params string[] leave)
    {
        foreach (var stage in (await Now()).Stages().Where(s => s is { IsDone: true, Confirmation: null } && !leave.Contains(s.Stage.Key)).ToList())
            await Do(new ConfirmGate(stage.Stage.Key, today, "Sample: the record of the meeting is on file."), stage.Stage.Key);
    }

    /// <summary>An engagement that went through its life cycle up to delivery, with everything the gates ask for.</summary>
    public async Task BeganBefore(int workingDaysAgo)
    {
        await Adopt(WorkstreamKind.LifeCycle, workingDaysAgo);
        await Put("Sample: the half-yearly report and the review go together.", ("case.delivery.progress", 15), ("case.delivery.rights", 18), ("case.delivery.coord", 10));

        // After an interruption the workstreams may have tasks already; their turn comes later.
        await Work(t => t.Workstream == WorkstreamKind.LifeCycle);
        await Do(new RecordEngagementDocument(new(null, new(In(-workingDaysAgo + 95), "Sample: for the Government, the Permanent Secretary; for UNODC, the Representative"))));
        await Do(new ConfirmFunding(new(null, new(In(-workingDaysAgo + 97), "Sample: allotment issued for the first two years"))));
    }

    // A task in the midst of its commands is one on which an earlier start was broken off.
    private static bool IsHalfDoneOrPlanned(PlanTask task) =>
        task.State is PlanTaskState.Planned or PlanTaskState.Submitted || task is { State: PlanTaskState.InProgress, PercentDone: 0 };

    // Sessions are recorded after the work on the plan; after an interruption they may be there already.
    private static bool IsOfASession(PlanTask task) => task.Id.Value.StartsWith("trn.deliver.session.", StringComparison.Ordinal);

    private async Task Begin(PlanTask task, int percent, string? note = null)
    {
        var worker = Worker(task);
        await Do(worker, new StartTask(task.Id), task.Id.Value);
        await Do(worker, new ReportProgress(task.Id, new(task.PercentDone, percent), note), task.Id.Value);
    }

    private async Task Complete(PlanTask task)
    {
        var finding = Finding(task.Control);
        var worker = Worker(task);
        if (worker == lead)
        {
            await Do(new CompleteTask(task.Id, null, finding), task.Id.Value);
            return;
        }

        await Do(worker, new StartTask(task.Id), task.Id.Value);
        await Do(worker, new SubmitDeliverable(task.Id), task.Id.Value);
        await Do(new AcceptDeliverable(task.Id, finding), task.Id.Value);
    }

    private Actor Worker(PlanTask task) => task.Organization == people.Iom.Organization ? people.Iom : task.Organization == people.Unicef.Organization ? people.Unicef : lead;

    private static ControlFinding? Finding(TaskControl? control) => control switch
    {
        null => null,
        TaskControl.HumanRights => new("Sample: low to medium risk. Agreed: vetting of nominees, a complaints channel, a review every six months."),
        TaskControl.GenderMarker => new("Sample: women among trainers and drafters, child-sensitive procedures.", null, GenderMarker.SignificantObjective),
        TaskControl.DataProtection => new("Sample: totals only, no personal data of victims; access by post."),
        _ => throw new InvalidOperationException($"No finding for {control}."),
    };
}
