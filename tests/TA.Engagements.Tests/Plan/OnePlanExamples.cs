using static TA.Engagements.Tests.Example;

namespace TA.Engagements.Tests;

/// <summary>One plan across the workstreams: links, gates outside, calendars, recurring tasks, tasks of sessions.</summary>
internal static class OnePlanExamples
{
    internal static readonly OutsideGate Session = new("gate-1", OutsideGateKind.SessionOfParliament, "Autumn session of parliament", Day("2026-10-05"), GateConfidence.Medium);

    private static readonly Engagement DraftAndBill = With(Task("leg.draft.v1", dates: March), Task("leg.passage.submit", dates: April)) with { Outside = [Session] };

    internal static readonly PlanTask Meeting =
        Task("case.delivery.coord", Unodc, dates: Span("2026-03-02", "2026-03-02"), workstream: WorkstreamKind.LifeCycle, title: "Coordination meeting (quarterly)") with
        {
            WorkingDays = 1,
            RecursEveryWorkingDays = 60,
        };

    private static PlanTask OfSessions(string id, string title, params string[] after) =>
        Task(id, Ministry, dates: March, title: title, stage: "trn.deliver", after: after, workstream: WorkstreamKind.Training) with { WorkingDays = 5, Deliverable = title };

    internal static readonly Engagement TrainingPlanned = With(
        OfSessions("trn.deliver.session", "Training session"),
        OfSessions("trn.deliver.tests", "Pre-/post-test results", "trn.deliver.session") with { Dates = Span("2026-03-23", "2026-03-25"), WorkingDays = 3 },
        OfSessions("trn.deliver.certificates", "Certificates", "trn.deliver.tests") with { Dates = Span("2026-03-26", "2026-04-01") },
        Task("trn.followup.six", Unodc, dates: May, after: ["trn.deliver.certificates"], stage: "trn.followup", workstream: WorkstreamKind.Training));

