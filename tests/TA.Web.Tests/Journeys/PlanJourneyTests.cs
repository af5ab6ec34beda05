using Microsoft.Playwright;
using TA.Engagements;
using TA.Web.Tests.Kit;

namespace TA.Web.Tests.Journeys;

/// <summary>An officer's way through one plan, with the playbooks' tasks: a gate outside, a link to it, what if it slips, the calendar of the Member State.</summary>
public sealed class PlanJourneyTests(Browser browser, SharedSite shared) : Journey(browser, shared)
{
    [Fact]
    public async Task An_officer_ties_a_task_to_a_session_of_parliament_and_sees_what_happens_when_it_is_put_off()
    {
        var officer = await Site.Add(AccountRoles.Officer, office: "Vienna");
        var reference = await Site.Engagement(officer, "KEN", WorkstreamKind.Legislation, WorkstreamKind.Training);
        var page = await SignIn(officer, $"/engagements/{reference}?tab=plan");

        // The plan of the playbooks has a forecast and a critical path.
        await Assertions.Expect(page.GetByText("Forecast end")).ToBeVisibleAsync();
        await page.GetByText("Critical path:").ClickAsync();
        await NoBarriers(page);

        await page.GetByText("Add a gate outside").ClickAsync();
        var adding = page.Locator("form[action$=add-outside-gate]");
        await adding.Locator("[name=title]").FillAsync("Autumn session of parliament");
        await adding.Locator("[name=expected]").FillAsync(Iso(Today.AddDays(400)));
        await adding.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "Autumn session of parliament" })).ToBeVisibleAsync();
        await NoBarriers(page);
        await Picture(page, "plan");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Passage" }).ScrollIntoViewIfNeededAsync();
        await Picture(page, "plan-tasks");

        var gate = Assert.Single((await Site.Read(officer, reference)).Outside).Id;
        await page.GotoAsync($"/engagements/{reference}/tasks/leg.passage.adopt");
        await page.GetByText("Change what it waits for").ClickAsync();
        var links = page.Locator("form[action$=change-links]");
        await links.Locator("select[name$='.task']").Last.SelectOptionAsync(gate.Value);
        await links.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByText("It waits for what lies outside:")).ToBeVisibleAsync();
        await NoBarriers(page);

        // A circle is refused, and the way round is told.
        await page.GetByText("Change what it waits for").ClickAsync();
        await links.Locator("select[name$='.task']").Last.SelectOptionAsync("leg.passage.promulgate");
        await links.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("→");

        await page.GotoAsync($"/engagements/{reference}?tab=plan");
        await page.GetByRole(AriaRole.Link, new() { Name = "What if something slips?" }).ClickAsync();
        await NoBarriers(page);
        await page.Locator("[name=task]").First.SelectOptionAsync(gate.Value);
        await page.Locator("[name=days]").First.FillAsync("15");
        await page.Locator("[name=task]").Nth(1).SelectOptionAsync("leg.scope.tor");
        await page.Locator("[name=days]").Nth(1).FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show what would happen" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The plan would end on")).ToBeVisibleAsync();
        await NoBarriers(page);
        await Picture(page, "what-if");
        var before = (await Site.Read(officer, reference)).Find("leg.passage.adopt")!.Dates;
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Make these the agreed dates") }).ClickAsync();
        await Assertions.Expect(page.Locator(".message.good")).ToBeVisibleAsync();
        Assert.True((await Site.Read(officer, reference)).Find("leg.passage.adopt")!.Dates.Start > before.Start);
    }

    [Fact]
    public async Task An_officer_enters_a_holiday_and_the_engagements_of_the_Member_State_go_by_it()
    {
        var officer = await Site.Add(AccountRoles.Officer, office: "Vienna");
        var reference = await Site.Engagement(officer, "JOR", WorkstreamKind.Legislation, WorkstreamKind.Training);
        var page = await SignIn(officer, "/calendars");
        await page.GetByRole(AriaRole.Link, new() { Name = "Jordan" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Friday")).ToBeCheckedAsync();
        await NoBarriers(page);
        await page.Locator("[name=on]").First.FillAsync(Iso(Today.AddDays(30)));
        await page.Locator("[name=name]").First.FillAsync("Independence Day");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Independence Day" })).ToBeVisibleAsync();
        await NoBarriers(page);
        await Picture(page, "calendar");
        for (var tries = 0; !(await Site.Read(officer, reference)).Calendars.Any(c => c.Holidays.Contains(Today.AddDays(30))); tries++)
        {
            Assert.True(tries < 100, "The engagement was not told.");
            await Task.Delay(100);
        }

        // An engagement that is opened now begins with it.
        Assert.Equal("JOR", Assert.Single((await Site.Read(officer, await Site.Engagement(officer, "JOR", WorkstreamKind.Legislation, WorkstreamKind.Training))).Calendars).Of);
    }
}
