using System.Reflection;

namespace TA.Engagements.Tests;

public sealed class NamedPeopleTests
{
    private static readonly Guid Id = CommandId(1);

    /// <summary>Every command that can name a person, with what is given before, who may give it, and whom it names.</summary>
    private static readonly (Engagement? Given, EngagementCommand Command, UserId Names)[] Commands =
    [
        (null, new OpenEngagement(Details, Request, OtherOfficer.User, Today), OtherOfficer.User),
        (With(), new HandOver(new(LeadOfficer.User, OtherOfficer.User)), OtherOfficer.User),
        (With(), new ChangeEngagement { Edits = new() { Deputies = new([Deputy.User], [Deputy.User, OtherOfficer.User]) } }, OtherOfficer.User),
        (With() with { Conflicts = [new(CommandId(9), null, [new("deputies", null, null, null)], new() { Deputies = new([], [OtherOfficer.User]) })] },
            new SettleConflict(CommandId(9), TakeWanted: true), OtherOfficer.User),
        (With(Task("a")), new HandTask("a", new(null, Colleague)), Colleague),
        (With(Task("a", ofNobody: true)), new AssignTasks([new("a", null)], Iom, "IOM", Colleague), Colleague),
        (With(Task("a")), new AssignTasks([new("a", Iom)], Iom, "IOM", Colleague), Colleague),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Commands.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Whoever_is_named_has_an_active_account_and_stands_where_the_command_puts_that_person(int number)
    {
        var (given, command, names) = Commands[number];
        Assert.Contains(names, NamedPeople.Of(given, command));
        var known = Account(names)!;
        Assert.Null(Answer(known).Refusal);
        Assert.IsType<PersonUnknown>(Answer(null).Refusal);
        Assert.IsType<PersonUnknown>(Answer(known with { User = new("another") }).Refusal);
        Assert.IsType<PersonInactive>(Answer(known with { IsActive = false }).Refusal);
        Assert.True(Answer(known with { Roles = ActorRoles.Manager | ActorRoles.Administrator }).Refusal is PersonNoOfficer or PersonOfAnother);
        if (names == Colleague)
            Assert.IsType<PersonOfAnother>(Answer(known with { Organization = Unicef }).Refusal);

        RecordAnswer Answer(KnownPerson? person) =>
            new EngagementRecord { Engagement = given }.Answer(Reference, Id, LeadOfficer, command, Now, 0, person is null ? [] : [person]);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_repetition_gets_its_first_answer_though_the_person_has_lost_the_account_since(int number)
    {
        var (given, command, _) = Commands[number];
        var record = new EngagementRecord { Engagement = given };
        var first = record.Ask(Id, LeadOfficer, command);
        var again = first.Record.Answer(Reference, Id, LeadOfficer, command, Now, 0, []);
        Assert.Equal((true, first.Version, null), (again.IsRepetition, again.Version, again.Refusal));
        // Long after the record has forgotten the command, the account is still not the reason.
        var muchLater = (first.Record with { Recent = default }).Answer(Reference, Id, LeadOfficer, command, Now, 0, []);
        Assert.Equal(first.Version, muchLater.Version);
        Assert.False(muchLater.Refusal is PersonUnknown or PersonInactive or PersonNoOfficer or PersonOfAnother, $"{muchLater.Refusal}");
    }

    [Fact]
    public void At_UNODC_tasks_are_done_by_officers()
    {
        Given(With(Task("a", Unodc))).When(new HandTask("a", new(null, OtherOfficer.User)), by: LeadOfficer).Then(TheTask("a", t => Assert.Equal(OtherOfficer.User, t.Person)));
        Given(With(Task("a", Unodc))).When(new HandTask("a", new(null, Manager.User)), by: LeadOfficer).Refused(new PersonOfAnother("person.to", Manager.User, Unodc));
    }

    [Fact]
    public void A_deputy_who_was_there_already_keeps_nobody_from_being_added_or_taken_away() =>
        Given(With() with { Deputies = [Retired, Deputy.User] })
            .When(new ChangeEngagement { Edits = new() { Deputies = new([Retired, Deputy.User], [Retired, OtherOfficer.User]) } }, by: LeadOfficer)
            .Then(e => Assert.Equal([Retired, OtherOfficer.User], e.Deputies));

    [Fact]
    public void Nobody_is_asked_for_where_nobody_is_named() =>
        Assert.All<EngagementCommand>(
            [
                new HandOver(new(LeadOfficer.User, null)), new HandTask("a", new(Colleague, null)), new AssignTasks([new("a", Iom, Colleague)], Iom, "IOM"),
                new SettleConflict(CommandId(9), TakeWanted: true), new ChangeEngagement { Edits = new() { Title = new("a", "b") } }, new OpenEngagement(Details, Request, null, Today),
            ],
            command => Assert.Empty(NamedPeople.Of(With(), command)));

    [Fact]
    public void Every_command_with_a_place_for_a_person_is_checked_here() =>
        Assert.Empty(EveryTypeIsShownTests.Concrete<EngagementCommand>().Where(c => NamesPeople(c, [])).Except(Commands.Select(c => c.Command.GetType())));

    private static bool NamesPeople(Type type, HashSet<Type> seen) =>
        type == typeof(UserId)
        || (type.Assembly == typeof(Engagement).Assembly && seen.Add(type) && type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Any(p => NamesPeople(p.PropertyType, seen)))
        || (type.IsGenericType && type.GetGenericArguments().Any(t => NamesPeople(t, seen)));
}
