using static TA.Engagements.Tests.Example;

namespace TA.Engagements.Tests;

internal static class OpeningExamples
{
    private static readonly Provenance FromFile = new("GLOT59", "GLO/T59", "https://example.org/glot59", StatusStated: true, "12 prosecutors trained", Note: null);
    private static readonly Contribution FromNorway = new(CommandId(77), "Norway", new(250_000m, "NOK"));
    private static readonly Participation TheMinistry = new(Ministry, "Ministry of Justice", ParticipationPart.NationalCounterpart);

    internal static readonly KeptEdit Kept = new(
        CommandId(9), null, [new("title", "Old title", Details.Title, "Offline title")], new() { Title = new("Old title", "Offline title") });

    private static readonly Engagement Requested = In(EngagementState.Requested);

    public static IEnumerable<Example> All =>
    [
        AcceptedAs("An engagement is opened on the request of a State and gets the tasks of the life cycle",
            null, new OpenEngagement(Details with { Workstreams = [] }, Request, LeadOfficer.User, Today), LeadOfficer, typeof(EngagementOpened), typeof(PlaybookAdopted)),
        AcceptedAs("An engagement opened with two workstreams gets the tasks of both at once",
            null, new OpenEngagement(Details with { Workstreams = [WorkstreamKind.Training, WorkstreamKind.Legislation] }, Request, null, Today), OtherOfficer,
            typeof(EngagementOpened), typeof(PlaybookAdopted), typeof(PlaybookAdopted), typeof(TasksRescheduled), typeof(PlaybookAdopted)),
        Refused("An engagement needs a topic",
            null, new OpenEngagement(Details with { Topics = default }, Request, null, Today), LeadOfficer, new TopicNeeded()),
        Refused("Aruba is no Member State",
            null, new OpenEngagement(Details with { MemberState = "ABW" }, Request, null, Today), LeadOfficer, new NoMemberState("ABW")),
        Refused("A request cannot have been received tomorrow",
            null, new OpenEngagement(Details, Request with { ReceivedOn = Today.AddDays(1) }, null, Today), LeadOfficer, new DateInFuture("request.receivedOn", Today.AddDays(1))),
        Refused("An engagement serves no article that a protocol has not",
            null, new OpenEngagement(Details with { Mandate = new([], ["TIP-9.1", "SOM-14", "ICRMW-16", "TIP-99"]) }, Request, null, Today), LeadOfficer,
            new NoSuchName("details.mandate.provisions", "TIP-99")),
        Refused("An engagement cannot end before it starts",
            null, new OpenEngagement(Details with { Start = new(2026), End = new(2025, 12) }, Request, null, Today), LeadOfficer, new DatesReversed("details.end")),
        Refused("The life cycle is no workstream that can be chosen",
            null, new OpenEngagement(Details with { Workstreams = [WorkstreamKind.LifeCycle] }, Request, null, Today), LeadOfficer, new WorkstreamNotChosen(WorkstreamKind.LifeCycle)),
        Refused("A plan that begins at the end of the century would run past it",
            null, new OpenEngagement(Details, Request, null, Day("2100-12-01")), LeadOfficer, new EndsTooLate("case.scoping.mission", Limits.LastDate)),
        Refused("An engagement that exists is not opened again",
            Requested, new OpenEngagement(Details, Request, null, Today), LeadOfficer, new AlreadyOpen(Reference)),
        Refused("A partner opens no engagement",
            null, new OpenEngagement(Details, Request, null, Today), PartnerUserOf(Iom), new OfficersOnly()),
        Refused("Nothing is done to an engagement that does not exist",
            null, new MarkAsSample(), LeadOfficer, new EngagementUnknown(Reference)),

        Accepted("An engagement read from a source outside enters in the state it has there",
            null, new RecordEngagement(Details with { Topics = default, Workstreams = [] }, EngagementState.Delivery, FromFile, [FromNorway], [TheMinistry]), Importer,
            new EngagementRecorded(Reference, Details with { Topics = default, Workstreams = [] }, EngagementState.Delivery, FromFile, [FromNorway], [TheMinistry])),
        Refused("An engagement with a territory is not entered",
            null, new RecordEngagement(Details with { MemberState = "ABW" }, EngagementState.Closed, FromFile), Importer, new NoMemberState("ABW")),
        Refused("An officer does not enter engagements past the request",
            null, new RecordEngagement(Details, EngagementState.Delivery, FromFile), LeadOfficer, new OfficersOnly()),

        Accepted("The title and the lead office are changed together",
            Requested, new ChangeEngagement { Edits = new() { Title = new(Details.Title, "Penal code reform"), LeadOffice = new("Nairobi", "Vienna") } }, LeadOfficer,
            new EngagementChanged(new() { Title = new(Details.Title, "Penal code reform"), LeadOffice = new("Nairobi", "Vienna") })),
        Accepted("A budget is entered where there was none",
            Requested, new ChangeEngagement { Edits = new() { Budget = new(null, new Money(1_200_000m, "USD")) } }, Deputy,
            new EngagementChanged(new() { Budget = new(null, new Money(1_200_000m, "USD")) })),
        Nothing("A title that is already what the officer wants needs no change",
            Requested, new ChangeEngagement { Edits = new() { Title = new("Something older", Details.Title) } }, LeadOfficer),
        Refused("A title that a colleague has changed meanwhile is not overwritten, and nothing else is written",
            Requested, new ChangeEngagement { Edits = new() { Title = new("Old title", "My title"), LeadOffice = new("Nairobi", "Vienna") } }, LeadOfficer,
            new EditConflict([new("title", "Old title", Details.Title, "My title")])),
        Accepted("Of work done offline free fields are applied and conflicts are kept with both values",
            Requested, new ChangeEngagement { Edits = new() { Title = new("Old title", "My title"), LeadOffice = new("Nairobi", "Vienna") }, OnConflict = OnConflict.Keep }, LeadOfficer,
            new EngagementChanged(new() { LeadOffice = new("Nairobi", "Vienna") }),
            new EditKept(new(CommandId(1), null, [new("title", "Old title", Details.Title, "My title")], new() { Title = new("Old title", "My title"), LeadOffice = new("Nairobi", "Vienna") }))),
        Refused("A request cannot come to have been received tomorrow",
            Requested, new ChangeEngagement { Edits = new() { Request = new(Request, Request with { ReceivedOn = Today.AddDays(1) }) } }, LeadOfficer,
            new DateInFuture("edits.request.to.receivedOn", Today.AddDays(1))),
        Refused("A request that is on record is not taken away",
            Requested, new ChangeEngagement { Edits = new() { Request = new(Request, null) } }, LeadOfficer, new Malformed([new("edits.request.to", FieldFaultKind.Blank)])),
        Refused("Whoever leads an engagement is no deputy as well",
            Requested, new ChangeEngagement { Edits = new() { Deputies = new([Deputy.User], [Deputy.User, LeadOfficer.User]) } }, LeadOfficer, new LeadsAlready("edits.deputies.to", LeadOfficer.User)),
        Refused("An article that no treaty has is not added to a mandate",
            Requested, new ChangeEngagement { Edits = new() { Mandate = new(Details.Mandate, Details.Mandate with { Provisions = ["TIP-5.1", "whatever"] }) } }, LeadOfficer,
            new NoSuchName("edits.mandate.to.provisions", "whatever")),
        Accepted("An article that an earlier release took is no hindrance to a change of the mandate",
            Requested with { Details = Details with { Mandate = new(["a"], ["whatever"]) } },
            new ChangeEngagement { Edits = new() { Mandate = new(new(["a"], ["whatever"]), new(["b"], ["whatever"])) } }, LeadOfficer,
            new EngagementChanged(new() { Mandate = new(new(["a"], ["whatever"]), new(["b"], ["whatever"])) })),
        Refused("The last topic cannot be taken away",
            Requested, new ChangeEngagement { Edits = new() { Topics = new(Details.Topics, default) } }, LeadOfficer, new TopicNeeded()),
        Refused("A workstream whose tasks are open cannot be taken away",
            With(Task("leg.draft.v1"), Task("leg.draft.v2", state: PlanTaskState.Cancelled)),
            new ChangeEngagement { Edits = new() { Workstreams = new(Details.Workstreams, [WorkstreamKind.Training]) } }, LeadOfficer, new WorkstreamHasTasks(WorkstreamKind.Legislation, 1)),
        Refused("Nothing is changed in an engagement that has ended",
            In(EngagementState.Closed), new ChangeEngagement { Edits = new() { Title = new(Details.Title, "Penal code reform") } }, LeadOfficer, new EngagementEnded(EngagementState.Closed)),
        Refused("No more conflicts are kept than there is room for",
            Requested with { Conflicts = Enumerable.Range(0, Limits.Conflicts).Select(n => Kept with { Id = CommandId(500 + n) }).ToItems() },
            new ChangeEngagement { Edits = new() { Title = new("Old title", "My title") }, OnConflict = OnConflict.Keep }, LeadOfficer, new TooMany("conflicts", Limits.Conflicts)),
        Refused("A title of spaces is no title",
            Requested, new ChangeEngagement { Edits = new() { Title = new(Details.Title, "   ") } }, LeadOfficer, new Malformed([new("edits.title.to", FieldFaultKind.Blank)])),
        Refused("An identifier that was used for one command is not taken for another",
            Requested, new ChangeEngagement { Edits = new() { Title = new(Details.Title, "Penal code reform") } }, LeadOfficer, new CommandIdReused(CommandId(1)))
            with { SameIdBefore = new MarkAsSample() },

        Accepted("A conflict is settled by taking the value that was wanted",
            Requested with { Conflicts = [Kept] }, new SettleConflict(Kept.Id, TakeWanted: true), LeadOfficer,
            new ConflictSettled(Kept.Id, TookWanted: true), new EngagementChanged(new() { Title = new(Details.Title, "Offline title") })),
        Accepted("A conflict is settled by leaving what is there",
            Requested with { Conflicts = [Kept] }, new SettleConflict(Kept.Id, TakeWanted: false), LeadOfficer, new ConflictSettled(Kept.Id, TookWanted: false)),
        Refused("A conflict that is settled is not settled again",
            Requested, new SettleConflict(Kept.Id, TakeWanted: true), LeadOfficer, new ConflictUnknown(Kept.Id)),

        Accepted("A made-up plan is marked as a sample", Requested, new MarkAsSample(), LeadOfficer, new MarkedAsSample()),
        Nothing("A sample is marked once", Requested with { IsSample = true }, new MarkAsSample(), LeadOfficer),
    ];
}
