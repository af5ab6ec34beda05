namespace TA.Engagements.Tests;

public sealed class FillRoleTests
{
    [Fact]
    public void Another_organization_takes_over_what_the_former_one_has_not_begun() =>
        Given(With(Task("begun", state: PlanTaskState.InProgress), Task("planned"), Task("of-another", Unicef)) with { Roles = [new(ResponsibleRole.Igo, Iom)] })
            .When(new FillRole(ResponsibleRole.Igo, null, new(Iom, new OrganizationId("osce")), "OSCE"), by: LeadOfficer)
            .Then(e => Assert.Equal(["iom", "osce", "unicef"], e.Tasks.Select(t => t.Organization!.Value.Value)));

    [Fact]
    public void A_task_that_nobody_answers_for_goes_to_who_fills_the_role_though_it_is_under_way() =>
        Given(With(Task("begun", ofNobody: true, state: PlanTaskState.InProgress), Task("submitted", ofNobody: true, state: PlanTaskState.Submitted), Task("done", ofNobody: true, state: PlanTaskState.Accepted)))
            .When(new FillRole(ResponsibleRole.Igo, null, new(null, Iom), "IOM"), by: LeadOfficer)
            .Then(e => Assert.Equal([Iom, Iom, null], e.Tasks.Select(t => t.Organization)));

    [Fact]
    public void A_role_filled_for_one_workstream_is_left_alone_when_it_is_filled_for_all() =>
        Given(With(Task("law"), Task("course", workstream: WorkstreamKind.Training)) with { Roles = [new(ResponsibleRole.Igo, Iom, WorkstreamKind.Legislation), new(ResponsibleRole.Igo, Iom)] })
            .When(new FillRole(ResponsibleRole.Igo, null, new(Iom, Unicef), "UNICEF"), by: LeadOfficer)
            .Then(e => Assert.Equal([Iom, Unicef], e.Tasks.Select(t => t.Organization!.Value)));

    [Fact]
    public void A_role_filled_for_one_workstream_takes_over_from_the_one_for_all_there() =>
        Given(With(Task("law"), Task("course", workstream: WorkstreamKind.Training)) with { Roles = [new(ResponsibleRole.Igo, Iom)] })
            .When(new FillRole(ResponsibleRole.Igo, WorkstreamKind.Training, new(null, Unicef), "UNICEF"), by: LeadOfficer)
            .Then(e => Assert.Equal([Iom, Unicef], e.Tasks.Select(t => t.Organization!.Value)));

    [Fact]
    public void Tasks_of_a_playbook_that_is_adopted_later_go_to_who_fills_the_role() =>
        Given(With()).When(new FillRole(ResponsibleRole.NationalCounterpart, null, new(null, Ministry), "Ministry of Justice"), by: LeadOfficer)
            .Then(e => Assert.Contains(new Participation(Ministry, "Ministry of Justice", ParticipationPart.NationalCounterpart), e.Participants))
            .And(new AdoptPlaybook(WorkstreamKind.Legislation, Today), by: LeadOfficer)
            .Then(TheTask("leg.draft.v1", t => Assert.Equal(Ministry, t.Organization)), TheTask("leg.draft.consult", t => Assert.Null(t.Organization)));

    [Fact]
    public void A_task_that_was_declined_before_it_began_goes_to_who_fills_the_role_now_and_one_that_was_under_way_waits_for_an_officer() =>
        Given(With(Task("new", state: PlanTaskState.Declined), Task("begun", state: PlanTaskState.Declined) with { StartedOn = Today, PercentDone = 40 }) with { Roles = [new(ResponsibleRole.Igo, Iom)] })
            .When(new FillRole(ResponsibleRole.Igo, null, new(Iom, Unicef), "UNICEF"), by: LeadOfficer)
            .Then(TaskIs("new", PlanTaskState.Ready), TheTask("new", t => Assert.Equal((Unicef, null), (t.Organization, t.Because))))
            .Then(TaskIs("begun", PlanTaskState.Declined), TheTask("begun", t => Assert.Equal((Iom, 40), (t.Organization, t.PercentDone))));

    [Fact]
    public void What_an_organization_has_declined_does_not_come_back_to_it_with_the_role() =>
        Given(With(Task("a", state: PlanTaskState.Declined)) with { Roles = [new(ResponsibleRole.Igo, Iom)] }).When(new FillRole(ResponsibleRole.Igo, WorkstreamKind.Legislation, new(null, Iom), "IOM"), by: LeadOfficer)
            .Then(TaskIs("a", PlanTaskState.Declined));

    [Fact]
    public void A_role_is_filled_by_somebody() =>
        Given(With() with { Roles = [new(ResponsibleRole.Igo, Iom)] }).When(new FillRole(ResponsibleRole.Igo, null, new(Iom, null), "Nobody"), by: LeadOfficer)
            .Malformed("organization.to", FieldFaultKind.Blank);

    [Fact]
    public void An_organization_that_gets_a_task_of_its_own_takes_part_from_then_on() =>
        Given(With()).When(ATaskOf(Unicef), by: LeadOfficer)
            .Then(e => Assert.Contains(new Participation(Unicef, "United Nations Children's Fund", ParticipationPart.Partner), e.Participants))
            .And(ATaskOf(Unicef), by: LeadOfficer).Then(e => Assert.Equal([Iom, Unicef], e.Participants.Select(p => p.Organization)))
            .And(ATaskOf(new("osce-mission")), by: LeadOfficer).Then(e => Assert.Equal("osce-mission", e.Participants[2].Name));

    private static AddTask ATaskOf(OrganizationId organization) => new(WorkstreamKind.LifeCycle, null, "Audit", null, "Report", ResponsibleRole.Igo, organization, Today, 3);

    [Fact]
    public void An_organization_that_would_be_one_too_many_gets_no_role_and_no_tasks()
    {
        var full = With(Task("a")) with
        {
            Participants = Enumerable.Range(1, Limits.Organizations).Select(n => new Participation(new($"org-{n}"), $"Organization {n}", ParticipationPart.Partner)).ToItems(),
        };
        Given(full).When(new FillRole(ResponsibleRole.Ngo, null, new(null, Unicef), "UNICEF"), by: LeadOfficer).Refused(new TooMany("participants", Limits.Organizations))
            .And(new AssignTasks([new("a", Iom)], Unicef, "UNICEF"), by: LeadOfficer).Refused(new TooMany("participants", Limits.Organizations))
            .And(ATaskOf(Unicef), by: LeadOfficer).Refused(new TooMany("participants", Limits.Organizations))
            .And(ATaskOf(Unodc), by: LeadOfficer).Then(e => Assert.Equal(Limits.Organizations, e.Participants.Count))
            .And(new AssignTasks([new("a", Iom)], Unodc, "UNODC"), by: LeadOfficer).Then(TheTask("a", t => Assert.Equal(Unodc, t.Organization)));
    }
}
