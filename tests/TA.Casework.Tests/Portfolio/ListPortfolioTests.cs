using TA.Casework.Portfolio;
using TA.Engagements;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Portfolio;

/// <summary>One portfolio for all tests that only read it.</summary>
public abstract class ReadOnlyPortfolio(On database) : PortfolioTests(database), IAsyncLifetime
{
    internal PortfolioAtHand Portfolio { get; private set; } = null!;

    public async Task InitializeAsync() => Portfolio = await WithSeeded(ListPortfolioTests.Number);

    public async Task DisposeAsync() => await Portfolio.DisposeAsync();
}

public abstract class ListPortfolioTests(ReadOnlyPortfolio shared)
{
    internal const int Number = 160;

    private static readonly DateOnly Today = PortfolioAtHand.Today;

    private static readonly List<EngagementRecord> All = [.. Seeded.Engagements(Number, Today)];

    private readonly PortfolioAtHand _portfolio = shared.Portfolio;

    /// <summary>The values of a facet, read from the engagement itself.</summary>
    private static List<string> Values(PortfolioFacet facet, Engagement engagement, DateOnly day)
    {
        var details = engagement.Details;
        List<string> values = facet switch
        {
            PortfolioFacet.Region => [MemberStates.Find(details.MemberState)!.RegionCode],
            PortfolioFacet.MemberState => [details.MemberState],
            PortfolioFacet.Topic =>
                [
                    .. details.Topics.TraffickingInPersons ? ["trafficking-in-persons"] : Array.Empty<string>(),
                    .. details.Topics.SmugglingOfMigrants ? ["smuggling-of-migrants"] : Array.Empty<string>(),
                    .. details.Topics.ViolenceAgainstMigrants ? ["violence-against-migrants"] : Array.Empty<string>(),
                ],
            PortfolioFacet.Workstream => [.. details.Workstreams.Select(PortfolioWords.Word)],
            PortfolioFacet.State => [PortfolioWords.Word(engagement.State)],
            PortfolioFacet.Health => HealthFacts.Of(engagement).On(day) is { } health ? [PortfolioWords.Word(health)] : [],
            PortfolioFacet.Partner => [.. engagement.Tasks.Select(t => t.Organization).OfType<OrganizationId>()
                .Concat(engagement.Participants.Where(p => p.Part != ParticipationPart.Donor).Select(p => p.Organization)).Where(o => o != OrganizationId.Unodc).Select(o => o.Value).Distinct()],
            PortfolioFacet.LeadOffice => [details.LeadOffice ?? ""],
            PortfolioFacet.LeadOfficer => [engagement.LeadOfficer?.Value ?? ""],
            _ => throw new InvalidOperationException(),
        };
        return values.Count == 0 ? [""] : values;
    }

    private static IEnumerable<Engagement> Expected(PortfolioFilter filter, DateOnly day, PortfolioFacet? except = null) => All.Select(r => r.Engagement!).Where(e =>
        Enum.GetValues<PortfolioFacet>().All(f => f == except || filter[f].Count == 0 || filter[f].Intersect(Values(f, e, day)).Any()));

    public static TheoryData<PortfolioFacet> Facets => [.. Enum.GetValues<PortfolioFacet>()];

    [Theory]
    [MemberData(nameof(Facets))]
    public async Task Each_value_of_a_filter_lists_the_engagements_that_have_it_and_counts_them_beforehand(PortfolioFacet facet)
    {
        var counted = (await _portfolio.List()).Counts[facet];

        Assert.Equal(All.SelectMany(r => Values(facet, r.Engagement!, Today)).Distinct().Order(), counted.Select(c => c.Value).Order());
        foreach (var (value, count) in counted.Take(12))
        {
            var filter = new PortfolioFilter().With(facet, value);
            var listed = await _portfolio.References(filter);
            Assert.Equal(Expected(filter, Today).Select(e => e.Reference.ToString()).Order(), listed.Order());
            Assert.Equal(count, listed.Count);
        }
    }

    [Fact]
    public async Task Counts_of_a_filter_have_all_other_filters_applied_but_not_its_own()
    {
        var random = new Random(5);
        for (var round = 0; round < 40; round++)
        {
            var day = Today.AddDays(random.Next(-100, 300));
            var filter = new PortfolioFilter();
            foreach (var facet in Enum.GetValues<PortfolioFacet>().Where(_ => random.Next(4) == 0))
                filter = filter.With(facet, Enumerable.Range(0, random.Next(1, 4)).Select(_ => Values(facet, All[random.Next(Number)].Engagement!, day)[0]));

            var page = await _portfolio.List(filter, day: day);

            Assert.Equal(Expected(filter, day).Count(), page.Total);
            foreach (var facet in Enum.GetValues<PortfolioFacet>())
            {
                var expected = Expected(filter, day, except: facet).SelectMany(e => Values(facet, e, day)).Concat(filter[facet]).GroupBy(v => v)
                    .Select(g => (g.Key, Expected(filter, day, except: facet).Count(e => Values(facet, e, day).Contains(g.Key))));
                Assert.Equal(expected.Order(), page.Counts[facet].Select(c => (c.Value, c.Count)).Order());
            }
        }
    }

