using CsCheck;
using Microsoft.EntityFrameworkCore;
using TA.Casework.Portfolio;
using TA.Engagements;
using Xunit;

namespace TA.Casework.Tests.Portfolio;

public abstract class VisibilityTests(On database) : PortfolioTests(database)
{
    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static readonly Gen<UserId> Users = Among(new UserId("u1"), new UserId("u2"), new UserId("u3"));

    private static readonly Gen<OrganizationId> Organizations = Among(OrganizationId.Unodc, new OrganizationId("iom"), new OrganizationId("unicef"), new OrganizationId("norway"));

    private static readonly Gen<string?> Offices = Among<string?>(null, "", "Dakar", "Cairo");

    private static readonly Gen<Actor> Actors =
        from user in Users
        from roles in Gen.OneOf(Among(ActorRoles.Officer, ActorRoles.Partner, ActorRoles.Officer | ActorRoles.Partner), Gen.Int[0, 31].Select(r => (ActorRoles)r))
        from organization in Organizations
        from office in Offices
        select new Actor(user, "Somebody", roles, organization, office);

    private static readonly Gen<Engagement> Engagements =
        from classification in Gen.Enum<InformationClassification>()
        from office in Offices.Select(o => o == "" ? null : o) // WellFormed refuses a blank office of an engagement
        from lead in Gen.OneOf(Users.Select(u => (UserId?)u), Gen.Const((UserId?)null))
        from deputies in Users.Array[0, 2]
        from participants in Gen.Select(Organizations, Gen.Enum<ParticipationPart>(), (o, part) => new Participation(o, o.Value, part)).Array[0, 3]
        from tasks in Gen.Select(Organizations.Select(o => (OrganizationId?)o), Gen.Bool, (o, nobody) => nobody ? null : o).Array[0, 3]
        select new Engagement
        {
            Reference = new("KEN", 2026, 1),
            Version = 1,
            LeadOfficer = lead,
            Deputies = deputies.Distinct().ToItems(),
            Details = new() { MemberState = "KEN", Title = "Help", Classification = classification, LeadOffice = office },
            Participants = participants.Distinct().ToItems(),
            Tasks = tasks.Select((o, i) => new PlanTask { Id = $"task-{i}", Title = "Task", Deliverable = "Note", Organization = o, Dates = new(PortfolioAtHand.Today, PortfolioAtHand.Today) }).ToItems(),
        };

    [Fact]
    public async Task The_condition_in_SQL_says_of_every_engagement_and_person_what_Permissions_says()
    {
        var (hidden, shown) = (0, 0);
        await Gen.Select(Engagements.Array[150], Actors.Array[150]).SampleAsync(
            async (drawn, actors) =>
            {
                var engagements = drawn.Select((e, i) => e with { Reference = new("KEN", 2026, i + 1) }).ToList();
                await using var portfolio = await Open();
                await portfolio.Write([.. engagements.Select(e => new EngagementRecord { Format = 1, Engagement = e })]);
                await using var db = await portfolio.Db();
                foreach (var actor in actors)
                {
                    var seen = await db.Engagements.Where(Visibility.Of(actor)).OrderBy(e => e.Reference).Select(e => e.Reference).ToListAsync();
                    Assert.Equal(engagements.Where(e => Permissions.MaySee(actor, e)).Select(e => e.Reference.ToString()), seen);
                    shown += seen.Count;
                    hidden += engagements.Count - seen.Count;
                }
            },
            iter: 4, threads: 1);

        Assert.True(hidden > 5_000 && shown > 5_000, $"{shown} shown, {hidden} hidden");
    }

    [Fact]
    public async Task What_a_person_may_not_see_is_in_no_count_and_no_list()
    {
        await using var portfolio = await Open();
        var open = Changes.Recorded("KEN-2026-0001", "Open");
        var secret = Changes.Recorded("KEN-2026-0002", "Secret", budget: new(5, "USD"), contributions: [new(Guid.NewGuid(), "Qatar", new Money(5, "USD"))])
            .After(new ChangeEngagement { Edits = new() { Classification = new(default, InformationClassification.StrictlyConfidential) } });
        await portfolio.Write(open, secret);
        var officer = new Actor(new("officer-9"), "Officer", ActorRoles.Officer, OrganizationId.Unodc, "Dakar");

        var page = await portfolio.List(actor: officer);
        var money = await portfolio.Ask(new MoneyByDonor(new(), PortfolioAtHand.Today, officer));
        var similar = await portfolio.Ask(new SimilarEngagements("KEN", new(true), PortfolioAtHand.Today, officer));
        using var csv = new MemoryStream();
        var written = await portfolio.Ask(new PortfolioCsv(new(), default, PortfolioAtHand.Today, officer, csv));

        Assert.Equal("KEN-2026-0001", Assert.Single(page.Rows).Reference.ToString());
        Assert.Equal(1, page.Total);
        Assert.All(page.Counts.Values.SelectMany(c => c), c => Assert.InRange(c.Count, 0, 1));
        Assert.Empty(money.Donors);
        Assert.Equal("KEN-2026-0001", Assert.Single(similar).Reference.ToString());
        Assert.Equal(1, written.Rows);
        Assert.Equal(2, (await portfolio.List()).Total);
    }
}
