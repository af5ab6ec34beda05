using TA.Casework.Grains;
using TA.Casework.Plan;
using TA.Casework.Tests.Grains;
using TA.Casework.UseCases;
using TA.Engagements;
using Xunit;
using Silo = TA.Casework.Tests.Grains.Silo;

namespace TA.Casework.Tests.Plan;

/// <summary>Working calendars in the grains that keep them, and how engagements get them.</summary>
public sealed class CalendarGrainTests : IDisposable
{
    private static readonly Actor Officer = new(new("officer"), "Officer", ActorRoles.Officer, OrganizationId.Unodc);
    private static readonly DateOnly Jamhuri = new(2026, 12, 12);
    private static readonly DateOnly Christmas = new(2026, 12, 25);
    private readonly string _folder = Directory.CreateTempSubdirectory("ta-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_holiday_of_a_Member_State_outlives_a_restart_and_reaches_its_engagements_old_and_new()
    {
        EngagementReference first;
        await using (var silo = await Silo.Start(_folder))
        {
            first = await Open(silo, "KEN");
            var other = await Open(silo, "UGA");
            Assert.Equal(OutcomeKind.Accepted, (await Change(silo, "KEN", Jamhuri)).Kind);
            await GoesBy(silo, first, "KEN", Jamhuri);
            Assert.Empty((await Read(silo, other)).Calendars);
        }

        await using (var silo = await Silo.Start(_folder))
        {
            Assert.Equal(Jamhuri, Assert.Single((await silo.Mediator.Send(new ReadCalendar("KEN", Officer)))!.Holidays).On);
            Assert.Contains(Jamhuri, Assert.Single((await Read(silo, first)).Calendars).Holidays);
            var second = await Read(silo, await Open(silo, "KEN"));
            Assert.Contains(Jamhuri, Assert.Single(second.Calendars).Holidays);
            Assert.False(WorkingCalendars.Of(second).State.IsWorkingDay(Jamhuri));
        }
    }

    [Fact]
    public async Task A_holiday_of_the_United_Nations_reaches_engagements_of_every_Member_State()
    {
        await using var silo = await Silo.Start(_folder);
        var (kenya, peru) = (await Open(silo, "KEN"), await Open(silo, "PER"));
        Assert.Equal(OutcomeKind.Accepted, (await Change(silo, WorkingCalendars.UnitedNations, Christmas)).Kind);
        await GoesBy(silo, kenya, WorkingCalendars.UnitedNations, Christmas);
        await GoesBy(silo, peru, WorkingCalendars.UnitedNations, Christmas);
    }

    [Fact]
    public async Task A_change_that_comes_again_is_known_and_one_that_fits_nothing_is_refused()
    {
        await using var silo = await Silo.Start(_folder);
        var id = Guid.NewGuid();
        var change = new ChangeCalendar(Add: [new(Jamhuri, "Jamhuri Day")]);
        var first = await silo.Mediator.Send(new ChangeCalendarRequest("KEN", id, change, Officer));
        Assert.Equal((OutcomeKind.Accepted, 1), (first.Kind, first.Version));
        Assert.Equal(first, await silo.Mediator.Send(new ChangeCalendarRequest("KEN", id, change, Officer)));
        Assert.Equal(OutcomeKind.NothingToDo, (await silo.Mediator.Send(new ChangeCalendarRequest("KEN", Guid.NewGuid(), change, Officer))).Kind);
        Assert.IsType<CommandIdReused>((await silo.Mediator.Send(new ChangeCalendarRequest("KEN", id, new ChangeCalendar(Remove: [Jamhuri]), Officer))).Refusal);
        var week = new ChangeCalendar(new([DayOfWeek.Saturday, DayOfWeek.Sunday], [.. Enum.GetValues<DayOfWeek>()]));
        Assert.Equal(new NoWorkingDay("KEN"), (await silo.Mediator.Send(new ChangeCalendarRequest("KEN", Guid.NewGuid(), week, Officer))).Refusal);
        var stale = new ChangeCalendar(new([DayOfWeek.Friday], [DayOfWeek.Sunday]));
        Assert.IsType<EditConflict>((await silo.Mediator.Send(new ChangeCalendarRequest("KEN", Guid.NewGuid(), stale, Officer))).Refusal);
        Assert.IsType<OfficersOnly>((await silo.Mediator.Send(new ChangeCalendarRequest("KEN", Guid.NewGuid(), change, Officer with { Roles = ActorRoles.Manager }))).Refusal);
        Assert.IsType<NoMemberState>((await silo.Mediator.Send(new ChangeCalendarRequest("ABW", Guid.NewGuid(), change, Officer))).Refusal);
        Assert.Null(await silo.Mediator.Send(new ReadCalendar("KEN", Officer with { Roles = ActorRoles.Partner })));
    }

    private static async Task<Outcome> Change(Silo silo, string of, DateOnly day) =>
        await silo.Mediator.Send(new ChangeCalendarRequest(of, Guid.NewGuid(), new(Add: [new(day, "A holiday")]), Officer));

    private static async Task GoesBy(Silo silo, EngagementReference reference, string of, DateOnly day)
    {
        for (var tries = 0; !(await Read(silo, reference)).Calendars.Any(c => c.Of == of && c.Holidays.Contains(day)); tries++)
        {
            Assert.True(tries < 200, $"{reference} does not go by the calendar of {of}.");
            await Task.Delay(50);
        }
    }

    private static async Task<Engagement> Read(Silo silo, EngagementReference reference) => (await silo.Grains.GetGrain<IEngagementGrain>(reference.ToString()).Read())!;

    private static async Task<EngagementReference> Open(Silo silo, string memberState)
    {
        var command = new OpenEngagement(
            new() { MemberState = memberState, Title = "Support", Topics = new(TraffickingInPersons: true) },
            new(RequestChannel.NoteVerbale, "Ministry of Justice", new(2026, 1, 5), "Support"), null, new(2026, 1, 12));
        var outcome = await silo.Mediator.Send(new OpenEngagementRequest(Guid.NewGuid(), command, Officer));
        Assert.Equal(OutcomeKind.Accepted, outcome.Kind);
        return EngagementReference.Parse(outcome.Reference);
    }
}
