namespace TA.Engagements.Tests;

/// <summary>One event of every kind that the plan has since format 2, with every member set; the golden file holds these values.</summary>
internal static class PlanOneOfEach
{
    private static readonly OutsideGate Session = new("gate-0001", OutsideGateKind.SessionOfParliament, "Autumn session", Day("2026-10-05"), GateConfidence.Medium, Day("2026-10-06"), true);

    private static readonly PlanTask Full = new()
    {
        Id = "trn.deliver.session.s1",
        Workstream = WorkstreamKind.Training,
        Stage = "trn.deliver",
        Title = "Training session – Mombasa",
        Deliverable = "Session report",
        Role = ResponsibleRole.NationalCounterpart,
        WorkingDays = 5,
        LagWorkingDays = 2,
        Predecessors =
        [
            "trn.deliver.select",
            new("gate-0001", LinkKind.StartToStart, 3),
            new("leg.passage.promulgate", Informs: true),
        ],
        RecursEveryWorkingDays = 60,
        Dates = March,
    };

    public static readonly IReadOnlyList<EngagementEvent> Events =
    [
        new OutsideGateAdded(Session),
        new OutsideGateChanged("gate-0001", new()
        {
            Kind = new(OutsideGateKind.SessionOfParliament, OutsideGateKind.Signature),
            Title = new("Autumn session", "Winter session"),
            Expected = new(Day("2026-10-05"), Day("2026-12-07")),
            Confidence = new(GateConfidence.Medium, GateConfidence.High),
            MetOn = new(null, Day("2026-12-08")),
            IsDropped = new(false, true),
        }),
        new CalendarTaken(new("KEN", 3, [DayOfWeek.Friday, DayOfWeek.Saturday], [Day("2026-12-12")])),
        new BaselineTaken(BaselineReason.Amendment, "2"),
        new SessionTasksAdded("s1", [Full], ["trn.deliver.session"], [new(new("trn.deliver.certificates.s1", LinkKind.StartToStart, 125), "trn.followup.six")]),
        new TaskAdded(Full with { Id = "added-1" }, "trn.deliver.session.s1"),
        new TasksLinked([new(new("leg.passage.promulgate", Informs: true), "trn.design.adapt")]),
        new TaskChanged("added-1", new() { Predecessors = new(["a"], [new("b", LinkKind.StartToStart, 5)]), RecursEveryWorkingDays = new(null, 125) }),
    ];
}
