using Microsoft.Playwright;
using TA.Engagements;
using TA.Web.Tests.Kit;

namespace TA.Web.Tests.Pages;

/// <summary>axe finds nothing on the pages of officers, partners and managers, with every part unfolded: wide and narrow, from left to right and from right to left.</summary>
public sealed class EveryPageTests(Browser browser, SharedSite shared) : IClassFixture<Browser>, IClassFixture<SharedSite>
{
    private static readonly TaskId Log = "case.request.log";
    private readonly RunningSite site = shared.Site;

    [Theory]
    [InlineData("en", 1280, false)]
    [InlineData("ar", 360, true)]
    public async Task Pages_of_an_officer_have_no_barriers(string language, int width, bool dark)
    {
        var (officer, reference) = await AtWork();
        var page = await SignIn(officer, language, width, dark);
        var engagement = $"/engagements/{reference}";
        await Check(page, "new", "/engagements/new");
        await Check(page, "portfolio", "/portfolio");
        await Check(page, "money", "/portfolio/money");
        await Check(page, "my-tasks", "/my/tasks");
        await Check(page, "organizations", "/organizations?text=migration");
        await Check(page, "programmes", "/programmes");
        await Check(page, "coverage", "/coverage");
        await Check(page, "coverage-of", "/coverage/KEN");
        await Check(page, "member-states", "/member-states");
        await Check(page, "member-state", "/member-states/KEN");
        await Check(page, "calendars", "/calendars");
        await Check(page, "results", "/portfolio/results");
        await Check(page, "results-balance", "/portfolio/results/balance");
        await Check(page, "what-if", $"{engagement}/what-if");
        foreach (var tab in new[] { "", "plan", "plan&at=order", "legislation", "units", "training", "results", "agreements", "risks", "mandate", "funding", "documents", "history", "change" })
            await Check(page, $"engagement-{tab.Replace("&at=", "-")}", $"{engagement}?tab={tab}");
        await Check(page, "task", $"{engagement}/tasks/{Log}");
        await Check(page, "task-planned", $"{engagement}/tasks/case.request.ack");

        await page.FillAsync("[name='edits.title.to']", "Mine");
        await site.Do(officer, reference, new ChangeTask("case.request.ack", new() { Title = new((await site.Read(officer, reference)).Find("case.request.ack")!.Title, "Theirs") }));
        await page.Locator("form[action$=change-task]").First.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.Locator("#not-done")).ToBeVisibleAsync();
        await Check(page, "not-done");
    }

    [Theory]
    [InlineData("en", 1280)]
    [InlineData("ar", 360)]
    public async Task Pages_of_a_partner_have_no_barriers_and_stay_under_50_KB(string language, int width)
    {
        var (officer, reference) = await AtWork();
        for (var i = 0; i < 30; i++)
            await site.Do(officer, reference, new CommentOnTask(Log, $"{i} " + string.Join(' ', Enumerable.Repeat("words that say something", 80))));
        var page = await SignIn(await site.Add(AccountRoles.Partner, organization: "iom"), language, width);
        foreach (var (name, address) in new[]
        {
            ("my-tasks", "/my/tasks"), ("none", "/my/tasks?standing=blocked"), ("task", $"/engagements/{reference}/tasks/{Log}"), ("engagement", $"/engagements/{reference}"), ("plan", $"/engagements/{reference}?tab=plan"),
            ("documents", $"/engagements/{reference}?tab=documents"), ("history", $"/engagements/{reference}?tab=history"), ("mandate", $"/engagements/{reference}?tab=mandate"),
        })
        {
            var answer = (await page.GotoAsync(address))!;
            Assert.Equal(200, answer.Status);
            Assert.InRange((await answer.BodyAsync()).Length, 1, 50 * 1024);
            await Check(page, $"partner-{name}");
        }
    }

    [Fact]
    public async Task Pages_of_a_manager_have_no_barriers_from_right_to_left()
    {
        var (_, reference) = await AtWork();
        var page = await SignIn(await site.Add(AccountRoles.Manager), "ar");
        foreach (var (name, address) in new[]
        {
            ("portfolio", "/portfolio?changed=visit"), ("nothing", "/portfolio?text=nothinglikethis"), ("money", "/portfolio/money"), ("engagement", $"/engagements/{reference}"), ("plan", $"/engagements/{reference}?tab=plan"),
            ("task", $"/engagements/{reference}/tasks/{Log}"), ("funding", $"/engagements/{reference}?tab=funding"), ("legislation", $"/engagements/{reference}?tab=legislation"), ("risks", $"/engagements/{reference}?tab=risks"),
            ("coverage", "/coverage"), ("results", "/portfolio/results"), ("history", $"/engagements/{reference}?tab=history&before=1"),
        })
            await Check(page, $"manager-{name}", address);
    }

    private async Task<(TestAccount, EngagementReference)> AtWork()
    {
        var officer = await site.Add(AccountRoles.Officer, office: "Vienna");
        var reference = await site.Engagement(officer, "KEN", WorkstreamKind.Legislation, WorkstreamKind.SpecializedUnit, WorkstreamKind.Training);
        await site.Do(officer, reference, new AssignTasks([new(Log, OrganizationId.Unodc)], new("iom"), "IOM"));
        await site.Do(officer, reference, new StartTask(Log));
        await site.Do(officer, reference, new ProposeDates(Log, new(null, new(new(site.Today(), site.Today().AddDays(30)), "Elections"))));
        await site.Do(officer, reference, new SubmitDeliverable(Log, "As asked"));
        await site.Do(officer, reference, new CommentOnTask(Log, "Thank you"));
        await site.Do(officer, reference, new RecordContribution(null, new(null, "Norway"), new(null, new Money(1000, "USD")), default));
        return (officer, reference);
    }

    private async Task<IPage> SignIn(TestAccount account, string language, int width = 1280, bool dark = false)
    {
        var page = await browser.Open(site, width, dark);
        await page.GotoAsync($"/sign-in?lang={language}&return=/account");
        await page.FillAsync("[name=email]", account.Email);
        await page.FillAsync("[name=password]", account.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/account");
        return page;
    }

    private static async Task Check(IPage page, string name, string? address = null)
    {
        if (address is not null)
            Assert.Equal(200, (await page.GotoAsync(address))!.Status);
        var language = await page.EvaluateAsync<string>("document.documentElement.lang");
        var width = page.ViewportSize!.Width;
        if (Environment.GetEnvironmentVariable("TA_PICTURES") is not null)
            await Browser.Picture(page, $"{name}-{width}-{language}");
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        Assert.Equal([], (await Browser.Barriers(page)).Select(barrier => $"{name}: {barrier}"));
        Assert.Equal((name, width), (name, await page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
    }
}
