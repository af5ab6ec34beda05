using TA.Casework.Organizations;
using TA.Casework.Portfolio;
using TA.Engagements;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Portfolio;

public abstract class OrganizationsAndProgrammesTests(On database) : PortfolioTests(database)
{
    [Fact]
    public async Task The_partner_list_is_there_from_the_start_and_a_second_start_changes_nothing()
    {
        await using var portfolio = await Open();
        var directory = portfolio.Get<OrganizationDirectory>();
        await portfolio.Get<PortfolioSetup>().Prepare();

        Assert.Equal(ListedOrganizations.All.Count, (await directory.Search("", most: 500)).Count);
        var iom = await directory.Find(new("iom"));
        Assert.Equal(("International Organization for Migration", true, null), (iom!.Name, iom.IsVerified, iom.MemberState));
        Assert.Contains(await directory.Search("iom"), o => o.Id.Value == "iom");
        Assert.Contains(await directory.Search("MIGRATION organization"), o => o.Id.Value == "iom");
    }

    [Theory]
    [InlineData("International organization for migration")]
    [InlineData("IOM")]
    [InlineData("  International  Organization for Migration ")]
    public async Task A_name_or_acronym_of_the_list_is_known_again(string name)
    {
        await using var portfolio = await Open();

        Assert.Equal("iom", (await portfolio.Get<OrganizationDirectory>().AddUnverified(name)).Value);
    }

    [Fact]
    public async Task The_same_name_has_the_same_identifier_whatever_its_case_accents_and_punctuation()
    {
        await using var portfolio = await Open();
        var directory = portfolio.Get<OrganizationDirectory>();

        var first = await directory.AddUnverified("Fundación Ésperanza, S.A.");

        Assert.Equal("fundacion-esperanza-s-a", first.Value);
        Assert.Equal(first, await directory.AddUnverified("FUNDACION ESPERANZA S A"));
        Assert.False((await directory.Find(first))!.IsVerified);
    }

    [Fact]
    public async Task Names_that_make_the_same_identifier_or_none_get_one_of_their_own()
    {
        await using var portfolio = await Open();
        var directory = portfolio.Get<OrganizationDirectory>();
        var names = new[] { "منظمة الأمل", "منظمة السلام", "希望组织", new string('a', 200) + " one", new string('a', 200) + " two", "Ж", "!!!" };

        var ids = new List<OrganizationId>();
        foreach (var name in names)
            ids.Add(await directory.AddUnverified(name));

        Assert.Equal(names.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(OrganizationId.TryParse(id.Value, null, out _), id.Value));
        Assert.Equal(ids[0], await directory.AddUnverified("مُنَظَّمة الامل"));
    }

    [Fact]
    public async Task The_ministries_of_two_States_are_two_organizations()
    {
        await using var portfolio = await Open();
        var directory = portfolio.Get<OrganizationDirectory>();

        var kenya = await directory.AddUnverified("Ministry of Justice", "KEN");
        var uganda = await directory.AddUnverified("Ministry of Justice", "UGA");

        Assert.Equal(("ken-ministry-of-justice", "uga-ministry-of-justice"), (kenya.Value, uganda.Value));
        Assert.Equal(("KEN", OrganizationDirectory.National), ((await directory.Find(kenya))!.MemberState, (await directory.Find(kenya))!.Kind));
        Assert.Equal([kenya], (await directory.Search("ministry justice", "KEN")).Select(o => o.Id));
        await Assert.ThrowsAsync<ArgumentException>(() => directory.AddUnverified("Ministry", "ABW"));
    }

