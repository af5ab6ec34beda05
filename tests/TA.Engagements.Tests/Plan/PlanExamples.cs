using static TA.Engagements.Tests.Example;

namespace TA.Engagements.Tests;

internal static class PlanExamples
{
    private static readonly Engagement DraftThenConsult = With(
        Task("leg.draft.v1", dates: March, stage: "leg.draft"),
        Task("leg.draft.consult", dates: April, stage: "leg.draft", after: ["leg.draft.v1"]));

    private static readonly AddTask Hearing = new(
        WorkstreamKind.Legislation, null, "Public hearing", "Two days in the capital", "Record of the hearing", ResponsibleRole.NationalCounterpart, Ministry, Day("2026-04-01"), 2,
        ["leg.draft.consult"], "Ministry of Justice");

    private static readonly Engagement Scoped = In(
        EngagementState.Scoping,
        Task("case.request.log", Unodc, PlanTaskState.Accepted, stage: "case.request", workstream: WorkstreamKind.LifeCycle),
        Task("case.scoping.map", Unodc, stage: "case.scoping", workstream: WorkstreamKind.LifeCycle)) with { Playbooks = [new(WorkstreamKind.LifeCycle, 1)] };

    public static IEnumerable<Example> All =>
    [
        AcceptedAs("A workstream gets its tasks from the playbook",
            With(), new AdoptPlaybook(WorkstreamKind.Legislation, Today), LeadOfficer, typeof(PlaybookAdopted)),
        Refused("A workstream gets its tasks once",
            With() with { Playbooks = [new(WorkstreamKind.Legislation, 1)] }, new AdoptPlaybook(WorkstreamKind.Legislation, Today), LeadOfficer,
            new PlaybookAlreadyAdopted(WorkstreamKind.Legislation)),
        Refused("A workstream that is not chosen gets no tasks",
            With(), new AdoptPlaybook(WorkstreamKind.Training, Today), LeadOfficer, new WorkstreamNotChosen(WorkstreamKind.Training)),
        Refused("A playbook that would run past the last date is not adopted",
            With(), new AdoptPlaybook(WorkstreamKind.Legislation, Day("2100-12-30")), LeadOfficer, new EndsTooLate("leg.scope.tor", Limits.LastDate)),

        Accepted("A task is added at the end of its line of work, after what it waits for, and its organization joins",
            DraftThenConsult, Hearing, LeadOfficer,
            new ParticipantAdded(new(Ministry, "Ministry of Justice", ParticipationPart.NationalCounterpart)),
            new TaskAdded(
                new()
                {
                    Id = "added-" + CommandId(1).ToString("n"),
                    Workstream = WorkstreamKind.Legislation,
                    Title = "Public hearing",
                    Description = "Two days in the capital",
                    Deliverable = "Record of the hearing",
                    Role = ResponsibleRole.NationalCounterpart,
                    Organization = Ministry,
                    WorkingDays = 2,
                    Dates = Span("2026-04-20", "2026-04-21"),
                    Predecessors = ["leg.draft.consult"],
                },
                "leg.draft.consult")),
        Refused("A task takes at least a day", DraftThenConsult, Hearing with { WorkingDays = 0 }, LeadOfficer, new OutOfRange("workingDays", 0, 1, Limits.WorkingDays)),
        Refused("A task cannot wait for one that does not exist", DraftThenConsult, Hearing with { Predecessors = ["leg.none"] }, LeadOfficer, new TaskUnknown("leg.none")),
        Refused("A task cannot be added to a stage that its playbook does not have", DraftThenConsult, Hearing with { Stage = "leg.draft" }, LeadOfficer, new StageUnknown("leg.draft")),
        Refused("A task cannot be added to a workstream that is not chosen",
            DraftThenConsult, Hearing with { Workstream = WorkstreamKind.Training }, LeadOfficer, new WorkstreamNotChosen(WorkstreamKind.Training)),
        Refused("A plan holds so many tasks and no more",
            With([.. Enumerable.Range(1, Limits.Tasks).Select(n => Task($"t{n}"))]), Hearing with { Predecessors = [] }, LeadOfficer, new TooMany("tasks", Limits.Tasks)),

        Accepted("A task is put behind another in the order shown",
            DraftThenConsult, new ReorderTask("leg.draft.v1", new(null, "leg.draft.consult")), LeadOfficer, new TaskReordered("leg.draft.v1", new(null, "leg.draft.consult"))),
        Refused("A task that stands elsewhere by now is not re-ordered",
            DraftThenConsult, new ReorderTask("leg.draft.consult", new("leg.none", null)), LeadOfficer, new EditConflict([new("after", "leg.none", "leg.draft.v1", null)])),
        Refused("A task cannot stand behind itself", DraftThenConsult, new ReorderTask("leg.draft.v1", new(null, "leg.draft.v1")), LeadOfficer, new TaskUnknown("leg.draft.v1")),

        Accepted("The title of a task is changed",
            DraftThenConsult, new ChangeTask("leg.draft.v1", new() { Title = new("Draft the bill", "Draft chapter 2") }), LeadOfficer,
            new TaskChanged("leg.draft.v1", new() { Title = new("Draft the bill", "Draft chapter 2") })),
        Accepted("A task that waits for another moves behind it",
            With(Task("a", dates: April), Task("b", dates: March)), new ChangeTask("b", new() { Predecessors = new([], ["a"]) }), LeadOfficer,
            new TaskChanged("b", new() { Predecessors = new([], ["a"]) }), new TasksRescheduled([new("b", March, Span("2026-04-20", "2026-05-01"))])),
        Refused("Tasks do not wait for each other in a circle",
            DraftThenConsult, new ChangeTask("leg.draft.v1", new() { Predecessors = new([], ["leg.draft.consult"]) }), LeadOfficer,
            new TasksWaitInCircle(["leg.draft.consult", "leg.draft.v1", "leg.draft.consult"])),
        Accepted("An offline edit of a task that met another is kept",
            DraftThenConsult, new ChangeTask("leg.draft.v1", new() { Title = new("Draft", "Draft chapter 2") }, OnConflict.Keep), LeadOfficer,
            new EditKept(new(CommandId(1), "leg.draft.v1", [new("title", "Draft", "Draft the bill", "Draft chapter 2")], TaskEdits: new() { Title = new("Draft", "Draft chapter 2") }))),
        Refused("A task that is done does not change any more",
            With(Task("leg.draft.v1", state: PlanTaskState.Accepted)), new ChangeTask("leg.draft.v1", new() { Title = new("Draft the bill", "Draft chapter 2") }), LeadOfficer,
            new TaskClosed("leg.draft.v1", PlanTaskState.Accepted)),
        Refused("A task does not end before it starts",
            DraftThenConsult, new ChangeTask("leg.draft.v1", new() { Dates = new(March, new(March.Due, March.Start)) }), LeadOfficer, new DatesReversed("dates")),

        Accepted("Tasks that follow move along with a task that gets later dates",
            DraftThenConsult, new RescheduleTasks([new("leg.draft.v1", new(March, May))], "Parliament sits later"), LeadOfficer,
            new TasksRescheduled([new("leg.draft.v1", March, May), new("leg.draft.consult", April, Span("2026-05-18", "2026-05-29"))], "Parliament sits later")),
        Refused("A task does not start before the one it waits for is done",
            DraftThenConsult, new RescheduleTasks([new("leg.draft.consult", new(April, March))]), LeadOfficer,
            new StartsBeforePredecessor("leg.draft.consult", "leg.draft.v1", Day("2026-03-23"))),
        Refused("Dates that a colleague has changed meanwhile are not overwritten",
            DraftThenConsult, new RescheduleTasks([new("leg.draft.v1", new(April, May))]), LeadOfficer,
            new EditConflict([new("leg.draft.v1.dates", April.ToString(), March.ToString(), May.ToString())])),
        Refused("A task that follows cannot be pushed past the last date",
            DraftThenConsult, new RescheduleTasks([new("leg.draft.v1", new(March, Span("2100-12-20", "2100-12-31")))]), LeadOfficer, new EndsTooLate("leg.draft.consult", Limits.LastDate)),

        Accepted("The gate of a stage is confirmed when its tasks are done",
            Scoped, new ConfirmGate("case.request", Today, "Note verbale on file"), LeadOfficer, new GateConfirmed("case.request", Today, "Note verbale on file")),
        Refused("The gate of a stage with open tasks is not confirmed",
            Scoped, new ConfirmGate("case.scoping", Today), LeadOfficer, new StageNotDone("case.scoping", ["case.scoping.map"])),
        Refused("A gate cannot have been met tomorrow",
            Scoped, new ConfirmGate("case.request", Today.AddDays(1)), LeadOfficer, new DateInFuture("on", Today.AddDays(1))),
        Refused("A stage that no playbook of the engagement has cannot be confirmed", Scoped, new ConfirmGate("leg.draft", Today), LeadOfficer, new StageUnknown("leg.draft")),
        Refused("A gate is not confirmed on what has moved since the officer looked",
            Scoped, new ConfirmGate("case.request", Today, AsOf: 6), LeadOfficer,
            new TaskHasMoved("case.request.log", PlanTaskState.Accepted, [PlanTaskState.Accepted, PlanTaskState.Cancelled])),

        Accepted("Several tasks are cancelled with one reason",
            DraftThenConsult, new CancelTasks(["leg.draft.v1", "leg.draft.consult"], "The law was adopted without us"), LeadOfficer,
            new TasksCancelled(["leg.draft.v1", "leg.draft.consult"], "The law was adopted without us")),
        Nothing("A task that is cancelled already is not cancelled again",
            With(Task("leg.draft.v1", state: PlanTaskState.Cancelled)), new CancelTasks(["leg.draft.v1"], "No money"), LeadOfficer),
        Refused("A task that is done cannot be cancelled",
            With(Task("leg.draft.v1", state: PlanTaskState.Accepted)), new CancelTasks(["leg.draft.v1"], "No money"), LeadOfficer, new TaskClosed("leg.draft.v1", PlanTaskState.Accepted)),
        Refused("A task that has moved since the officer looked is not cancelled",
            With(Task("leg.draft.v1", state: PlanTaskState.Submitted)), new CancelTasks(["leg.draft.v1"], "No money", AsOf: 6), LeadOfficer,
            new TaskHasMoved("leg.draft.v1", PlanTaskState.Submitted,
                [PlanTaskState.Planned, PlanTaskState.Ready, PlanTaskState.InProgress, PlanTaskState.Blocked, PlanTaskState.Submitted, PlanTaskState.Declined])),
    ];
}
