using Microsoft.Playwright;
using TA.Engagements;
using TA.Web.Tests.Kit;

namespace TA.Web.Tests.Journeys;

public sealed class AsOfJourneyTests(Browser browser, SharedSite shared) : Journey(browser, shared)
{
    [Fact]
    public async Task A_manager_looks_at_the_portfolio_of_an_earlier_day_and_comes_back()
    {
        var officer = await Site.Add(AccountRoles.Officer, office: "Vienna");
        var manager = await Site.Add(AccountRoles.Manager, organization: null);
        var reference = await Site.Engagement(officer);
        var then = Today;
        Site.Clock.Pass(TimeSpan.FromDays(3));
        await Site.Do(officer, reference, new ChangeEngagement { Edits = new() { Title = new("Support", "Retitled since") } });
        var page = await SignIn(manager, "/portfolio");
        for (var tries = 0; tries < 300 && !(await page.ContentAsync()).Contains("Retitled since", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(100);
            await page.ReloadAsync();
        }

        await page.GetByLabel("As of").FillAsync(Iso(then));
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("As recorded by the end of");
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Support" }).First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Retitled since")).Not.ToBeVisibleAsync();
        await NoBarriers(page);
        await Picture(page, "portfolio-as-of");
        await page.GetByRole(AriaRole.Link, new() { Name = "Reference" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to today" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Retitled since")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).Not.ToBeVisibleAsync();
    }
}
