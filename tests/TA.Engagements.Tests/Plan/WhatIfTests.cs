namespace TA.Engagements.Tests;

public sealed class WhatIfTests
{
    private static readonly Engagement Chain = With(
        Task("leg.draft.v1", dates: March, stage: "leg.draft"),
        Task("leg.draft.consult", Ministry, dates: Span("2026-03-23", "2026-04-03"), stage: "leg.draft", after: ["leg.draft.v1"]) with { Person = Colleague },
        Task("unit.sop", Unicef, dates: April, stage: "unit.procedures"),
        Task("leg.passage.submit", Unodc, dates: May, stage: "leg.passage", after: ["leg.draft.consult", "gate-1"])) with
    {
        Outside = [OnePlanExamples.Session with { Expected = Day("2026-04-30") }],
    };

    /// <summary>Questions that are not answered.</summary>
    internal static readonly IReadOnlyList<(Slip Slip, Refusal Refusal)> Refusals =
    [
        (new("leg.none", 5), new TaskUnknown("leg.none")),
        (new("leg.draft.v1", 0), new OutOfRange("workingDays", 0, 1, Limits.WorkingDays)),
        (new("leg.done", 5), new CannotSlip("leg.done")),
    ];

    [Fact]
    public void A_task_that_slips_moves_what_waits_for_it_and_tells_who_is_affected()
    {
        var answer = Ask(new Slip("leg.draft.v1", 15));
        Assert.Equal(
            [
                new("leg.draft.v1", March, March, Span("2026-03-30", "2026-04-10"), null, true),
                new("leg.draft.consult", Span("2026-03-23", "2026-04-03"), Span("2026-03-23", "2026-04-03"), Span("2026-04-13", "2026-04-24"), null, true),
            ],
            answer.Tasks);
        Assert.Equal([new("leg.draft", Day("2026-04-03"), Day("2026-04-24"))], answer.Stages);
        Assert.Equal((Items<OrganizationId>)[Iom, Ministry], answer.Organizations);
        Assert.Equal((Items<UserId>)[Colleague], answer.Persons);
        Assert.False(answer.EndMoves);
        Assert.Empty(answer.Gates);
    }

    [Fact]
    public void A_slip_beyond_the_slack_moves_the_end()
    {
        var answer = Ask(new Slip("leg.draft.consult", 21));
        Assert.True(answer.EndMoves);
        Assert.Equal((Day("2026-05-15"), Day("2026-05-18")), (answer.EndBefore, answer.EndAfter));
    }

    [Fact]
    public void A_session_of_parliament_that_is_put_off_moves_what_waits_for_it()
    {
        var answer = Ask(new Slip("gate-1", 10));
        Assert.Equal([new("gate-1", Day("2026-04-30"), Day("2026-05-14"))], answer.Gates);
        Assert.Equal([new("leg.passage.submit", May, May, Span("2026-05-15", "2026-05-28"), null, true)], answer.Tasks);
    }

    [Fact]
    public void Several_slips_are_asked_for_together_and_sessions_are_named()
    {
        var engagement = OnePlanExamples.TrainingPlanned;
        var planned = Given(engagement).When(new AddSessionTasks("s1", null, Span("2026-06-01", "2026-06-05")), by: LeadOfficer).Engagement;
        var answer = WhatIf.Ask(planned, [new("trn.deliver.session.s1", 5), new("trn.deliver.session.s1", 5)], Today).Answer!;
        Assert.Equal(("s1", Span("2026-06-15", "2026-06-19")), (answer.Tasks[0].Session, answer.Tasks[0].After));
        Assert.Equal([new("trn.deliver.session.s1", null, Span("2026-06-01", "2026-06-05"), Span("2026-06-15", "2026-06-19"))], answer.Sessions);
    }

    [Fact]
    public void The_steps_of_a_bill_move_with_the_tasks_they_hang_on()
    {
        var bill = new Bill(CommandId(5), "Bill against trafficking", default, []) with { Milestones = [new(LegislativeMilestone.Adopted, Expected: May.Due), new(LegislativeMilestone.Promulgated, Expected: Day("2026-09-01"))] };
        var engagement = With(Task("leg.passage.adopt", dates: May)) with { Legislation = new() { Bills = [bill] } };
        var answer = WhatIf.Ask(engagement, [new("leg.passage.adopt", 5)], Today).Answer!;
        Assert.Equal([new(CommandId(5), LegislativeMilestone.Adopted, null, "leg.passage.adopt", May.Due, May.Due.AddDays(7))], answer.Milestones);
    }

    [Fact]
    public void A_step_of_a_bill_moves_with_the_task_or_gate_that_was_named_for_it_and_then_with_no_other()
    {
        var bill = new Bill(CommandId(5), "Bill against trafficking", default, []) with
        {
            Milestones = [new(LegislativeMilestone.SubmittedToParliament, Expected: Day("2026-04-30"), Follows: "gate-1"), new(LegislativeMilestone.Adopted, Expected: May.Due, Follows: "added-vote")],
        };
        var engagement = With(Task("added-vote", dates: May), Task("leg.passage.adopt", dates: May)) with
        {
            Legislation = new() { Bills = [bill] },
            Outside = [OnePlanExamples.Session with { Expected = Day("2026-04-30") }],
        };
        Assert.Equal([new(CommandId(5), LegislativeMilestone.Adopted, null, "added-vote", May.Due, May.Due.AddDays(7))], WhatIf.Ask(engagement, [new("added-vote", 5)], Today).Answer!.Milestones);
        Assert.Equal(
            [new(CommandId(5), LegislativeMilestone.SubmittedToParliament, null, "gate-1", Day("2026-04-30"), Day("2026-05-07"))], WhatIf.Ask(engagement, [new("gate-1", 5)], Today).Answer!.Milestones);
        Assert.Empty(WhatIf.Ask(engagement, [new("leg.passage.adopt", 5)], Today).Answer!.Milestones);
    }

    [Fact]
    public void What_was_asked_can_be_put_into_effect_by_the_ordinary_command()
    {
        var answer = Ask(new Slip("leg.draft.v1", 15));
        Given(Chain).When(new RescheduleTasks(answer.Tasks.Select(t => new TaskDates(t.Task, new(t.Agreed, t.After))).ToItems(), "Parliament sits later"), by: LeadOfficer)
            .Then(DatesOf("leg.draft.v1", Span("2026-03-30", "2026-04-10")), DatesOf("leg.draft.consult", Span("2026-04-13", "2026-04-24")), DatesOf("leg.passage.submit", May));
    }

    [Fact]
    public void What_cannot_be_asked_is_refused_with_the_reason()
    {
        var withDone = Chain with { Tasks = Chain.Tasks.Add(Task("leg.done", state: PlanTaskState.Accepted)) };
        Assert.All(Refusals, r => Assert.Equal(r.Refusal, WhatIf.Ask(withDone, [r.Slip], Today).Refusal));
    }

    private static WhatIfAnswer Ask(params Slip[] slips) => WhatIf.Ask(Chain, slips.ToItems(), Today).Answer!;
}
