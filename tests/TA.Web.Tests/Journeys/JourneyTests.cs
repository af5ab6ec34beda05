using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TA.Casework.Grains;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Web.Tests.Journeys;

/// <summary>What each of the three roles comes for, in Chromium, from sign-in to the visible result; axe finds nothing on the way.</summary>
public sealed class JourneyTests(Browser browser, SharedSite shared) : IClassFixture<Browser>, IClassFixture<SharedSite>
{
    private readonly RunningSite site = shared.Site;

    [Fact]
    public async Task An_officer_opens_an_engagement_completes_a_task_and_assigns_another()
    {
        var officer = await site.Add(AccountRoles.Officer, office: "Vienna");
        var similar = await Engagement(officer, "BRA");
        var page = await SignIn(officer, "/portfolio");
        await page.GetByRole(AriaRole.Link, new() { Name = "Open an engagement" }).ClickAsync();
        await NoBarriers(page);
        await page.SelectOptionAsync("[name=memberState]", "BRA");
        await page.FillAsync("[name=title]", "Training of prosecutors");
        await page.CheckAsync("[name=tip]");
        await page.CheckAsync("[name=workstreams][value=Training]");
        await page.FillAsync("[name=authority]", "Ministry of Justice");
        await page.FillAsync("[name=asked]", "A course for prosecutors");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the engagement" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(similar.ToString());
        await NoBarriers(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the engagement" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Training of prosecutors", Level = 1 })).ToBeVisibleAsync();
        await NoBarriers(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "Plan", Exact = true }).ClickAsync();
        await NoBarriers(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Register the request" }).ClickAsync();
        await page.GetByText("Complete in one step").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Complete", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("h1 .badge").First).ToHaveTextAsync("accepted");
        await NoBarriers(page);
    }

    [Fact]
    public async Task A_partner_finds_what_was_sent_back_and_submits_it_again()
    {
        var officer = await site.Add(AccountRoles.Officer, office: "Vienna");
        var reference = await Engagement(officer);
        var task = new TaskId("case.request.log");
        await Do(officer, reference, new AssignTasks([new(task, OrganizationId.Unodc)], new("iom"), "IOM"));
        await Do(officer, reference, new StartTask(task));
        await Do(officer, reference, new SubmitDeliverable(task));
        await Do(officer, reference, new ReturnDeliverable(task, "The annex is missing"));

        var page = await SignIn(await site.Add(AccountRoles.Partner, organization: "iom"), "/my/tasks");
        var sentBack = page.Locator("article", new() { HasText = reference.ToString() });
        await Assertions.Expect(sentBack).ToContainTextAsync("The annex is missing");
        await NoBarriers(page);
        await sentBack.GetByRole(AriaRole.Link).First.ClickAsync();
        await NoBarriers(page);
        await page.FillAsync("textarea[name=note]", "With the annex");
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit the deliverable" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1 .badge").First).ToHaveTextAsync("submitted");
        await Assertions.Expect(page.GetByText("The annex is missing")).Not.ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_manager_narrows_the_portfolio_and_keeps_the_address()
    {
        var reference = await Engagement(await site.Add(AccountRoles.Officer, office: "Vienna"), "PER");
        var page = await SignIn(await site.Add(AccountRoles.Manager), "/portfolio?memberState=PER");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = reference.ToString() })).ToBeVisibleAsync();
        await NoBarriers(page);
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^requested") }).First.ClickAsync();
        Assert.Contains("memberState=PER", page.Url);
        Assert.Contains("state=requested", page.Url);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = reference.ToString() })).ToBeVisibleAsync();
        await page.GotoAsync("/portfolio/money");
        await NoBarriers(page);
    }

    private async Task<IPage> SignIn(TestAccount account, string to)
    {
        var page = await browser.Open(site);
        await page.GotoAsync($"/sign-in?return={Uri.EscapeDataString(to)}");
        await page.FillAsync("[name=email]", account.Email);
        await page.FillAsync("[name=password]", account.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**{to.Split('?')[0]}*");
        return page;
    }

    private static async Task NoBarriers(IPage page) => Assert.Empty(await Browser.Barriers(page));

    private async Task<EngagementReference> Engagement(TestAccount officer, string memberState = "KEN")
    {
        var today = DateOnly.FromDateTime(site.Clock.GetUtcNow().UtcDateTime);
        var command = new OpenEngagement(
            new() { MemberState = memberState, Title = "Support", Topics = new(TraffickingInPersons: true) },
            new(RequestChannel.NoteVerbale, "Ministry of Justice", today, "Support"), ActorOf(officer).User, today);
        var outcome = await site.Services.GetRequiredService<IMediator>().Send(new OpenEngagementRequest(Guid.NewGuid(), command, ActorOf(officer)));
        Assert.Equal(OutcomeKind.Accepted, outcome.Kind);
        return EngagementReference.Parse(outcome.Reference);
    }

    private async Task Do(TestAccount officer, EngagementReference reference, EngagementCommand command) =>
        Assert.Equal(OutcomeKind.Accepted, (await site.Services.GetRequiredService<IMediator>().Send(new ChangeEngagementRequest(reference, Guid.NewGuid(), command, ActorOf(officer)))).Kind);

    private static Actor ActorOf(TestAccount officer) => new(new(officer.Id.ToString()), "Officer", ActorRoles.Officer, OrganizationId.Unodc, "Vienna");
}
