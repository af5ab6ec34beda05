using CsCheck;

namespace TA.Engagements.Tests;

/// <summary>A random choice: what to do, and numbers to pick the particulars by.</summary>
internal readonly record struct Pick(int What, int A, int B, int C)
{
    public T Of<T>(IReadOnlyList<T> list) => list[A % list.Count];

    public T Other<T>(IReadOnlyList<T> list) => list[B % list.Count];
}

/// <summary>
/// Random work on an engagement. <see cref="AsAPage"/> sends what a page would that shows the engagement as it is: edits from the present value to a fresh one, all with the
/// version seen. <see cref="Wild"/> sends well-formed commands that fit nothing.
/// </summary>
internal sealed partial class RandomWork
{
    public static readonly Gen<Pick[]> Picks = Gen.Select(Gen.Int[0, 999], Gen.Int[0, 9_999], Gen.Int[0, 9_999], Gen.Int[0, 9_999], (w, a, b, c) => new Pick(w, a, b, c)).Array[1, 60];

    private static readonly OrganizationId[] Organizations = [Iom, Unicef, Unodc, Ministry];
    private static readonly WorkstreamKind[] Workstreams = Enum.GetValues<WorkstreamKind>();
    private static readonly EngagementRecord ThreeWorkstreams = Opened(WorkstreamKind.Legislation, WorkstreamKind.SpecializedUnit, WorkstreamKind.Training);
    private static readonly EngagementRecord LawInDelivery = RandomLegislation.UnderReview(Moved(Opened(WorkstreamKind.Legislation)));
    private static readonly EngagementRecord AllInDelivery = Moved(ThreeWorkstreams);
    private static readonly EngagementRecord FromOutside = new EngagementRecord().Answer(
        Reference, CommandId(1_000_000), Importer,
        new RecordEngagement(Details with { Workstreams = [WorkstreamKind.Training] }, EngagementState.Delivery, new("GLOT59", null, null, true, null, null)), Now, 0).Record;

    /// <summary>Tasks of several organizations in all states, on which people can work at once.</summary>
    public static readonly Engagement Shared = With(
    [
        .. Enumerable.Range(0, 24).Select(n => Task(
            $"t{n}", (n % 3) switch { 0 => Iom, 1 => Unicef, _ => Unodc }, (PlanTaskState)(n % 8) is var state and not PlanTaskState.Ready ? state : PlanTaskState.Planned,
            after: n is 10 or 20 ? ["t3"] : null, ofNobody: n == 23)),
    ]) with { Legislation = RandomLegislation.SharedReview, Training = SharedSessions };

    private int _fresh;

    /// <summary>Records to begin with: everything in delivery, one workstream in delivery, just opened, imported without a plan.</summary>
    public static EngagementRecord Start(int n) => (n % 4) switch { 0 => LawInDelivery, 1 => AllInDelivery, 2 => ThreeWorkstreams, _ => FromOutside };

    /// <summary>A number that was not given before.</summary>
    public int Fresh() => ++_fresh;

    /// <summary>A command as a page that shows the engagement would send it.</summary>
    public EngagementCommand AsAPage(Engagement e, Pick pick)
    {
        if (pick.C % 9 == 3)
            return RandomResults.AsAPage(e, pick, Fresh);
        if (pick.What % 7 == 3 && e.Details.Workstreams.Contains(WorkstreamKind.Legislation))
            return RandomLegislation.AsAPage(e, pick, Fresh);
        if (e.Tasks.Count == 0)
            return (pick.What % 3) switch
            {
                0 => new AdoptPlaybook(pick.Of(Workstreams), Today.AddDays(pick.B % 90)),
                1 => NewTask(e, pick),
                _ => OfEngagement(e, pick),
            };
        if (pick.C % 9 == 4 && e.Stages().FirstOrDefault(s => s.IsDone && s.Confirmation is null) is { } done)
            return new ConfirmGate(done.Stage.Key, Today, null, e.Version);
        if (pick.What % 9 == 7)
            return OfUnits(e, pick, Fresh());
        if (pick.What % 9 == 8)
            return OfTraining(e, pick, Fresh());
        return (pick.What % 4) switch { 0 => OfEngagement(e, pick), 1 => OfPlan(e, pick), _ => OfTask(e, pick) };
    }

