namespace TA.Engagements.Tests;

public sealed class ResultsTests
{
    private static IReadOnlyList<Reached> Of(Engagement engagement, string code) => ResultsReached.Of(engagement, Indicators.Find(code)!);

    private static PlanTask Accepted(string id, string day, OrganizationId? by = null, TaskControl? control = null, ControlFinding? finding = null) =>
        Task(id, by ?? Unodc, PlanTaskState.Accepted, control: control) with { AcceptedOn = Day(day), StartedOn = Day(day), Finding = finding };

    [Fact]
    public void The_24_indicators_are_there_with_their_dimensions()
    {
        Assert.Equal(24, Indicators.All.Count);
        Assert.Equal(["sex", "institution"], Indicators.Find("TRN-1")!.Dimensions);
        Assert.All(Indicators.All.SelectMany(i => i.Dimensions), d => Assert.True(Indicators.Dimensions.ContainsKey(d)));
        Assert.Equal(Measure.Mean, Indicators.Find("TRN-4")!.Measure);
    }

    [Fact]
    public void Coordination_meetings_are_the_accepted_tasks_of_that_name() =>
        Assert.Equal([(2025, 1m), (2026, 2m)], Of(With(
            Accepted("case.delivery.coord", "2025-12-01"), Accepted("case.delivery.coord.2", "2026-01-10"), Accepted("case.delivery.coord.3", "2026-02-10"),
            Task("case.delivery.coord.4"), Accepted("case.delivery.coordinates", "2026-02-10")), "CRD-1").Select(r => (r.Year, r.Value)));

    [Fact]
    public void Partners_count_once_a_year_with_their_type() =>
        Assert.Equal([("40", 1m), ("not-stated", 1m)], Of(With(
            Accepted("a", "2026-01-10", Iom), Accepted("b", "2026-02-10", Iom), Accepted("c", "2026-02-10", Ministry), Accepted("d", "2026-02-10", Unodc), Task("e", Unicef)), "CRD-2")
            .Single().Cells.Select(c => (c.Category, c.Value)));

    [Fact]
    public void A_partner_whose_task_is_still_open_takes_part_beside_one_that_began_later() =>
        Assert.Equal([(2024, 1m), (2025, 1m), (2026, 2m)], Of(With(
            Task("a", Iom, state: PlanTaskState.InProgress) with { StartedOn = Day("2024-03-01") }, Accepted("b", "2026-02-10", Unicef)), "CRD-2").Select(r => (r.Year, r.Value)));

    [Fact]
    public void A_national_counterpart_is_no_partner() =>
        Assert.Empty(Of(With(Accepted("a", "2026-01-10", Ministry)) with { Participants = [new(Ministry, "Ministry of Justice", ParticipationPart.NationalCounterpart)] }, "CRD-2"));

    [Fact]
    public void Risk_assessments_in_force_are_told_out_of_those_that_are_needed()
    {
        var found = new ControlFinding("Low risk");
        var engagement = With(
            Accepted("a", "2025-05-01", control: TaskControl.HumanRights, finding: found), Accepted("b", "2026-02-01", control: TaskControl.HumanRights, finding: found),
            Task("c", control: TaskControl.HumanRights), Accepted("d", "2026-02-01", control: TaskControl.HumanRights, finding: new(NotApplicableBecause: "No support to forces")),
            Task("e", state: PlanTaskState.Cancelled, control: TaskControl.HumanRights));
        Assert.Equal([(2025, 1m, 1m), (2026, 2m, 3m)], Of(engagement, "HR-1").Select(r => (r.Year, r.Value, r.Of!.Value)));
    }

    [Fact]
    public void A_finding_is_acted_on_once_all_its_tasks_are_done_and_one_was_accepted()
    {
        var finding = new ReviewFinding { Text = "A", Source = "B", ReportedOn = Today, Instrument = ReviewedInstrument.SomProtocol, Tasks = ["a", "b"] };
        Assert.Empty(Of(With(Accepted("a", "2026-02-01"), Task("b")) with { Results = new() { Findings = [finding] } }, "REV-1"));
        Assert.Empty(Of(With(Task("a", state: PlanTaskState.Cancelled), Task("b", state: PlanTaskState.Cancelled)) with { Results = new() { Findings = [finding] } }, "REV-1"));
        var reached = Of(With(Accepted("a", "2025-02-01"), Accepted("b", "2026-02-01")) with { Results = new() { Findings = [finding] } }, "REV-1").Single();
        Assert.Equal((2026, new ReachedCell("instrument", "som", 1)), (reached.Year, reached.Cells.Single()));
    }