    public static IEnumerable<Example> All =>
    [
        Accepted("A task starts together with another, some days later",
            DraftAndBill, new ChangeTask("leg.passage.submit", new() { Predecessors = new([], [new("leg.draft.v1", LinkKind.StartToStart, 30)]) }), LeadOfficer,
            new TaskChanged("leg.passage.submit", new() { Predecessors = new([], [new("leg.draft.v1", LinkKind.StartToStart, 30)]) }),
            new TasksRescheduled([new("leg.passage.submit", April, Span("2026-04-20", "2026-05-01"))])),
        Accepted("A task is told of another and does not wait for it",
            DraftAndBill, new ChangeTask("leg.draft.v1", new() { Predecessors = new([], [new("leg.passage.submit", Informs: true)]) }), LeadOfficer,
            new TaskChanged("leg.draft.v1", new() { Predecessors = new([], [new("leg.passage.submit", Informs: true)]) })),
        Accepted("A task waits for a session of parliament; its agreed dates stay",
            DraftAndBill, new ChangeTask("leg.passage.submit", new() { Predecessors = new([], ["gate-1"]) }), LeadOfficer,
            new TaskChanged("leg.passage.submit", new() { Predecessors = new([], ["gate-1"]) })),
        Refused("Tasks that start with each other wait in a circle too",
            With(Task("a", dates: March), Task("b", dates: April) with { Predecessors = [new("a", LinkKind.StartToStart)] }, Task("c", dates: May, after: ["b"])),
            new ChangeTask("a", new() { Predecessors = new([], [new("c", LinkKind.StartToStart, 2)]) }), LeadOfficer, new TasksWaitInCircle(["c", "b", "a", "c"])),
        Refused("A lag is not negative",
            DraftAndBill, new ChangeTask("leg.passage.submit", new() { Predecessors = new([], [new("leg.draft.v1", LagWorkingDays: -1)]) }), LeadOfficer,
            new OutOfRange("lagWorkingDays", -1, 0, Limits.WorkingDays)),
        Refused("A task that waits for a gate outside is not started before the gate is met",
            With(Task("leg.passage.submit", after: ["gate-1"])) with { Outside = [Session] }, new StartTask("leg.passage.submit"), LeadOfficer,
            new WaitsForOthers("leg.passage.submit", [], ["Autumn session of parliament"])),

        Accepted("A gate outside is added with the day on which it is expected",
            With(), new AddOutsideGate(OutsideGateKind.SessionOfParliament, "Autumn session of parliament", Day("2026-10-05"), GateConfidence.Medium), LeadOfficer,
            new OutsideGateAdded(Session with { Id = "gate-" + CommandId(1).ToString("n") })),
        Accepted("A gate outside is expected later",
            DraftAndBill, new ChangeOutsideGate("gate-1", new() { Expected = new(Day("2026-10-05"), Day("2026-12-07")), Confidence = new(GateConfidence.Medium, GateConfidence.Low) }), LeadOfficer,
            new OutsideGateChanged("gate-1", new() { Expected = new(Day("2026-10-05"), Day("2026-12-07")), Confidence = new(GateConfidence.Medium, GateConfidence.Low) })),
        Refused("A gate outside cannot have been met tomorrow",
            DraftAndBill, new ChangeOutsideGate("gate-1", new() { MetOn = new(null, Today.AddDays(1)) }), LeadOfficer, new DateInFuture("edits.metOn.to", Today.AddDays(1))),
        Refused("A gate outside that a colleague has changed meanwhile is not overwritten",
            DraftAndBill, new ChangeOutsideGate("gate-1", new() { Title = new("Spring session", "Summer session") }), LeadOfficer,
            new EditConflict([new("title", "Spring session", "Autumn session of parliament", "Summer session")])),
        Refused("A gate outside that does not exist is not changed", With(), new ChangeOutsideGate("gate-1", new() { MetOn = new(null, Today) }), LeadOfficer, new OutsideGateUnknown("gate-1")),
        Refused("An engagement has so many gates outside and no more",
            With() with { Outside = Enumerable.Range(1, Limits.OutsideGates).Select(n => Session with { Id = $"gate-{n}" }).ToItems() },
            new AddOutsideGate(OutsideGateKind.Signature, "Signature of the President", Day("2026-10-05"), GateConfidence.High), LeadOfficer, new TooMany("outside", Limits.OutsideGates)),

        Accepted("The engagement goes by the holidays that officers have entered for its Member State",
            With(), new TakeCalendar(new("KEN", 1, [DayOfWeek.Sunday, DayOfWeek.Saturday], [Day("2026-06-01"), Day("2026-12-12")])), Importer,
            new CalendarTaken(new("KEN", 1, [DayOfWeek.Sunday, DayOfWeek.Saturday], [Day("2026-06-01"), Day("2026-12-12")]))),
        Nothing("An older calendar does not replace a newer one",
            With() with { Calendars = [new("KEN", 2, [DayOfWeek.Sunday])] }, new TakeCalendar(new("KEN", 1, [DayOfWeek.Sunday, DayOfWeek.Saturday])), Importer),
        Refused("The calendar of another State is not taken", With(), new TakeCalendar(new("UGA", 1, [DayOfWeek.Sunday])), Importer, new NoMemberState("UGA")),
        Refused("A week without working days is no calendar", With(), new TakeCalendar(new("KEN", 1, Enum.GetValues<DayOfWeek>().ToItems())), Importer, new NoWorkingDay("KEN")),
        Refused("Officers change calendars for all engagements, not for one", With(), new TakeCalendar(new("KEN", 1, [DayOfWeek.Sunday])), LeadOfficer, new OfficersOnly()),

        Accepted("A recurring task comes again when its turn has come",
            With(Meeting), new RepeatTask("case.delivery.coord", 2), LeadOfficer,
            new TaskAdded(
                Meeting with
                {
                    Id = "case.delivery.coord.r2",
                    Title = "Coordination meeting (quarterly) – 2",
                    Description = "Meet with national and partner organizations, settle blocked tasks and record decisions.",
                    Dates = Span("2026-05-25", "2026-05-25"),
                },
                "case.delivery.coord")),
        Nothing("A recurring task does not come again before the newest has begun", With(Meeting with { Dates = Span("2026-03-03", "2026-03-03") }), new RepeatTask("case.delivery.coord", 2), LeadOfficer),
        Nothing("Tasks recur while the engagement is in delivery", In(EngagementState.Closing, Meeting), new RepeatTask("case.delivery.coord", 2), LeadOfficer),
        Refused("A task recurs after one working day or more",
            With(Meeting), new ChangeTask("case.delivery.coord", new() { RecursEveryWorkingDays = new(60, 0) }), LeadOfficer, new OutOfRange("recursEveryWorkingDays", 0, 1, Limits.WorkingDays)),

        Refused("A task that does not exist does not recur", With(), new RepeatTask("case.delivery.coord", 2), LeadOfficer, new TaskUnknown("case.delivery.coord")),
        Refused("A recurring task does not make a plan longer than it may be",
            With([Meeting, .. Enumerable.Range(2, Limits.Tasks - 1).Select(n => Task($"t{n}"))]), new RepeatTask("case.delivery.coord", 2), LeadOfficer, new TooMany("tasks", Limits.Tasks)),

        AcceptedAs("A session of a training gets tasks of its own",
            TrainingPlanned, new AddSessionTasks("s1", "Mombasa", Span("2026-06-01", "2026-06-05")), LeadOfficer, typeof(SessionTasksAdded), typeof(TasksRescheduled)),
        Nothing("A session gets its tasks once",
            With([.. TrainingPlanned.Tasks, .. TrainingPlanned.Tasks.Take(3).Select(t => t with { Id = $"{t.Id}.s1" })]), new AddSessionTasks("s1", "Mombasa", March), LeadOfficer),
        Refused("A session is named in letters, digits and hyphens", TrainingPlanned, new AddSessionTasks("S 1", null, March), LeadOfficer, new SessionIdentifierBad("S 1")),
        Refused("The tasks of a session do not end after the last date",
            TrainingPlanned, new AddSessionTasks("s1", null, new(March.Start, Limits.LastDate)), LeadOfficer, new EndsTooLate("trn.deliver.tests.s1", Limits.LastDate)),
        Refused("The tasks of a session do not make a plan longer than it may be",
            With([.. TrainingPlanned.Tasks, .. Enumerable.Range(5, Limits.Tasks - 4).Select(n => Task($"t{n}"))]), new AddSessionTasks("s1", null, March), LeadOfficer, new TooMany("tasks", Limits.Tasks)),
        Refused("A session does not end before it starts", TrainingPlanned, new AddSessionTasks("s1", null, new(March.Due, March.Start)), LeadOfficer, new DatesReversed("dates")),
    ];
}
