using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TA.Casework.Grains;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Web.Tests.Journeys;

/// <summary>An officer's way through one plan, with the playbooks' tasks: a gate outside, a link to it, what if it slips, the calendar of the Member State.</summary>
public sealed class PlanJourneyTests(Browser browser, SharedSite shared) : IClassFixture<Browser>, IClassFixture<SharedSite>
{
    private readonly RunningSite site = shared.Site;

    [Fact]
    public async Task An_officer_ties_a_task_to_a_session_of_parliament_and_sees_what_happens_when_it_is_put_off()
    {
        var officer = await site.Add(AccountRoles.Officer, office: "Vienna");
        var reference = await Engagement(officer);
        var page = await browser.Open(site);
        await page.GotoAsync($"/sign-in?return={Uri.EscapeDataString($"/engagements/{reference}?tab=plan")}");
        await page.FillAsync("[name=email]", officer.Email);
        await page.FillAsync("[name=password]", officer.Password);
        await page.Keyboard.PressAsync("Enter");

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
        await Pictures(page, "plan");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Passage" }).ScrollIntoViewIfNeededAsync();
        await Pictures(page, "plan-tasks");

        var gate = Assert.Single((await Read(officer, reference)).Outside).Id;
        await page.GotoAsync($"/engagements/{reference}/tasks/leg.passage.adopt");
        await page.GetByText("Change what it waits for").ClickAsync();
        var links = page.Locator("form[action$=change-links]");
        await links.Locator("input[name$='.task']").Last.FillAsync(gate.Value);
        await links.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByText("It waits for what lies outside:")).ToBeVisibleAsync();
        await NoBarriers(page);

        // A circle is refused, and the way round is told.
        await page.GetByText("Change what it waits for").ClickAsync();
        await links.Locator("input[name$='.task']").Last.FillAsync("leg.passage.promulgate");
        await links.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("→");

        await page.GotoAsync($"/engagements/{reference}?tab=plan");
        await page.GetByRole(AriaRole.Link, new() { Name = "What if something slips?" }).ClickAsync();
        await NoBarriers(page);
        await page.Locator("[name=task]").First.FillAsync(gate.Value);
        await page.Locator("[name=days]").First.FillAsync("15");
        await page.Locator("[name=task]").Nth(1).FillAsync("leg.scope.tor");
        await page.Locator("[name=days]").Nth(1).FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show what would happen" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The plan would end on")).ToBeVisibleAsync();
        await NoBarriers(page);
        await Pictures(page, "what-if");
        var before = (await Read(officer, reference)).Find("leg.passage.adopt")!.Dates;
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Make these the agreed dates") }).ClickAsync();
        await Assertions.Expect(page.Locator(".message.good")).ToBeVisibleAsync();
        Assert.True((await Read(officer, reference)).Find("leg.passage.adopt")!.Dates.Start > before.Start);
    }

    [Fact]
    public async Task An_officer_enters_a_holiday_and_the_engagements_of_the_Member_State_go_by_it()
    {
        var officer = await site.Add(AccountRoles.Officer, office: "Vienna");
        var reference = await Engagement(officer, "JOR");
        var page = await browser.Open(site);
        await page.GotoAsync($"/sign-in?return={Uri.EscapeDataString("/calendars")}");
        await page.FillAsync("[name=email]", officer.Email);
        await page.FillAsync("[name=password]", officer.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Jordan" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Friday")).ToBeCheckedAsync();
        await NoBarriers(page);
        await page.Locator("[name=on]").First.FillAsync(Iso(Today.AddDays(30)));
        await page.Locator("[name=name]").First.FillAsync("Independence Day");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Independence Day" })).ToBeVisibleAsync();
        await NoBarriers(page);
        await Pictures(page, "calendar");
        for (var tries = 0; !(await Read(officer, reference)).Calendars.Any(c => c.Holidays.Contains(Today.AddDays(30))); tries++)
        {
            Assert.True(tries < 100, "The engagement was not told.");
            await Task.Delay(100);
        }

        // An engagement that is opened now begins with it.
        Assert.Equal("JOR", Assert.Single((await Read(officer, await Engagement(officer, "JOR"))).Calendars).Of);
    }

    private DateOnly Today => DateOnly.FromDateTime(site.Clock.GetUtcNow().UtcDateTime);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Pictures to look at: as it is, and from right to left.</summary>
    private static async Task Pictures(IPage page, string name)
    {
        Directory.CreateDirectory(Browser.Pictures);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Pictures, $"{name}.png") });
        await page.EvaluateAsync("document.documentElement.dir = 'rtl'");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Pictures, $"{name}-rtl.png") });
        await page.EvaluateAsync("document.documentElement.dir = 'ltr'");
    }

    private async Task<Engagement> Read(TestAccount officer, EngagementReference reference) => (await Send(new ReadEngagement(reference, ActorOf(officer))))!;

    private async Task<EngagementReference> Engagement(TestAccount officer, string memberState = "KEN")
    {
        var command = new OpenEngagement(
            new() { MemberState = memberState, Title = "Law against trafficking in persons", Topics = new(TraffickingInPersons: true), Workstreams = [WorkstreamKind.Legislation, WorkstreamKind.Training] },
            new(RequestChannel.NoteVerbale, "Ministry of Justice", Today, "Support"), ActorOf(officer).User, Today);
        var outcome = await Send(new OpenEngagementRequest(Guid.NewGuid(), command, ActorOf(officer)));
        Assert.Equal(OutcomeKind.Accepted, outcome.Kind);
        return EngagementReference.Parse(outcome.Reference);
    }

    private Task<T> Send<T>(IRequest<T> request) => site.Services.GetRequiredService<IMediator>().Send(request);

    private static async Task NoBarriers(IPage page) => Assert.Empty(await Browser.Barriers(page));

    private static Actor ActorOf(TestAccount officer) => new(new(officer.Id.ToString()), "Officer", ActorRoles.Officer, OrganizationId.Unodc, "Vienna");
}
