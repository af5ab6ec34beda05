using System.Collections.Concurrent;
using Microsoft.Playwright;
using TA.Web.Tests.Api;
using TA.Web.Tests.Kit;
using static Microsoft.Playwright.Assertions;

namespace TA.Web.Tests.Cluster;

/// <summary>The dashboard of Orleans is for administrators, and shows machines and figures but no engagement.</summary>
public sealed class DashboardTests(SharedSite shared, Browser browser) : IClassFixture<SharedSite>, IClassFixture<Browser>
{
    private static readonly string[] Open = ["/cluster/", "/cluster/index.html", "/cluster/index.min.js", "/cluster/index.css", "/cluster/version", "/cluster/DashboardCounters", "/cluster/ClusterStats", "/cluster/TopGrainMethods", "/cluster/LifecycleStages"];

    private static readonly string[] Closed = ["/cluster/Trace", "/cluster/trace", "/cluster/GrainState?grainId=KEN-2026-0001&grainType=TA.Casework.Grains.EngagementGrain", "/cluster/grainstate", "/cluster/anything"];

    private RunningSite Site => shared.Site;

    [Fact]
    public async Task Nobody_but_an_administrator_sees_any_of_it()
    {
        await Site.Add(AccountRoles.Administrator);
        using var nobody = Site.Anonymous();
        foreach (var path in Open.Concat(Closed).Append("/cluster"))
        {
            using var answer = await nobody.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.Redirect, "/sign-in"), (path, answer.StatusCode, answer.Headers.Location!.AbsolutePath));
        }

        foreach (var role in Enum.GetValues<AccountRoles>().Except([AccountRoles.None, AccountRoles.Administrator]).Append(AccountRoles.Officer | AccountRoles.Partner | AccountRoles.Manager))
        {
            using var person = await Site.SignedIn(await Site.Add(role));
            foreach (var path in Open.Concat(Closed).Append("/cluster"))
                Assert.Equal((role, path, HttpStatusCode.Forbidden), (role, path, (await person.GetAsync(path)).StatusCode));
        }

        // A token opens the API and nothing else.
        using var program = await Site.WithToken(await Site.Add(AccountRoles.Administrator));
        Assert.Equal(HttpStatusCode.Redirect, (await program.GetAsync("/cluster/DashboardCounters")).StatusCode);
    }

    [Fact]
    public async Task An_administrator_sees_machines_and_figures_and_nothing_of_what_grains_and_the_log_hold()
    {
        var officer = await Site.Add(AccountRoles.Officer);
        var engagement = await Site.Engagement(officer);
        using var administrator = await Site.SignedIn(await Site.Add(AccountRoles.Administrator));

        using (var bare = await administrator.GetAsync("/cluster"))
            Assert.Equal("/cluster/", bare.Headers.Location!.OriginalString);
        foreach (var path in Open)
        {
            using var answer = await administrator.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
            Assert.Contains("script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.DoesNotContain(engagement.ToString(), await answer.Content.ReadAsStringAsync());
        }

        foreach (var path in Closed)
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await administrator.GetAsync(path)).StatusCode));
        var counters = await administrator.Json("/cluster/DashboardCounters");
        Assert.Equal(1, counters.GetProperty("totalActiveHostCount").GetInt32());
        // The other pages keep their policy.
        using var accounts = await administrator.GetAsync("/accounts");
        Assert.DoesNotContain("script-src", accounts.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("href=\"/cluster/\"", await accounts.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task It_works_in_a_browser_under_its_policy()
    {
        var administrator = await Site.Add(AccountRoles.Administrator);
        var page = await browser.Open(Site, policy: true);
        var refused = new ConcurrentQueue<string>();
        page.Console += (_, message) =>
        {
            // The word "Loading" wants a distance from the top, which it does not get.
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal) && !message.Text.StartsWith("Applying inline style", StringComparison.Ordinal))
                refused.Enqueue(message.Text);
        };
        await page.GotoAsync("/sign-in?return=%2Faccounts");
        await page.FillAsync("[name=email]", administrator.Email);
        await page.FillAsync("[name=password]", administrator.Password);
        await page.ClickAsync("main button");
        await page.ClickAsync("a[href='/cluster/']");

        await Expect(page.Locator("body")).ToContainTextAsync("Total Activations");
        await Browser.Picture(page, "cluster");
        foreach (var part in new[] { "#/grains", "#/silos" })
        {
            await page.GotoAsync($"/cluster/{part}");
            await Expect(page.Locator(".app-content")).Not.ToBeEmptyAsync();
        }

        await page.WaitForLoadStateAsync(LoadState.Load);
        Assert.Empty(refused);
        await page.Context.CloseAsync();
    }
}