    private EngagementCommand OfEngagement(Engagement e, Pick pick) => ((pick.What / 4) % 14) switch
    {
        0 => new ChangeEngagement { Edits = new() { Title = new(e.Details.Title, $"Title {Fresh()}"), HealthRemark = new(e.HealthRemark, $"Remark {Fresh()}"), Deputies = new(e.Deputies, [SomebodyOf(Unodc)]) }, AsOf = e.Version },
        1 => new ChangeEngagement { Edits = new() { LeadOffice = new(e.Details.LeadOffice, $"Office {Fresh()}"), Budget = new(e.Details.Budget, new Money(Fresh(), "USD")) }, AsOf = e.Version },
        2 => new ChangeEngagement { Edits = new() { Title = new("Never seen", $"Title {Fresh()}"), LeadOffice = new(e.Details.LeadOffice, $"Office {Fresh()}") }, OnConflict = OnConflict.Keep },
        3 => new SettleConflict(e.Conflicts.Count == 0 ? CommandId(1) : pick.Of<KeptEdit>(e.Conflicts).Id, pick.B % 2 == 0),
        4 => new HandOver(new(e.LeadOfficer, e.LeadOfficer == LeadOfficer.User ? Deputy.User : LeadOfficer.User), AsOf: e.Version),
        5 => new RecordEngagementDocument(new(e.Document, new(Today, $"Signer {Fresh()}")), e.Version),
        6 => new ConfirmFunding(new(e.Funding, new(Today, $"Donor {Fresh()}")), e.Version),
        7 => new RecordContribution(null, new(null, $"Donor {Fresh()}"), new(null, new Money(Fresh(), "USD")), new(null, null)),
        8 when e.Contributions.Count > 0 && pick.Of<Contribution>(e.Contributions) is var c =>
            new RecordContribution(c.Id, new(c.Donor, $"Donor {Fresh()}"), new(c.Pledged, new Money(Fresh(), "USD")), new(c.Received, c.Received), e.Version),
        9 => new MarkAsSample(),
        10 => new AddParticipant(new(pick.Of(Organizations), "An organization", (ParticipationPart)(pick.B % 4))),
        _ => Move(e, pick),
    };

    private static MoveEngagement Move(Engagement e, Pick pick)
    {
        var move = pick.Of<Move>([.. Moves.From(e)]);
        return new(e.State, move.To, move.Reasons.Count == 0 ? null : pick.Other(move.Reasons), "Because", e.StateSince);
    }

