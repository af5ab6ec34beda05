using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TA.Casework.Portfolio;
using TA.Engagements;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Portfolio;

public abstract partial class PortfolioCsvTests(On database) : PortfolioTests(database)
{
    private static async Task<string> Csv(PortfolioAtHand portfolio, PortfolioFilter? filter = null, Actor? actor = null, PortfolioOrder order = default, CsvWords? words = null)
    {
        using var stream = new MemoryStream();
        var written = await portfolio.Ask(new PortfolioCsv(filter ?? new(), order, PortfolioAtHand.Today, actor ?? Seeded.Manager, stream, words));
        Assert.Null(written.Refusal);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), stream.ToArray()[..3]);
        return Encoding.UTF8.GetString(stream.ToArray()[3..]);
    }

    /// <summary>Lines and cells as RFC 4180 has them; no cell here holds a line break.</summary>
    private static List<string[]> Read(string csv) =>
        [.. csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line =>
            Cell().Matches(line + ",").Select(m => m.Groups[1].Success ? m.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : m.Groups[2].Value).ToArray())];

    [GeneratedRegex("""\G(?:"((?:[^"]|"")*)"|([^",]*)),""")]
    private static partial Regex Cell();

    [Fact]
    public async Task The_file_holds_what_is_listed_in_the_same_order_and_ends_lines_as_RFC_4180_does()
    {
        await using var portfolio = await WithSeeded(60);
        var filter = new PortfolioFilter().With(PortfolioFacet.State, "delivery", "closing");
        var order = new PortfolioOrder(PortfolioSort.Title, Descending: true);

        var csv = await Csv(portfolio, filter, order: order);

        var lines = Read(csv);
        Assert.Equal(await portfolio.References(filter, order: order), lines.Skip(1).Select(l => l[0]));
        Assert.Equal(Enum.GetValues<CsvColumn>().Select(PortfolioWords.Word), lines[0]);
        Assert.All(lines, l => Assert.Equal(lines[0].Length, l.Length));
        Assert.DoesNotContain('\n', csv.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.EndsWith("\r\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_rows_than_are_read_at_once_are_all_written_once()
    {
        await using var portfolio = await Open();
        await portfolio.Write([.. Enumerable.Range(1, 1_203).Select(n => Changes.Recorded(string.Create(CultureInfo.InvariantCulture, $"KEN-2026-{n:0000}")))]);

        Assert.Equal(1_203, Read(await Csv(portfolio)).Skip(1).Select(l => l[0]).Distinct().Count());
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "'=HYPERLINK(\"http://x\",\"y\")")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("Law, \"second\" reading", "Law, \"second\" reading")]
    [InlineData("Plain = text", "Plain = text")]
    public async Task A_cell_that_begins_like_a_formula_gets_an_apostrophe_and_every_other_stays_as_it_is(string title, string cell)
    {
        await using var portfolio = await Open();
        await portfolio.Write(Changes.Recorded("KEN-2026-0001", title));

        Assert.Equal(cell, Read(await Csv(portfolio))[1][1]);
    }

    [Fact]
    public async Task Money_is_in_the_file_as_it_is_and_names_are_those_given()
    {
        await using var portfolio = await Open();
        await portfolio.Write(Changes.Recorded(
            "CIV-2026-0001", "Law", new(true, false, true), budget: new(1234567.5m, "XOF"), end: new(2027, 3), office: "Dakar",
            participants: [new(new("iom"), "IOM", ParticipationPart.Partner), new(new("norway"), "Norway", ParticipationPart.Donor)]));

        var lines = Read(await Csv(portfolio, words: CsvWords.Plain with { Value = (facet, word) => $"{facet}:{word}" }));
        var row = lines[0].Zip(lines[1]).ToDictionary(c => c.First, c => c.Second);

        Assert.Equal(("1234567.5", "XOF", "2027-03", "IOM", "Dakar"), (row["budget"], row["budget-currency"], row["end"], row["partners"], row["lead-office"]));
        Assert.Equal(("Côte d'Ivoire", "State:delivery", "Health:on-track", "2027-03-31"), (row["member-state-name"].Replace('’', '\''), row["state"], row["health"], row["next-due"]));
        Assert.Equal("Topic:trafficking-in-persons;Topic:violence-against-migrants", row["topics"]);
    }

    [Fact]
    public async Task A_partner_gets_its_engagements_without_money_and_without_the_names_of_other_partners()
    {
        await using var portfolio = await Open();
        await portfolio.Write(
            Changes.Recorded("KEN-2026-0001", budget: new(10, "USD"), participants: [new(new("iom"), "IOM", ParticipationPart.Partner), new(new("unicef"), "UNICEF", ParticipationPart.Partner)]),
            Changes.Recorded("KEN-2026-0002", participants: [new(new("unicef"), "UNICEF", ParticipationPart.Partner)]));

        var lines = Read(await Csv(portfolio, actor: Seeded.Partner("iom")));

        var row = lines[0].Zip(Assert.Single(lines.Skip(1))).ToDictionary(c => c.First, c => c.Second);
        Assert.Equal(("KEN-2026-0001", "", "IOM"), (row["reference"], row["budget"], row["partners"]));
    }
}
