using static TA.Engagements.Tests.Example;

namespace TA.Engagements.Tests;

/// <summary>Refusals that a command shares with others, where no example of its own area tells of them.</summary>
internal static class FurtherRefusals
{
    private static readonly DateSpan Backwards = Span("2026-03-20", "2026-03-09");
    private static readonly DateSpan AtTheEnd = Span("2100-12-31", "2100-12-31");
    private static readonly Engagement TwoTasks = With(Task("leg.draft.v1", dates: March), Task("leg.draft.consult", dates: April, after: ["leg.draft.v1"]));
    private static readonly Engagement ManyTasks = With([.. Enumerable.Range(0, Limits.Predecessors + 2).Select(n => Task($"t{n}"))]);

    private static readonly IReadOnlyList<Example> Told =
    [
        Refused("An engagement does not end before it starts",
            With(), new ChangeEngagement { Edits = new() { Start = new(null, new PartialDate(2026)), End = new(null, new PartialDate(2025)) } }, LeadOfficer, new DatesReversed("details.end")),
        Refused("The life cycle is no workstream that one chooses",
            With(), new ChangeEngagement { Edits = new() { Workstreams = new([WorkstreamKind.Legislation], [WorkstreamKind.Legislation, WorkstreamKind.LifeCycle]) } }, LeadOfficer,
            new WorkstreamNotChosen(WorkstreamKind.LifeCycle)),
        Refused("A task that is added does not run past the last date",
            TwoTasks, new AddTask(WorkstreamKind.Legislation, null, "Hearing", null, "Record", ResponsibleRole.Igo, Iom, Limits.LastDate, 30), LeadOfficer,
            new EndsTooLate("added-" + CommandId(1).ToString("n"), Limits.LastDate)),
        Refused("A task does not end after the last date, nor do those that follow it",
            TwoTasks, new ChangeTask("leg.draft.v1", new() { Dates = new(March, AtTheEnd) }), LeadOfficer, new EndsTooLate("leg.draft.consult", Limits.LastDate)),
        Refused("A task does not start before what it waits for",
            TwoTasks, new ChangeTask("leg.draft.consult", new() { Dates = new(April, March) }), LeadOfficer,
            new StartsBeforePredecessor("leg.draft.consult", "leg.draft.v1", Day("2026-03-23"))),
        Refused("A task does not wait for more tasks than there is room for",
            ManyTasks, new ChangeTask("t0", new() { Predecessors = new([], ManyTasks.Tasks.Skip(1).Select(t => new Predecessor(t.Id)).ToItems()) }), LeadOfficer,
            new TooMany("predecessors", Limits.Predecessors)),
        Refused("A task that is no control is completed without a finding",
            TwoTasks, new CompleteTask("leg.draft.v1", Finding: new("Low risk")), LeadOfficer, new NoControl("leg.draft.v1")),
        Refused("A task is not completed before what it waits for",
            TwoTasks, new CompleteTask("leg.draft.consult"), LeadOfficer, new WaitsForOthers("leg.draft.consult", ["leg.draft.v1"])),
        Refused("A task is not moved so that it ends before it starts",
            TwoTasks, new RescheduleTasks([new("leg.draft.v1", new(March, Backwards))]), LeadOfficer, new DatesReversed("leg.draft.v1.dates")),
        Refused("A deputy has an account", With(), Deputies(new("nobody")), LeadOfficer, new PersonUnknown("edits.deputies.to", new("nobody"))),
        Refused("A deputy’s account is in use", With(), Deputies(Retired), LeadOfficer, new PersonInactive("edits.deputies.to", Retired)),
        Refused("A deputy is an officer", With(), Deputies(Manager.User), LeadOfficer, new PersonNoOfficer("edits.deputies.to", Manager.User)),
        Refused("A task is given to somebody who has an account", TwoTasks, ToPerson(new("nobody")), LeadOfficer, new PersonUnknown("person", new("nobody"))),
        Refused("A task is given to somebody whose account is in use", TwoTasks, ToPerson(Retired), LeadOfficer, new PersonInactive("person", Retired)),
        Refused("A task is given to somebody of the organization that answers for it", TwoTasks, ToPerson(PartnerUserOf(Unicef).User), LeadOfficer,
            new PersonOfAnother("person", PartnerUserOf(Unicef).User, Iom)),
    ];

    private static ChangeEngagement Deputies(UserId person) => new() { Edits = new() { Deputies = new([Deputy.User], [Deputy.User, person]) } };

    private static AssignTasks ToPerson(UserId person) => new([new("leg.draft.v1", Iom)], Iom, "IOM", person);

    /// <summary>Taking the wanted value of a conflict is refused for every reason for which the edit itself would be.</summary>
    private static IEnumerable<Example> Settling(IEnumerable<Example> others) =>
        from edit in others
        where edit is { Command: ChangeEngagement { OnConflict: OnConflict.Refuse } or ChangeTask { OnConflict: OnConflict.Refuse }, Given: not null, Refusal: not (null or EditConflict or Malformed or CommandIdReused or EngagementEnded) }
        let kept = edit.Command switch
        {
            ChangeEngagement change => new KeptEdit(CommandId(2), null, Fields<EngagementEdits>(), Engagement: change.Edits),
            ChangeTask change => new KeptEdit(CommandId(2), change.Task, Fields<TaskEdits>(), TaskEdits: change.Edits),
            _ => throw new InvalidOperationException(),
        }
        select Refused($"{edit.Title}, nor when a conflict is settled", edit.Given! with { Conflicts = [kept] }, new SettleConflict(CommandId(2), TakeWanted: true), LeadOfficer, edit.Refusal!);

    /// <summary>All of them.</summary>
    /// <param name="others">The examples of the areas.</param>
    public static IEnumerable<Example> All(IEnumerable<Example> others) => [.. Told, .. Settling([.. others, .. Told])];

    private static Items<FieldConflict> Fields<T>() =>
        typeof(T).GetProperties().Select(p => new FieldConflict(char.ToLowerInvariant(p.Name[0]) + p.Name[1..], "seen", "there", "wanted")).ToItems();
}
