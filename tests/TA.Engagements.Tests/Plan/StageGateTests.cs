namespace TA.Engagements.Tests;

public sealed class StageGateTests
{
    private static readonly Engagement Done = In(
        EngagementState.Scoping, Task("case.request.log", Unodc, PlanTaskState.Accepted, stage: "case.request", workstream: WorkstreamKind.LifeCycle)) with
    {
        Playbooks = [new(WorkstreamKind.LifeCycle, 1)],
    };

    [Fact]
    public void A_gate_is_confirmed_once_and_keeps_who_said_so() =>
        Given(Done).When(new ConfirmGate("case.request", Today, "On file"), by: LeadOfficer)
            .Then(e => Assert.Equal(new GateConfirmation("case.request", Today, "On file", LeadOfficer.Name), Assert.Single(e.Gates)))
            .And(new ConfirmGate("case.request", Today.AddDays(-1)), by: Deputy).NothingToDo();

    [Fact]
    public void A_confirmation_lapses_when_a_task_of_the_stage_is_reopened_and_is_given_anew() =>
        Given(Done).When(new ConfirmGate("case.request", Today), by: LeadOfficer)
            .And(new ReopenTask("case.request.log", "The note verbale is missing"), by: LeadOfficer)
            .Then(e => Assert.Empty(e.Gates))
            .And(new ConfirmGate("case.request", Today), by: LeadOfficer).Refused(new StageNotDone("case.request", ["case.request.log"]))
            .And(new CompleteTask("case.request.log"), by: LeadOfficer)
            .And(new ConfirmGate("case.request", Today, AsOf: 10), by: LeadOfficer)
            .Refused(new TaskHasMoved("case.request.log", PlanTaskState.Accepted, [PlanTaskState.Accepted, PlanTaskState.Cancelled]))
            .And(new ConfirmGate("case.request", Today, AsOf: 13), by: LeadOfficer).Then(new GateConfirmed("case.request", Today));

    [Fact]
    public void A_task_that_is_added_later_is_told_beside_the_confirmation_until_it_is_done()
    {
        Given(Done).When(new ConfirmGate("case.request", Today), by: LeadOfficer)
            .And(new AddTask(WorkstreamKind.LifeCycle, "case.request", "Translate the request", null, "Translation", ResponsibleRole.Unodc, Unodc, Today, 2), by: LeadOfficer, id: CommandId(20))
            .Then(e => Assert.Equal((Today, 1), (Request(e).Confirmation!.On, Request(e).AddedSince)))
            .And(new CompleteTask("added-" + CommandId(20).ToString("n")), by: LeadOfficer).Then(e => Assert.Equal(0, Request(e).AddedSince));

        static PlanStage Request(Engagement engagement) => engagement.Stages().First(s => s.Stage.Key == "case.request");
    }

    [Fact]
    public void An_open_gate_blocks_nothing() =>
        Given(Done with { Tasks = Done.Tasks.Add(Task("case.scoping.focal", Unodc, stage: "case.scoping", workstream: WorkstreamKind.LifeCycle)) })
            .When(new StartTask("case.scoping.focal"), by: LeadOfficer).Then(new TaskStarted("case.scoping.focal"));

    [Fact]
    public void Later_stages_tell_of_an_open_gate_until_it_is_confirmed()
    {
        var both = Done with { Tasks = Done.Tasks.Add(Task("case.scoping.focal", Unodc, stage: "case.scoping", workstream: WorkstreamKind.LifeCycle)) };
        Assert.Empty(Before(both, "case.request"));
        Assert.Equal(["case.request"], Before(both, "case.scoping"));
        Assert.Equal(["case.request", "case.scoping"], Before(both, "case.design"));
        Given(both).When(new ConfirmGate("case.request", Today), by: LeadOfficer).Then(e => Assert.Empty(Before(e, "case.scoping")));

        static IEnumerable<string> Before(Engagement engagement, string stage) =>
            engagement.OpenGatesBefore(engagement.Stages().Single(s => s.Stage.Key == stage)).Select(s => s.Stage.Key);
    }

    [Fact]
    public void The_stages_of_a_plan_tell_how_far_they_are()
    {
        var stages = Done.Stages().ToDictionary(s => s.Stage.Key);
        Assert.True(stages["case.request"].IsDone);
        Assert.Null(stages["case.request"].Confirmation);
        Assert.Equal(5, stages.Count);
    }
}
