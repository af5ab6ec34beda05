using TA.Casework.Portfolio;
using TA.Engagements;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Portfolio;

public abstract class SearchTests(On database) : PortfolioTests(database)
{
    [Theory]
    [InlineData("cote d'ivoire", "CIV-2026-0001")]
    [InlineData("CÔTE", "CIV-2026-0001")]
    [InlineData("كوت ديفوار", "CIV-2026-0001")]
    [InlineData("الأردن", "JOR-2026-0001")]
    [InlineData("الاردن", "JOR-2026-0001")]
    [InlineData("الأُرْدُن", "JOR-2026-0001")]
    [InlineData("约旦", "JOR-2026-0001")]
    [InlineData("иордания", "JOR-2026-0001")]
    [InlineData("ИОРДАНИЯ", "JOR-2026-0001")]
    [InlineData("jordanie", "JOR-2026-0001")]
    [InlineData("peru", "PER-2026-0001")]
    [InlineData("Pérou", "PER-2026-0001")]
    [InlineData("PERÚ", "PER-2026-0001")]
    [InlineData("per-2026", "PER-2026-0001")]
    [InlineData("0001 peru formacion", "PER-2026-0001")]
    [InlineData("ﬁscales", "PER-2026-0001")]
    [InlineData("strasse", "DEU-2026-0001")]
    [InlineData("100%", "DEU-2026-0001")]
    public async Task An_engagement_is_found_by_reference_title_and_the_names_of_its_Member_State_whatever_the_case_and_accents(string text, string reference)
    {
        await using var portfolio = await Open();
        await portfolio.Write(
            Changes.Recorded("CIV-2026-0001", "Law"), Changes.Recorded("JOR-2026-0001", "Unit"), Changes.Recorded("PER-2026-0001", "Formación de fiscales"),
            Changes.Recorded("DEU-2026-0001", "Straße, 100% safe"), Changes.Recorded("USA-2026-0001", "100 percent"));

        Assert.Equal([reference], await portfolio.References(new() { Text = text }));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_eru")]
    [InlineData("peru ivoire")]
    [InlineData("' OR 1=1 --")]
    public async Task Signs_that_mean_something_to_SQL_mean_themselves_and_all_words_must_occur(string text)
    {
        await using var portfolio = await Open();
        await portfolio.Write(Changes.Recorded("CIV-2026-0001"), Changes.Recorded("PER-2026-0001"));

        Assert.Empty(await portfolio.References(new() { Text = text }));
    }

    [Fact]
    public async Task A_text_over_its_limit_is_refused()
    {
        await using var portfolio = await Open();

        var answer = await portfolio.Ask(new ListPortfolio(new() { Text = new('x', Limits.Line + 1) }, default, null, 50, PortfolioAtHand.Today, Seeded.Manager));

        Assert.Equal(new Malformed([new("text", FieldFaultKind.TooLong, $"{Limits.Line}")]), answer.Refusal);
    }

    [Fact]
    public async Task Those_with_the_same_State_and_a_topic_in_common_are_similar_the_ones_that_go_on_first()
    {
        await using var portfolio = await Open();
        await portfolio.Write(
            Changes.Recorded("KEN-2026-0001", topics: new(true, true)), Changes.Recorded("KEN-2026-0002", topics: new(false, false, true)),
            Changes.Recorded("KEN-2026-0003", topics: new(false, true), state: EngagementState.Closed), Changes.Recorded("KEN-2026-0004", topics: new(false, true)),
            Changes.Recorded("UGA-2026-0001", topics: new(true, true)));

        var similar = await portfolio.Ask(new SimilarEngagements("KEN", new(false, true), PortfolioAtHand.Today, Seeded.Officer(1)));

        Assert.Equal(["KEN-2026-0004", "KEN-2026-0001", "KEN-2026-0003"], similar.Select(r => r.Reference.ToString()));
    }
}
