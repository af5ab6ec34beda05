using static TA.Engagements.PlanTaskState;
using static TA.Engagements.Tests.Example;

namespace TA.Engagements.Tests;

internal static class PartnerExamples
{
    private static readonly TaskId Draft = "leg.draft.v1";
    private static readonly Participation Donor = new(new("norway"), "Norway", ParticipationPart.Donor);
    private static readonly Participation UnicefJoins = new(Unicef, "UNICEF", ParticipationPart.Partner);

    public static IEnumerable<Example> All =>
    [
        Accepted("A donor is entered among the organizations", With(), new AddParticipant(Donor), LeadOfficer, new ParticipantAdded(Donor)),
        Nothing("An organization is entered once in a part", With() with { Participants = [Donor] }, new AddParticipant(Donor), LeadOfficer),
        Refused("Not more organizations take part than there is room for",
            With() with { Participants = Enumerable.Range(1, Limits.Organizations).Select(n => new Participation(new($"org-{n}"), $"Organization {n}", ParticipationPart.Partner)).ToItems() },
            new AddParticipant(Donor), LeadOfficer, new TooMany("participants", Limits.Organizations)),

        Accepted("Who fills a role is said once, and all its open tasks that nobody has are assigned",
            With(Task("leg.a", ofNobody: true), Task("leg.b", state: InProgress, ofNobody: true), Task("leg.c", ofNobody: true, role: ResponsibleRole.Ngo)),
            new FillRole(ResponsibleRole.Igo, null, new(null, Unicef), "UNICEF"), LeadOfficer,
            new ParticipantAdded(UnicefJoins), new RoleWasFilled(ResponsibleRole.Igo, null, Unicef, ["leg.a", "leg.b"])),
        Refused("UNODC's own role is filled by UNODC",
            With(), new FillRole(ResponsibleRole.Unodc, null, new(null, Iom), "IOM"), LeadOfficer, new RoleNotOpen(ResponsibleRole.Unodc)),
        Refused("Two officers do not fill a role with two organizations",
            With() with { Roles = [new(ResponsibleRole.Igo, Iom)] }, new FillRole(ResponsibleRole.Igo, null, new(null, Unicef), "UNICEF"), LeadOfficer,
            new EditConflict([new("organization", null, "iom", "unicef")])),

        Accepted("Several tasks are given to an organization and a person there",
            With(Task("leg.a", Iom), Task("leg.b", ofNobody: true)), new AssignTasks([new("leg.a", Iom), new("leg.b", null)], Unicef, "UNICEF", new("unicef-user")), LeadOfficer,
            new ParticipantAdded(UnicefJoins), new TasksAssigned(["leg.a", "leg.b"], Unicef, new("unicef-user"))),
        Accepted("A declined task is given to another organization and planned again",
            With(Task("leg.draft.v1", Unicef, Declined)), new AssignTasks([new(Draft, Unicef)], Iom, "IOM"), LeadOfficer, new TasksAssigned([Draft], Iom)),
        Nothing("A task that a colleague has given to the same organization is given", With(Task("leg.draft.v1", Iom)), new AssignTasks([new(Draft, null)], Iom, "IOM"), LeadOfficer),
        Refused("A task that a colleague has given to a third organization is not taken away",
            With(Task("leg.draft.v1", Unicef)), new AssignTasks([new(Draft, null)], Iom, "IOM"), LeadOfficer,
            new EditConflict([new("leg.draft.v1.organization", null, "unicef", "iom")])),
        Refused("A task that is done is not given to anybody",
            With(Task("leg.draft.v1", Unicef, PlanTaskState.Accepted)), new AssignTasks([new(Draft, Unicef)], Iom, "IOM"), LeadOfficer, new TaskClosed(Draft, PlanTaskState.Accepted)),
        Refused("A list without tasks assigns nothing",
            With(), new AssignTasks([], Iom, "IOM"), LeadOfficer, new Malformed([new("tasks", FieldFaultKind.Empty)])),

        Accepted("A partner hands a task to a colleague",
            With(Task("leg.draft.v1")), new HandTask(Draft, new(null, Colleague)), PartnerUserOf(Iom), new TaskHanded(Draft, new(null, Colleague))),
        Refused("A task that is done is not handed to a colleague",
            With(Task("leg.draft.v1", state: PlanTaskState.Accepted)), new HandTask(Draft, new(null, Colleague)), PartnerUserOf(Iom), new TaskClosed(Draft, PlanTaskState.Accepted)),
        Refused("A partner does not hand a task to somebody of another organization",
            With(Task("leg.draft.v1")), new HandTask(Draft, new(null, new UserId("unicef-user"))), PartnerUserOf(Iom), new PersonOfAnother("person.to", new("unicef-user"), Iom)),
        Refused("A task that nobody answers for is handed to nobody",
            With(Task("leg.draft.v1", ofNobody: true)), new HandTask(Draft, new(null, Colleague)), LeadOfficer, new PersonOfAnother("person.to", Colleague, null)),
        Refused("A task is given to a person of the organization that shall answer for it",
            With(Task("leg.draft.v1", Iom)), new AssignTasks([new(Draft, Iom)], Unicef, "UNICEF", Colleague), LeadOfficer, new PersonOfAnother("person", Colleague, Unicef)),
    ];
}
