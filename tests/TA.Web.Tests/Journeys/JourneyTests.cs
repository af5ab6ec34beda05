using Microsoft.Playwright;
using TA.Engagements;
using TA.Web.Tests.Kit;

namespace TA.Web.Tests.Journeys;

/// <summary>What each of the three roles comes for, in Chromium, from sign-in to the visible result; axe finds nothing on the way.</summary>
public sealed class JourneyTests(Browser browser, SharedSite shared) : Journey(browser, shared)
{
    [Fact]
    public async Task An_officer_opens_an_engagement_completes_a_task_and_assigns_another()
    {
        var officer = await Site.Add(AccountRoles.Officer, office: "Vienna");
        var similar = await Site.Engagement(officer, "BRA");
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

        // The ministry that will do its part is in no list: it is entered, and fills the role of national counterpart.
        var reference = EngagementReference.Parse(page.Url.Split("/engagements/")[1].Split('/')[0]);
        await page.GotoAsync($"/engagements/{reference}?tab=plan");
        await page.GetByText("Say who fills each role").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Is an organization missing? Enter it." }).ClickAsync();
        await NoBarriers(page);
        await page.FillAsync("#enter [name=name]", "Ministry of Public Security");
        await Assertions.Expect(page.Locator("#enter [name=memberState]")).ToHaveValueAsync("BRA");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enter it" }).ClickAsync();
        await page.GetByText("Say who fills each role").ClickAsync();
        var role = page.Locator("form", new() { HasText = "National counterpart" }).First;
        await role.Locator("[name='organization.to']").SelectOptionAsync(new SelectOptionValue { Label = "Ministry of Public Security" });
        await role.GetByRole(AriaRole.Button, new() { Name = "Assign all its tasks" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "Ministry of Public Security" }).First).ToBeVisibleAsync();
        await NoBarriers(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "Acknowledge" }).First.ClickAsync();
        await page.GetByText("Give it to an organization").ClickAsync();
        await page.SelectOptionAsync("details[open] [name=organization]", "iom");
        await page.Locator("details[open]").GetByRole(AriaRole.Button, new() { Name = "Assign" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();

        var opened = await Site.Read(officer, reference);
        Assert.Contains(opened.Participants, p => p is { Name: "Ministry of Public Security", Part: ParticipationPart.NationalCounterpart });
        Assert.Contains(opened.Tasks, t => t.Organization?.Value == "bra-ministry-of-public-security");
        Assert.Contains(opened.Tasks, t => t.Organization?.Value == "iom");
    }

    [Fact]
    public async Task A_partner_finds_what_was_sent_back_and_submits_it_again()
    {
        var officer = await Site.Add(AccountRoles.Officer, office: "Vienna");
        var reference = await Site.Engagement(officer);
        var task = new TaskId("case.request.log");
        await Site.Do(officer, reference, new AssignTasks([new(task, OrganizationId.Unodc)], new("iom"), "IOM"));
        await Site.Do(officer, reference, new StartTask(task));
        await Site.Do(officer, reference, new SubmitDeliverable(task));
        await Site.Do(officer, reference, new ReturnDeliverable(task, "The annex is missing"));

        var page = await SignIn(await Site.Add(AccountRoles.Partner, organization: "iom"), "/my/tasks");
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
        var reference = await Site.Engagement(await Site.Add(AccountRoles.Officer, office: "Vienna"), "PER");
        var page = await SignIn(await Site.Add(AccountRoles.Manager), "/portfolio?memberState=PER");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = reference.ToString() })).ToBeVisibleAsync();
        await NoBarriers(page);
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^requested") }).First.ClickAsync();
        Assert.Contains("memberState=PER", page.Url);
        Assert.Contains("state=requested", page.Url);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = reference.ToString() })).ToBeVisibleAsync();
        await page.GotoAsync("/portfolio/money");
        await NoBarriers(page);
    }
}