    [Fact]
    public async Task The_same_name_added_by_many_at_once_is_one_organization()
    {
        await using var portfolio = await Open();
        var directory = portfolio.Get<OrganizationDirectory>();

        var ids = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => directory.AddUnverified(i % 2 == 0 ? "New Hope" : "new hope"))));

        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task An_organization_that_an_officer_enters_is_verified_and_known_again_by_whoever_names_it()
    {
        await using var portfolio = await Open();
        var directory = portfolio.Get<OrganizationDirectory>();
        var imported = await directory.AddUnverified("Hope for Children");

        var hope = await portfolio.Ask(new EnterNewOrganization(new("hope for children", OrganizationKind.Ngo), Seeded.Officer(1)));
        Assert.Equal((imported, false, "NGO", true), (hope.Organization!.Id, hope.IsNew, hope.Organization.Kind, hope.Organization.IsVerified));
        var ministry = await portfolio.Ask(new EnterNewOrganization(new("Ministry of Labour", OrganizationKind.National, "KEN"), Seeded.Officer(1)));
        Assert.Equal(("ken-ministry-of-labour", true), (ministry.Organization!.Id.Value, ministry.IsNew));
        Assert.Equal(ministry.Organization.Id, await directory.AddUnverified("ministry of labour", "KEN"));
        Assert.Equal(ministry.Organization, await directory.Find(ministry.Organization.Id));
        var iom = await portfolio.Ask(new EnterNewOrganization(new("IOM", OrganizationKind.Ngo), Seeded.Officer(1)));
        Assert.Equal(("iom", "IGO-UN", false), (iom.Organization!.Id.Value, iom.Organization.Kind, iom.IsNew));
    }

    [Fact]
    public async Task Whoever_enters_a_name_that_another_organization_has_is_told_and_the_ministries_of_other_States_are_no_matter()
    {
        await using var portfolio = await Open();
        var directory = portfolio.Get<OrganizationDirectory>();
        var uganda = await directory.AddUnverified("Ministry of Labour", "UGA");
        var ofNoState = await directory.AddUnverified("Ministry of Labour");
        var wanted = new NewOrganization("Ministry of labour", OrganizationKind.National, "KEN");

        var told = await portfolio.Ask(new EnterNewOrganization(wanted, Seeded.Officer(1)));
        Assert.Equal((null, new OrganizationsAlike([ofNoState]), ofNoState), (told.Organization, told.Refusal, Assert.Single(told.Alike).Id));
        Assert.True((await portfolio.Ask(new EnterNewOrganization(wanted with { OtherThan = [ofNoState] }, Seeded.Officer(1)))).IsNew);
        Assert.False((await portfolio.Ask(new EnterNewOrganization(wanted, Seeded.Officer(1)))).IsNew);
        Assert.Equal([new("ken-ministry-of-labour"), ofNoState], (await directory.Search("labour", "KEN")).Where(o => o.Name.StartsWith("Ministry", StringComparison.Ordinal)).Select(o => o.Id));
        Assert.IsType<OfficersOnly>((await portfolio.Ask(new EnterNewOrganization(wanted, Seeded.Partner("iom")))).Refusal);
        Assert.NotNull(await directory.Find(uganda));
    }

    [Fact]
    public async Task Organizations_are_listed_with_what_they_have_to_do_where_the_person_may_see_it()
    {
        await using var portfolio = await WithSeeded(40);
        var all = Seeded.Engagements(40, PortfolioAtHand.Today).Select(r => r.Engagement!).ToList();

        foreach (var actor in new[] { Seeded.Manager, Seeded.Officer(3), Seeded.Partner("iom") })
        {
            var iom = (await portfolio.Ask(new ListOrganizations("migration", actor))).Single(o => o.Organization.Id.Value == "iom");
            var seen = all.Where(e => Permissions.MaySee(actor, e)).ToList();
            Assert.Equal(seen.Where(e => !e.State.IsEnded()).Sum(e => e.Tasks.Count(t => t.Organization?.Value == "iom" && t.IsOpen && t.State != PlanTaskState.Declined)), iom.OpenTasks);
            Assert.Equal(seen.Count(e => e.Participants.Any(p => p.Organization.Value == "iom")), iom.Engagements);
        }

        Assert.Single(await portfolio.Ask(new ListOrganizations(null, Seeded.Partner("iom"))));
    }

    [Fact]
    public async Task Programmes_are_listed_with_their_engagements_and_partners_see_theirs_without_money()
    {
        await using var portfolio = await Open();
        await portfolio.Write(
            Changes.Recorded("KEN-2026-0001", programme: "P-SEED1", participants: [new(new("iom"), "IOM", ParticipationPart.Partner)]), Changes.Recorded("UGA-2026-0001", programme: "P-SEED1"),
            Changes.Recorded("UGA-2026-0002", programme: "P-SEED2"));
        await portfolio.Store.Write([.. Enumerable.Range(1, 3).Select(n => Changes.Offer(Seeded.Programme(n)))], default);

        var all = await portfolio.Ask(new ListProgrammes(null, Seeded.Manager));
        var own = await portfolio.Ask(new ListProgrammes(null, Seeded.Partner("iom")));

        Assert.Equal([("P-SEED1", 2, 2), ("P-SEED2", 1, 1), ("P-SEED3", 0, 0)], all.Select(p => (p.Id.Value, p.Engagements, p.MemberStates)));
        Assert.Equal(new Money(1_001_000, "USD"), all[0].Budget);
        Assert.Equal(("P-SEED1", 1, (Money?)null, (int?)null), (own.Single().Id.Value, own.Single().Engagements, own.Single().Budget, own.Single().Donors));
        Assert.Equal(["P-SEED2"], (await portfolio.Ask(new ListProgrammes("programme 2", Seeded.Manager))).Select(p => p.Id.Value));
    }
}