    private EngagementCommand OfPlan(Engagement e, Pick pick)
    {
        var task = pick.Of<PlanTask>(e.Tasks);
        var other = pick.Other<PlanTask>(e.Tasks);
        return ((pick.What / 4) % 16) switch
        {
            0 => new AdoptPlaybook(pick.Of(Workstreams), Today.AddDays(pick.B % 400)),
            1 => NewTask(e, pick),
            2 => new ReorderTask(task.Id, new(Before(e, task.Id), other.Id), e.Version),
            3 => new ChangeTask(task.Id, new() { Title = new(task.Title, $"Title {Fresh()}"), Deliverable = new(task.Deliverable, $"Deliverable {Fresh()}") }, AsOf: e.Version),
            4 => new ChangeTask(task.Id, new() { Predecessors = new(task.Predecessors, Relinked(e, task, other.Id, pick)) }, AsOf: e.Version),
            5 => new ChangeTask(task.Id, new() { Title = new("Never seen", $"Title {Fresh()}"), Dates = new(task.Dates, Shifted(task.Dates, pick.C % 60)) }, OnConflict.Keep),
            6 => new RescheduleTasks([new(task.Id, new(task.Dates, Shifted(task.Dates, (pick.C % 120) - 40)))], "Because", e.Version),
            7 when task.Id != other.Id => new RescheduleTasks([new(task.Id, new(task.Dates, Shifted(task.Dates, pick.C % 60))), new(other.Id, new(other.Dates, Shifted(other.Dates, pick.C % 60)))], AsOf: e.Version),
            8 when pick.B % 2 == 0 => new CancelTasks([task.Id], "Because", e.Version),
            9 when pick.A % 2 == 0 => new FillRole((ResponsibleRole)(pick.A % 4), pick.B % 2 == 0 ? null : pick.Other(Workstreams), new(Filled(e, pick), new OrganizationId($"org-{Fresh()}")), "An organization", e.Version),
            10 => new AddOutsideGate((OutsideGateKind)(pick.A % 4), $"Gate {Fresh()}", Today.AddDays(pick.B % 300), (GateConfidence)(pick.C % 3)),
            11 when e.Outside.Count > 0 && pick.Of<OutsideGate>(e.Outside) is var gate => new ChangeOutsideGate(gate.Id, (pick.B % 3) switch
            {
                0 => new() { Expected = new(gate.Expected, gate.Expected.AddDays(1 + (pick.C % 60))) },
                1 => new() { MetOn = new(gate.MetOn, Today.AddDays(-Fresh())) },
                _ => new() { Title = new(gate.Title, $"Gate {Fresh()}") },
            }, e.Version),
            12 => new TakeCalendar(new(pick.B % 2 == 0 ? "KEN" : "UN", 1 + Fresh(), [(DayOfWeek)(pick.C % 7)], [Today.AddDays(pick.B % 90)])),
            13 when RecurringTasks.Due(e, Today).ToList() is { Count: > 0 } due => pick.Of(due),
            13 => NewTask(e, pick) with { Workstream = WorkstreamKind.LifeCycle, From = Today, Predecessors = [], RecursEveryWorkingDays = 1 + (pick.B % 90) },
            14 => new AddSessionTasks($"s{Fresh()}", pick.B % 2 == 0 ? null : "For prosecutors", Shifted(new(Today, Today.AddDays(4)), pick.C % 400)),
            9 => new ChangeTask(task.Id, new() { RecursEveryWorkingDays = new(task.RecursEveryWorkingDays, task.RecursEveryWorkingDays is null ? 1 + (pick.C % 90) : null) }, AsOf: e.Version),
            8 => new ConfirmGate(task.Stage ?? "case.request", Today, null, e.Version),
            _ => Assigned(e, task, pick),
        };
    }

    private EngagementCommand OfTask(Engagement e, Pick pick)
    {
        // Mostly tasks on which something can happen.
        var moving = e.Tasks.Where(t => e.StateOf(t) is not (PlanTaskState.Planned or PlanTaskState.Accepted)).ToList();
        var task = pick.C % 4 == 0 || moving.Count == 0 ? pick.Of<PlanTask>(e.Tasks) : pick.Of(moving);
        long? since = task.StateSince;
        ControlFinding? finding = task.Control is null ? null : new("Outcome", Marker: GenderMarker.Limited);
        return ((pick.What / 4) % 16) switch
        {
            0 or 1 => new StartTask(task.Id, since),
            2 => new BlockTask(task.Id, "Because", since),
            3 => new UnblockTask(task.Id, since),
            4 or 5 => new SubmitDeliverable(task.Id, null, since),
            6 => new AcceptDeliverable(task.Id, finding, since),
            7 => new ReturnDeliverable(task.Id, "Article 5", since),
            8 => new DeclineTask(task.Id, "Because", since),
            9 => new CompleteTask(task.Id, null, finding, since),
            10 => new ReopenTask(task.Id, "Because", since),
            11 => new ReportProgress(task.Id, new(task.PercentDone, pick.B % 101), AsOf: e.Version),
            12 => new CommentOnTask(task.Id, $"Comment {Fresh()}"),
            13 => new ProposeDates(task.Id, new(task.Proposal, new(Shifted(task.Dates, 1 + (pick.B % 30)), $"Because {Fresh()}")), task.ProposalSince),
            14 => task.Proposal is { } proposal ? new AnswerProposal(task.Id, proposal.Dates, pick.B % 2 == 0, Since: task.ProposalSince) : new HandTask(task.Id, new(task.Person, SomebodyOf(pick.C % 9 == 0 ? pick.Of(Organizations) : task.Organization ?? Iom)), e.Version),
            _ => new AttachDocument(task.Id, "a.pdf", DocumentType.Pdf, 1, Fresh().ToString("x64")),
        };
    }

