namespace TA.Engagements.Tests;

public sealed class AdoptPlaybookTests
{
    private static readonly WorkstreamKind[] Three = [WorkstreamKind.Legislation, WorkstreamKind.SpecializedUnit, WorkstreamKind.Training];

    public static TheoryData<string> Orders =>
        [.. Three.SelectMany(a => Three.SelectMany(b => Three.Select(c => (WorkstreamKind[])[a, b, c]))).Where(o => o.Distinct().Count() == 3).Select(o => string.Join(" ", o))];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Whatever_the_order_in_which_workstreams_come_the_links_between_them_are_the_same(string order)
    {
        var together = Links(Opened(Three).Engagement!);
        var story = Given(Opened()).When(new ChangeEngagement { Edits = new() { Workstreams = new([], Three.ToItems()) } }, by: LeadOfficer);
        foreach (var workstream in order.Split(' ').Select(Enum.Parse<WorkstreamKind>))
            story = story.And(new AdoptPlaybook(workstream, Today), by: LeadOfficer);
        story.Then(e => Assert.Equal(together, Links(e)));

        static IEnumerable<string> Links(Engagement e) => e.Tasks.SelectMany(t => t.Predecessors.Where(p => !p.Informs).Select(p => $"{p} > {t.Id}")).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void A_unit_that_is_laid_out_before_the_training_moves_behind_it() =>
        Given(Opened(WorkstreamKind.SpecializedUnit)).When(new ChangeEngagement { Edits = new() { Workstreams = new([WorkstreamKind.SpecializedUnit], [WorkstreamKind.SpecializedUnit, WorkstreamKind.Training]) } }, by: LeadOfficer)
            .And(new AdoptPlaybook(WorkstreamKind.Training, Day("2027-01-04")), by: LeadOfficer)
            .Then(e =>
            {
                Assert.Contains("trn.tot.certify", e.Find("unit.launch.induct")!.Predecessors);
                Assert.True(e.Find("unit.launch.induct")!.Dates.Start > e.Find("trn.tot.certify")!.Dates.Due);
            });

    [Fact]
    public void Workstreams_are_laid_out_from_the_day_on_which_delivery_is_to_begin()
    {
        var plan = Opened(Three).Engagement!;
        var work = plan.Tasks.Where(t => t.Workstream != WorkstreamKind.LifeCycle).ToList();
        Assert.Equal(plan.Find("case.delivery.kickoff")!.Dates.Start, work.Min(t => t.Dates.Start));
    }

    [Fact]
    public void A_unit_that_is_laid_out_after_delivery_has_begun_starts_on_the_day_asked() =>
        Given(Opened().Engagement! with { State = EngagementState.Delivery }).When(new ChangeEngagement { Edits = new() { Workstreams = new([], [WorkstreamKind.SpecializedUnit]) } }, by: LeadOfficer)
            .And(new AdoptPlaybook(WorkstreamKind.SpecializedUnit, Today), by: LeadOfficer)
            .Then(e => Assert.Equal(Today, e.Find("unit.assess.needs")!.Dates.Start));

    [Fact]
    public void A_signature_that_slips_moves_the_workstreams_and_not_once_delivery_has_begun()
    {
        var plan = Opened(WorkstreamKind.Training).Engagement!;
        var (signature, first) = (plan.Find("case.design.sign")!.Dates, plan.Find("trn.analyse.tna")!.Dates);
        var later = new RescheduleTasks([new("case.design.sign", new(signature, new(signature.Start.AddDays(14), signature.Due.AddDays(14))))]);
        Given(Opened(WorkstreamKind.Training)).When(later, by: LeadOfficer).Then(e => Assert.Equal(first.Start.AddDays(14), e.Find("trn.analyse.tna")!.Dates.Start));
        Given(plan with { State = EngagementState.Delivery }).When(later, by: LeadOfficer).Then(e => Assert.Equal(first, e.Find("trn.analyse.tna")!.Dates));
    }

    [Fact]
    public void The_evaluation_waits_for_the_last_task_of_the_workstreams_and_moves_with_it()
    {
        var plan = Opened(Three).Engagement!;
        var last = plan.Tasks.Where(t => t.Workstream != WorkstreamKind.LifeCycle).MaxBy(t => t.Dates.Due)!;
        var evaluation = plan.Find("case.closure.eval")!;
        Assert.True(evaluation.Dates.Start > last.Dates.Due);
        Given(Opened(Three)).When(new RescheduleTasks([new(last.Id, new(last.Dates, new(last.Dates.Start, last.Dates.Due.AddDays(28))))]), by: LeadOfficer)
            .Then(e => Assert.Equal(evaluation.Dates.Start.AddDays(28), e.Find("case.closure.eval")!.Dates.Start));
        Given(Opened(Three)).When(new RescheduleTasks([new(evaluation.Id, new(evaluation.Dates, new(last.Dates.Due, evaluation.Dates.Due)))]), by: LeadOfficer)
            .Refused(new StartsBeforePredecessor(evaluation.Id, last.Id, evaluation.Dates.Start));
    }

    [Fact]
    public void A_task_that_is_added_to_a_workstream_moves_the_evaluation_unless_it_waits_for_it()
    {
        var evaluation = Opened(Three).Engagement!.Find("case.closure.eval")!;
        var late = new AddTask(WorkstreamKind.Training, null, "Follow up", null, "Report", ResponsibleRole.Unodc, null, evaluation.Dates.Due, 5);
        Given(Opened(Three)).When(late, by: LeadOfficer).Then(e => Assert.True(e.Find(evaluation.Id)!.Dates.Start > e.Tasks.Single(t => t.Title == "Follow up").Dates.Due));
        Given(Opened(Three)).When(late with { Predecessors = [new(evaluation.Id)] }, by: LeadOfficer).Then(e => Assert.Equal(evaluation.Dates, e.Find(evaluation.Id)!.Dates));
    }

    [Fact]
    public void No_playbook_both_waits_for_others_and_is_waited_for_so_that_adopting_one_never_closes_a_circle()
    {
        WorkstreamKind Of(TaskId task) => Enum.GetValues<WorkstreamKind>().Single(w => Playbooks.Current(w).Tasks.Any(t => t.Key == task));
        Assert.Empty(Playbooks.Links.Where(l => l.Blocks).Select(l => Of(l.From)).Intersect(Playbooks.Links.Where(l => l.Blocks).Select(l => Of(l.To))));
    }

    [Fact]
    public void An_imported_engagement_without_a_plan_can_get_one() =>
        Given(Imported)
            .When(new ChangeEngagement { Edits = new() { Workstreams = new([], [WorkstreamKind.Training]) } }, by: OtherOfficer)
            .And(new AdoptPlaybook(WorkstreamKind.Training, Today), by: OtherOfficer)
            .And(new AdoptPlaybook(WorkstreamKind.LifeCycle, Today), by: OtherOfficer)
            .Then(TaskIs("trn.analyse.tna", PlanTaskState.Ready), TaskIs("trn.design.adapt", PlanTaskState.Planned), e => Assert.Equal(2, e.Playbooks.Count));

    [Fact]
    public void The_playbooks_hold_86_tasks_in_24_stages_and_every_key_once()
    {
        var playbooks = Enum.GetValues<WorkstreamKind>().Select(Playbooks.Current).ToList();
        Assert.Equal(86, playbooks.SelectMany(p => p.Tasks).Select(t => t.Key).Distinct().Count());
        Assert.Equal(24, playbooks.SelectMany(p => p.Stages).Select(s => s.Key).Distinct().Count());
        Assert.Equal(2, Playbooks.Links.Count(l => l.Blocks));
        Assert.Equal(3, Playbooks.Links.Count(l => !l.Blocks));
    }

    [Fact]
    public void A_link_that_only_informs_gives_a_notice_and_blocks_nothing()
    {
        var engagement = Opened(Three).Engagement! with { State = EngagementState.Delivery };
        Assert.Equal(new TaskId("leg.passage.promulgate"), Assert.Single(engagement.Notices("trn.design.adapt")).From);
        Assert.Contains(new Predecessor("leg.passage.promulgate", Informs: true), engagement.Find("trn.design.adapt")!.Predecessors);
    }
}