    [Fact]
    public async Task Health_is_told_for_the_day_asked_and_turns_by_itself()
    {
        foreach (var day in new[] { Today.AddDays(-200), Today, Today.AddDays(60), Today.AddDays(900) })
        {
            var rows = (await _portfolio.List(day: day)).Rows.ToDictionary(r => r.Reference);
            Assert.All(All, r => Assert.Equal(HealthFacts.Of(r.Engagement!).On(day), rows[r.Engagement!.Reference].Health));
        }
    }

    [Fact]
    public async Task A_row_shows_what_its_engagement_says()
    {
        var row = (await _portfolio.List()).Rows[3];
        var record = All.Single(r => r.Engagement!.Reference == row.Reference);
        var engagement = record.Engagement!;

        Assert.Equal(
            (record.Version, engagement.Details.Title, engagement.Details.Topics, engagement.Details.Workstreams, engagement.State, engagement.LeadOfficer, engagement.Details.LeadOffice),
            (row.Version, row.Title, row.Topics, row.Workstreams, row.State, row.LeadOfficer, row.LeadOffice));
        Assert.Equal((HealthFacts.Of(engagement).NextDue, engagement.Details.Budget, engagement.Details.Programme, record.Tail[^1].At), (row.NextDue, row.Budget, row.Programme, row.ChangedAt));
        Assert.Equal((engagement.Tasks.Count(t => t.State != PlanTaskState.Cancelled), engagement.Tasks.Count(t => t.IsOpen)), (row.Tasks!.Value, row.OpenTasks!.Value));
    }

    [Fact]
    public async Task What_has_changed_since_a_time_is_listed()
    {
        var times = All.Select(r => r.Tail[^1].At).Order().ToList();
        var since = times[Number / 2];

        Assert.Equal(
            All.Where(r => r.Tail[^1].At >= since).Select(r => r.Engagement!.Reference.ToString()).Order(),
            (await _portfolio.References(new() { ChangedSince = since })).Order());
    }

    [Fact]
    public async Task Engagements_of_one_programme_are_listed()
    {
        var programme = All.Select(r => r.Engagement!.Details.Programme).OfType<ProgrammeId>().First();

        Assert.Equal(
            All.Where(r => r.Engagement!.Details.Programme == programme).Select(r => r.Engagement!.Reference.ToString()).Order(),
            (await _portfolio.References(new() { Programme = programme })).Order());
    }

    [Fact]
    public async Task A_word_that_no_list_has_is_refused_with_the_name_of_the_filter()
    {
        var answer = await _portfolio.Ask(new ListPortfolio(new PortfolioFilter().With(PortfolioFacet.State, "asleep"), default, null, 50, Today, Seeded.Manager));

        Assert.Equal(new Malformed([new("state", FieldFaultKind.NotListed)]), answer.Refusal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task A_page_of_no_rows_or_more_than_two_hundred_is_refused(int size) =>
        Assert.IsType<OutOfRange>((await _portfolio.Ask(new ListPortfolio(new(), default, null, size, Today, Seeded.Manager))).Refusal);

    [Fact]
    public async Task A_partner_is_not_told_health_dates_money_or_counts_of_the_whole_plan()
    {
        var iom = Seeded.Partner("iom");

        var page = await _portfolio.List(actor: iom);

        Assert.NotEmpty(page.Rows);
        Assert.All(page.Rows, r => Assert.Equal((null, null, null, null, null), (r.Health, r.NextDue, r.Budget, r.Tasks, r.HealthRemark)));
        Assert.DoesNotContain(PortfolioFacet.Health, page.Counts.Keys);
        Assert.DoesNotContain(PortfolioFacet.Partner, page.Counts.Keys);
        var health = new PortfolioFilter().With(PortfolioFacet.Health, "late");
        Assert.IsType<OfficersOnly>((await _portfolio.Ask(new ListPortfolio(health, default, null, 50, Today, iom))).Refusal);
        Assert.Equal(page.Rows.Select(r => r.Reference.ToString()).Order(StringComparer.Ordinal), page.Rows.Select(r => r.Reference.ToString()));
    }
}