    /// <summary>A well-formed command that knows nothing of the engagement, with dates at the edges.</summary>
    public EngagementCommand Wild(Engagement e, Pick pick)
    {
        if (pick.C % 7 == 3)
            return RandomResults.Wild(e, pick);
        if (pick.A % 7 == 3)
            return RandomLegislation.Wild(e, pick);
        DateOnly[] days = [Limits.FirstDate, Limits.LastDate, Today, Day("2099-12-31"), Day("2026-03-07")];
        var span = new DateSpan(pick.Of(days), pick.Other(days));
        var id = pick.B % 3 == 0 || e.Tasks.Count == 0 ? new TaskId("leg.none") : pick.Other<PlanTask>(e.Tasks).Id;
        var task = e.Find(id);
        if (pick.What % 7 == 0)
            return pick.What % 2 == 0 ? WildOfUnits(e, pick) : WildOfTraining(e, pick);
        return (pick.What % 20) switch
        {
            0 => new AdoptPlaybook(pick.Other(Workstreams), pick.Of(days)),
            1 => new AddTask(pick.Other(Workstreams), null, "Wild", null, "Wild", (ResponsibleRole)(pick.A % 4), Iom, pick.Of(days), (pick.C % 1_600) - 20, [id]),
            2 => new RescheduleTasks([new(id, new(task?.Dates ?? span, span))]),
            3 => new ChangeTask(id, new() { Dates = new(task?.Dates ?? span, span), Predecessors = new(task?.Predecessors ?? [], e.Tasks.Take(pick.C % 50).Select(t => new Predecessor(t.Id, (LinkKind)(pick.A % 2), pick.B % 7)).ToItems()) }),
            4 => new ChangeTask(id, new() { Dates = new(span, span), Description = new("Never", null) }, OnConflict.Keep),
            5 => new ProposeDates(id, new(task?.Proposal, new(span, "Wild"))),
            6 => new AnswerProposal(id, task?.Proposal?.Dates ?? span, true),
            7 => new MoveEngagement((EngagementState)(pick.A % 12), (EngagementState)(pick.B % 12), (MoveReason)(pick.C % 13)),
            8 => new MoveEngagement(e.State, (EngagementState)(pick.B % 12), (MoveReason)(pick.C % 13), "Wild"),
            9 => new FillRole((ResponsibleRole)(pick.A % 4), null, new(null, new OrganizationId("osce")), "OSCE"),
            10 => new AssignTasks([new(id, task?.Organization)], Unicef, "UNICEF"),
            11 => new ConfirmGate("no.stage", pick.Of(days)),
            12 => new SettleConflict(CommandId(pick.A), true),
            13 => new ReorderTask(id, new(null, null)),
            14 => new ChangeEngagement { Edits = new() { Workstreams = new(e.Details.Workstreams, Workstreams.Skip(pick.A % 4).Take(pick.B % 4).ToItems()), Start = new(e.Details.Start, new PartialDate(2026)), End = new(e.Details.End, new PartialDate(2025 + (pick.C % 3))) } },
            15 => new ReportProgress(id, new(task?.PercentDone ?? 0, (pick.C % 300) - 100)),
            16 => new RecordContribution(CommandId(pick.A), new("Never", "Wild"), new(null, new Money(1, "USD")), new(null, null)),
            17 => new OpenEngagement(Details, Request, null, pick.Of(days)),
            18 when pick.A % 2 == 0 => new AddSessionTasks("s1", null, span),
            18 when pick.A % 3 == 0 => new TakeCalendar(new("KEN", pick.B, Enum.GetValues<DayOfWeek>().Take(pick.C % 8).ToItems())),
            18 when pick.A % 5 == 0 => new ChangeOutsideGate("gate-none", new()),
            18 => new CompleteTask(id, null, pick.C % 2 == 0 ? null : new("Wild", Marker: GenderMarker.Limited)),
            _ => new CancelTasks(e.Tasks.Select(t => t.Id).Take(1 + (pick.C % 9)).DefaultIfEmpty(id).ToItems(), "Wild"),
        };
    }

