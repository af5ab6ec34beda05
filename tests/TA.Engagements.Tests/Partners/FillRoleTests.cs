namespace TA.Engagements.Tests;

public sealed class FillRoleTests
{
    [Fact]
    public void Another_organization_takes_over_what_the_former_one_has_not_begun() =>
        Given(With(Task("begun", state: PlanTaskState.InProgress), Task("planned"), Task("of-another", Unicef)) with { Roles = [new(ResponsibleRole.Igo, Iom)] })
            .When(new FillRole(ResponsibleRole.Igo, null, new(Iom, new OrganizationId("osce")), "OSCE"), by: LeadOfficer)
            .Then(e => Assert.Equal(["iom", "osce", "unicef"], e.Tasks.Select(t => t.Organization!.Value.Value)));

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
    public void A_declined_task_waits_for_an_officer_when_its_role_is_filled_anew() =>
        Given(With(Task("a", state: PlanTaskState.Declined)) with { Roles = [new(ResponsibleRole.Igo, Iom)] })
            .When(new FillRole(ResponsibleRole.Igo, null, new(Iom, Unicef), "UNICEF"), by: LeadOfficer)
            .Then(TaskIs("a", PlanTaskState.Declined), TheTask("a", t => Assert.Equal(Iom, t.Organization)));

    [Fact]
    public void A_role_is_filled_by_somebody() =>
        Given(With() with { Roles = [new(ResponsibleRole.Igo, Iom)] }).When(new FillRole(ResponsibleRole.Igo, null, new(Iom, null), "Nobody"), by: LeadOfficer)
            .Malformed("organization.to", FieldFaultKind.Blank);

    [Fact]
    public void An_organization_that_would_be_one_too_many_gets_no_role_and_no_tasks()
    {
        var full = With(Task("a")) with
        {
            Participants = Enumerable.Range(1, Limits.Organizations).Select(n => new Participation(new($"org-{n}"), $"Organization {n}", ParticipationPart.Partner)).ToItems(),
        };
        Given(full).When(new FillRole(ResponsibleRole.Ngo, null, new(null, Unicef), "UNICEF"), by: LeadOfficer).Refused(new TooMany("participants", Limits.Organizations))
            .And(new AssignTasks([new("a", Iom)], Unicef, "UNICEF"), by: LeadOfficer).Refused(new TooMany("participants", Limits.Organizations))
            .And(new AssignTasks([new("a", Iom)], Unodc, "UNODC"), by: LeadOfficer).Then(TheTask("a", t => Assert.Equal(Unodc, t.Organization)));
    }
}