    [Fact]
    public void What_is_entered_counts_only_while_the_work_says_nothing_of_the_year()
    {
        var entered = new EnteredActual { Year = 2025, Value = 7, Source = "Minutes" };
        var engagement = With() with { Results = new() { Chosen = [new() { Code = "CRD-1", Entered = [entered] }] } };
        Assert.Equal((7m, false, "Minutes"), Of(engagement, "CRD-1").Select(r => (r.Value, r.FromWork, r.Source)).Single());
        Assert.Equal((1m, true), Of(engagement with { Tasks = [Accepted("case.delivery.coord", "2025-12-01")] }, "CRD-1").Select(r => (r.Value, r.FromWork)).Single());
    }

    [Fact]
    public void A_data_product_that_was_taken_back_no_longer_counts()
    {
        var product = new DataProduct { Title = "Routes", SharedOn = Day("2026-02-10"), SharedWith = "IOM" };
        Assert.Single(Of(With() with { Results = new() { Products = [product] } }, "DAT-1"));
        Assert.Empty(Of(With() with { Results = new() { Products = [product with { WithdrawnBecause = "Twice" }] } }, "DAT-1"));
    }

    [Fact]
    public void Numbers_of_years_are_added_and_states_of_affairs_are_not()
    {
        Assert.Equal(9, ResultsReached.ToDate(Indicators.Find("TRN-3")!, [new(2025, 4, null, [], true), new(2026, 5, null, [], true)])!.Value);
        Assert.Equal((2026, 5m), ResultsReached.ToDate(Indicators.Find("UNIT-4")!, [new(2025, 4, null, [], true), new(2026, 5, null, [], true)]) is { } newest ? (newest.Year, newest.Value) : default);
        Assert.Null(ResultsReached.ToDate(Indicators.Find("TRN-3")!, []));
    }

    [Fact]
    public void A_share_out_of_nothing_has_no_value()
    {
        Assert.Null(ResultsReached.Shown(Measure.Share, 0, 0));
        Assert.Equal(33.3m, ResultsReached.Shown(Measure.Share, 1, 3));
        Assert.Equal(12.5m, ResultsReached.Shown(Measure.Mean, 250, 20));
    }

    [Fact]
    public void Every_task_of_the_playbooks_has_its_focus() =>
        Assert.All(Enum.GetValues<WorkstreamKind>().SelectMany(w => Playbooks.Current(w).Tasks), task => Assert.NotNull(Balance.OfPlaybook(task.Key)));

    [Fact]
    public void The_balance_counts_working_days_and_halves_what_serves_both()
    {
        var plan = With(
            Task("unit.equip.buy"), Task("leg.draft.child", dates: Span("2026-03-09", "2026-04-03")), Task("leg.draft.v1"), Task("case.request.log"), Task("added-1"), Task("leg.draft.rights", state: PlanTaskState.Cancelled));
        Assert.Equal(new Balance(10, 20, 10, 10, 1), Balance.Of(plan));
        Assert.Equal((37.5m, 62.5m), (Balance.Of(plan).CriminalJusticeShare!.Value, Balance.Of(plan).ProtectionShare!.Value));
        Assert.Null(Balance.Of(With()).ProtectionShare);
    }

    [Fact]
    public void The_balance_counts_the_days_that_are_agreed_now() =>
        Given(With(Task("unit.equip.buy", dates: March), Task("leg.draft.child", dates: March)))
            .When(new RescheduleTasks([new("leg.draft.child", new(March, Span("2026-03-09", "2026-04-03")))]), by: LeadOfficer)
            .Then(e => Assert.Equal(new Balance(10, 20, 0, 0, 0), Balance.Of(e)));

    [Fact]
    public void An_officer_sets_the_focus_of_a_task_and_takes_it_back() =>
        Given(With(Task("leg.draft.v1")))
            .When(new ClassifyTask("leg.draft.v1", new(null, WorkFocus.Protection)), by: LeadOfficer).Then(e => Assert.Equal(WorkFocus.Protection, Balance.FocusOf(e, "leg.draft.v1")))
            .And(new ClassifyTask("leg.draft.v1", new(WorkFocus.Protection, null)), by: LeadOfficer).Then(e => Assert.Equal(WorkFocus.Both, Balance.FocusOf(e, "leg.draft.v1")));

    [Fact]
    public void A_task_of_a_session_has_the_focus_of_the_task_it_was_made_from() => Assert.Equal(WorkFocus.Both, Balance.OfPlaybook("trn.deliver.session.s3"));
}