    private static Items<Predecessor> Relinked(Engagement e, PlanTask task, TaskId other, Pick pick)
    {
        TaskId to = pick.C % 7 == 0 && e.Outside.Count > 0 ? pick.Of<OutsideGate>(e.Outside).Id : other;
        return task.Predecessors.Any(p => p.Task == to)
            ? task.Predecessors.Where(p => p.Task != to).ToItems()
            : task.Predecessors.Add(new(to, (LinkKind)(pick.B % 2), pick.A % 3 == 0 ? pick.C % 20 : 0, pick.A % 5 == 0));
    }

    private AddTask NewTask(Engagement e, Pick pick) => new(
        pick.Of(Workstreams), null, $"Task {Fresh()}", null, "Deliverable", (ResponsibleRole)(pick.B % 4), pick.C % 2 == 0 ? null : pick.Other(Organizations), Today.AddDays(pick.C % 300),
        1 + (pick.B % 30), e.Tasks.Count == 0 ? [] : [pick.Other<PlanTask>(e.Tasks).Id]);

    private AssignTasks Assigned(Engagement e, PlanTask task, Pick pick)
    {
        var organization = pick.B % 3 == 0 && task.Organization is { } same ? same : Somebody(pick);
        return new([new(task.Id, task.Organization, task.Person)], organization, "An organization", pick.C % 2 == 0 ? null : SomebodyOf(pick.C % 9 == 0 ? Iom : organization), e.Version);
    }

    private UserId SomebodyOf(OrganizationId organization) => new($"{organization}-user-{Fresh()}");

    private OrganizationId Somebody(Pick pick) => pick.A % 2 == 0 ? new($"org-{Fresh()}") : pick.Other(Organizations);

    private static OrganizationId? Filled(Engagement e, Pick pick) =>
        e.Roles.FirstOrDefault(r => r.Role == (ResponsibleRole)(pick.A % 4) && r.Workstream == (pick.B % 2 == 0 ? null : pick.Other(Workstreams)))?.Organization;

    private static TaskId? Before(Engagement e, TaskId task) => e.Tasks.FindIndex(t => t.Id == task) is > 0 and var at ? e.Tasks[at - 1].Id : (TaskId?)null;

    private static DateSpan Shifted(DateSpan dates, int days) => new(dates.Start.AddDays(days), dates.Due.AddDays(days + (days % 3 == 0 ? 4 : 0)));

    private static EngagementRecord Moved(EngagementRecord record)
    {
        var events = new EngagementEvent[]
        {
            new EngagementMoved(EngagementState.Requested, EngagementState.Delivery),
            new RoleWasFilled(ResponsibleRole.Igo, null, Iom, record.Engagement!.Tasks.Where(t => t.Role == ResponsibleRole.Igo).Select(t => t.Id).ToItems()),
            new RoleWasFilled(ResponsibleRole.Ngo, null, Unicef, record.Engagement.Tasks.Where(t => t.Role == ResponsibleRole.Ngo).Select(t => t.Id).ToItems()),
        };
        return events.Aggregate(record, (r, happened) =>
        {
            var entry = HistoryEntry.Write(r.Version + 1, r.Tail[^1].At.AddTicks(1), Importer, CommandId(2_000_000), r.Head, happened);
            return r with { Engagement = r.Engagement.Apply(happened, entry.Occurrence), Tail = r.Tail.Add(entry) };
        });
    }
}
