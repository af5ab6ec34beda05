using System.Globalization;
using TA.Engagements;
using TA.Web.Tests.Kit;

namespace TA.Web.Tests.Api;

/// <summary>The portfolio as of an earlier day, by the API and in the addresses of pages.</summary>
public sealed class AsOfApiTests
{
    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Lists_files_and_sums_are_told_as_of_a_day_and_say_so()
    {
        await using var site = await RunningSite.Start();
        var officer = await site.Add(AccountRoles.Officer, office: "Vienna");
        var reference = await site.Engagement(officer);
        var then = site.Today();
        site.Clock.Pass(TimeSpan.FromDays(2));
        await site.Do(officer, reference, new ChangeEngagement { Edits = new() { Title = new("Support", "Retitled since") } });
        await site.Engagement(officer, "BRA");
        using var api = await site.WithToken(officer);
        await Until(async () => (await api.Json("/api/portfolio")).ToString().Contains("BRA-", StringComparison.Ordinal));

        var row = Assert.Single((await api.Json($"/api/portfolio?asOf={Iso(then)}")).GetProperty("rows").EnumerateArray());
        Assert.Equal("Support", row.GetProperty("title").GetString());
        Assert.Equal(1, (await api.Json($"/api/portfolio?asOf={Iso(then.AddDays(1))}&text=support")).GetProperty("total").GetInt32());
        Assert.Equal(2, (await api.Json($"/api/portfolio?asOf={Iso(site.Today())}")).GetProperty("total").GetInt32());
        Assert.Equal(0, (await api.Json($"/api/portfolio?asOf={Iso(then.AddDays(-1))}")).GetProperty("total").GetInt32());
        Assert.Equal(1, (await api.Json($"/api/results?asOf={Iso(then)}")).GetProperty("engagements").GetInt32());

        using var page = await site.SignedIn(officer);
        var list = await page.GetStringAsync($"/portfolio?asOf={Iso(then)}&state=requested");
        Assert.Contains($"As recorded by the end of {then.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)} (UTC).", list);
        Assert.Contains("href=\"/portfolio?state=requested\">Back to today</a>", list);
        // Every other link of the list keeps the day.
        var links = System.Text.RegularExpressions.Regex.Matches(list, "href=\"(/portfolio[^\"]*)\"").Select(m => m.Groups[1].Value).Where(l => l != "/portfolio?state=requested" && l != "/portfolio").ToList();
        Assert.True(links.Count > 10, $"{links.Count} links");
        Assert.All(links, link => Assert.Contains($"asOf={Iso(then)}", link));
        Assert.DoesNotContain("Retitled since", list);
        Assert.DoesNotContain("As recorded", await page.GetStringAsync("/portfolio?asOf="));
        using var file = await page.GetAsync($"/portfolio.csv?asOf={Iso(then)}");
        Assert.Equal($"portfolio-{Iso(then)}.csv", file.Content.Headers.ContentDisposition!.FileNameStar ?? file.Content.Headers.ContentDisposition.FileName);
        Assert.DoesNotContain("Retitled since", await file.Content.ReadAsStringAsync());
        foreach (var other in new[] { "/portfolio/money", "/portfolio/results", "/portfolio/results/TRN-1", "/coverage", "/coverage/KEN", "/programmes", "/organizations" })
            Assert.Contains("As recorded by the end of", await page.GetStringAsync($"{other}?asOf={Iso(then)}"));
        Assert.Contains("Nothing had been recorded by the end of that day.", await page.GetStringAsync("/portfolio?asOf=1999-12-31"));
    }

    [Fact]
    public async Task A_day_to_come_and_what_is_no_day_are_refused_with_a_sentence()
    {
        await using var site = await RunningSite.Start();
        var manager = await site.Add(AccountRoles.Manager, organization: null);
        using var api = await site.WithToken(manager);
        using var page = await site.SignedIn(manager);
        foreach (var path in new[] { "/api/portfolio", "/api/results", "/api/results/TRN-1", "/api/coverage", "/api/coverage/KEN" })
        {
            using var future = await api.GetAsync($"{path}?asOf={Iso(site.Today().AddDays(1))}");
            await future.IsProblem(HttpStatusCode.UnprocessableEntity, "day-to-come");
            using var nonsense = await api.GetAsync($"{path}?asOf=31/12/2025");
            Assert.Contains("31/12/2025", (await nonsense.IsProblem(HttpStatusCode.UnprocessableEntity, "no-such-day")).GetProperty("title").GetString());
        }

        foreach (var path in new[] { "/portfolio", "/portfolio.csv", "/portfolio/money", "/portfolio/results", "/portfolio/results.csv", "/coverage", "/coverage/KEN", "/programmes", "/organizations" })
        {
            using var nonsense = await page.GetAsync($"{path}?asOf=2025-02-30");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, nonsense.StatusCode);
            Assert.Contains("2025-02-30", await nonsense.Content.ReadAsStringAsync());
        }
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        for (var tries = 0; !await condition(); tries++)
        {
            Assert.True(tries < 600, "It did not come to that within a minute.");
            await Task.Delay(100);
        }
    }
}
