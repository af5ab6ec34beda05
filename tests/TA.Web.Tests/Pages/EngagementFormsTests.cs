using Microsoft.Playwright;
using TA.Engagements;
using TA.Web.Tests.Kit;

namespace TA.Web.Tests.Pages;

/// <summary>What an officer changes on the pages of an engagement and a programme; scripts run for axe only.</summary>
public sealed class EngagementFormsTests(Browser browser, SharedSite shared) : IClassFixture<Browser>, IClassFixture<SharedSite>
{
    private readonly RunningSite site = shared.Site;

    [Fact]
    public async Task An_officer_changes_what_the_engagement_is_about()
    {
        var (officer, reference, page) = await Officer("change");
        var deputy = await site.Add(AccountRoles.Officer, office: "Nairobi");
        await page.ReloadAsync();
        await page.FillAsync("[name='edits.start.to']", "2026-07");
        await page.SelectOptionAsync("[name='edits.classification.to']", "confidential");
        await Save(page, 0);
        await page.CheckAsync("[name='edits.topics.to.smugglingOfMigrants'][type=checkbox]");
        await page.CheckAsync("[name='edits.workstreams.to'][value=training]");
        await Save(page, 1);
        await page.CheckAsync("[name='edits.mandate.to.conclusions'][value=c]");
        await page.FillAsync("[name='edits.mandate.to.provisions'] >> nth=0", "TIP-9.1");
        await Save(page, 2);
        await page.FillAsync("[name='edits.request.to.asked']", "A course\nin two parts");
        await Save(page, 3);
        await page.CheckAsync($"[name='edits.deputies.to'][value='{deputy.Id}']");
        await Save(page, 4);
        await page.SelectOptionAsync("[name='participation.organization']", "iom");
        await page.SelectOptionAsync("[name='participation.part']", "donor");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the organization" }).ClickAsync();
        await Done(page);

        var engagement = await site.Read(officer, reference);
        Assert.Equal(new PartialDate(2026, 7), engagement.Details.Start);
        Assert.Equal(InformationClassification.Confidential, engagement.Details.Classification);
        Assert.Equal(new Topics(TraffickingInPersons: true, SmugglingOfMigrants: true), engagement.Details.Topics);
        Assert.Equal([WorkstreamKind.Training], engagement.Details.Workstreams);
        Assert.Equal(new Mandate(["c"], ["TIP-9.1"]), engagement.Details.Mandate);
        Assert.Equal("A course\nin two parts", engagement.Request!.Asked);
        Assert.Equal([new UserId(deputy.Id.ToString())], engagement.Deputies);
        Assert.Contains(new Participation(new("iom"), "IOM", ParticipationPart.Donor), engagement.Participants);

        await page.UncheckAsync($"[name='edits.deputies.to'][value='{deputy.Id}']");
        await Save(page, 4);
        Assert.Empty((await site.Read(officer, reference)).Deputies);
    }

    [Fact]
    public async Task A_document_of_somebody_who_may_attach_none_is_refused_and_not_kept()
    {
        var officer = await site.Add(AccountRoles.Officer, office: "Vienna");
        var reference = await site.Engagement(officer);
        foreach (var (role, status, kept) in new[] { (AccountRoles.Manager, HttpStatusCode.Forbidden, 0), (AccountRoles.Officer, HttpStatusCode.Redirect, 1) })
        {
            using var client = await site.SignedIn(role == AccountRoles.Officer ? officer : await site.Add(role));
            var text = $"%PDF-1.7 {Guid.NewGuid()}";
            using var form = new MultipartFormDataContent
            {
                { new StringContent(await client.Proof($"/engagements/{reference}?tab=documents")), "__RequestVerificationToken" },
                { new StringContent(Guid.NewGuid().ToString()), "command" },
                { new ByteArrayContent(System.Text.Encoding.ASCII.GetBytes(text)), "file", "Agreement.pdf" },
            };
            using var answer = await client.PostAsync($"/engagements/{reference}/documents", form);
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal(kept, Directory.CreateDirectory(Path.Combine(site.DataFolder, "documents")).GetFiles().Select(f => f.FullName).Count(file => File.ReadAllText(file) == text));
        }
    }

    [Fact]
    public async Task A_contribution_is_recorded_and_corrected()
    {
        var (officer, reference, page) = await Officer("funding");
        await page.FillAsync("[name='donor.to']", "Norway");
        await page.FillAsync("[name='pledged.to.amount']", "1000.5");
        await page.FillAsync("[name='pledged.to.currency']", "USD");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record it" }).ClickAsync();
        await Done(page);
        var contribution = Assert.Single((await site.Read(officer, reference)).Contributions);
        Assert.Equal(("Norway", new Money(1000.5m, "USD"), null), (contribution.Donor, contribution.Pledged, contribution.Received));

        await page.Locator("summary", new() { HasText = "Correct" }).ClickAsync();
        await page.FillAsync("td [name='received.to.amount']", "400");
        await page.FillAsync("td [name='received.to.currency']", "EUR");
        await page.Locator("td").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Done(page);
        Assert.Equal(contribution with { Received = new Money(400, "EUR") }, Assert.Single((await site.Read(officer, reference)).Contributions));

        await page.GetByText("Record a contribution").ClickAsync();
        await page.FillAsync("details.card [name='donor.to']", "Spain");
        await page.FillAsync("details.card [name='pledged.to.amount']", "5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record it" }).ClickAsync();
        await Assertions.Expect(page.Locator("#not-done")).ToContainTextAsync("Currency");
        await Assertions.Expect(page.Locator("details.card [name='donor.to']")).ToHaveValueAsync("Spain");
    }

    [Fact]
    public async Task Tasks_are_moved_up_and_down_and_wait_for_others()
    {
        var (officer, reference, page) = await Officer("plan");
        await page.GetByRole(AriaRole.Link, new() { Name = "Move tasks up and down" }).ClickAsync();
        var before = (await site.Read(officer, reference)).Tasks.Select(t => t.Title).ToList();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Move “{before[0]}” down" }).ClickAsync();
        await Done(page);
        Assert.Equal([before[1], before[0], .. before.Skip(2)], (await site.Read(officer, reference)).Tasks.Select(t => t.Title));
        await page.GetByRole(AriaRole.Button, new() { Name = $"Move “{before[0]}” up" }).ClickAsync();
        await Done(page);
        Assert.Equal(before, (await site.Read(officer, reference)).Tasks.Select(t => t.Title));

        var task = (await site.Read(officer, reference)).Tasks[^1];
        await page.GotoAsync($"/engagements/{reference}/tasks/{task.Id}");
        await page.GetByText("Change what it waits for").ClickAsync();
        await page.SelectOptionAsync($"[name='links[{task.Predecessors.Count}].task']", "case.request.log");
        await page.Locator("details[open]").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Done(page);
        Assert.Equal([.. task.Predecessors, new Predecessor("case.request.log")], (await site.Read(officer, reference)).Find(task.Id)!.Predecessors);
        await page.GetByText("Change what it waits for").ClickAsync();
        await page.SelectOptionAsync($"[name='links[{task.Predecessors.Count}].task']", "");
        await page.Locator("details[open]").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Done(page);
        Assert.Equal(task.Predecessors, (await site.Read(officer, reference)).Find(task.Id)!.Predecessors);
    }

    [Fact]
    public async Task Dates_are_proposed_and_accepted()
    {
        var (officer, reference, page) = await Officer("plan");
        await site.Do(officer, reference, new StartTask("case.request.log"));
        await page.GotoAsync($"/engagements/{reference}/tasks/case.request.log");
        await page.GetByText("Propose other dates").ClickAsync();
        var due = site.Today().AddDays(60);
        await page.Locator("details[open] [name='proposal.to.dates.due']").FillAsync(due.ToString("yyyy-MM-dd"));
        await page.FillAsync("[name='proposal.to.because']", "Elections");
        await page.GetByRole(AriaRole.Button, new() { Name = "Propose", Exact = true }).ClickAsync();
        await Done(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept the dates" }).ClickAsync();
        await Done(page);
        Assert.Equal(due, (await site.Read(officer, reference)).Find("case.request.log")!.Dates.Due);
    }

    [Fact]
    public async Task A_programme_is_entered_changed_and_given_to_and_the_engagement_put_in_it()
    {
        var (officer, reference, page) = await Officer("change");
        await page.GotoAsync("/programmes");
        await page.GetByText("Enter a programme").ClickAsync();
        await page.FillAsync("[name=id]", "P-TEST1");
        await page.FillAsync("details [name=title]", "Programme in East Africa");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enter it" }).ClickAsync();
        await Done(page);
        await page.GetByText("Change the programme").ClickAsync();
        await page.FillAsync("[name='start.to']", "2026");
        await page.FillAsync("[name='budget.to.amount']", "2500000");
        await page.FillAsync("[name='budget.to.currency']", "usd");
        await page.EvaluateAsync("document.querySelectorAll('form').forEach(f => f.noValidate = true)");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#not-done")).ToContainTextAsync("Currency");
        await Assertions.Expect(page.Locator("[name='start.to']")).ToHaveValueAsync("2026");
        await page.FillAsync("[name='budget.to.currency']", "USD");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).First.ClickAsync();
        await Done(page);
        await Assertions.Expect(page.GetByText("USD 2,500,000")).ToBeVisibleAsync();
        await page.FillAsync("details.card [name='donor.to']", "Canada");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record it" }).ClickAsync();
        await Done(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "Canada" })).ToBeVisibleAsync();

        await page.GotoAsync($"/engagements/{reference}?tab=change");
        await page.SelectOptionAsync("[name='edits.programme.to']", "P-TEST1");
        await Save(page, 0);
        Assert.Equal(new ProgrammeId("P-TEST1"), (await site.Read(officer, reference)).Details.Programme);
    }

    [Fact]
    public async Task The_whole_thread_of_comments_and_the_whole_history_can_be_read_page_by_page()
    {
        var (officer, reference, page) = await Officer("history");
        for (var i = 1; i <= 55; i++)
            await site.Do(officer, reference, new CommentOnTask("case.request.log", $"Remark number {i}."));
        await page.GotoAsync($"/engagements/{reference}/tasks/case.request.log");
        var seen = new List<string>();
        while (true)
        {
            seen.InsertRange(0, await page.Locator("#comments li .lines").AllInnerTextsAsync());
            if (await page.GetByRole(AriaRole.Link, new() { Name = "Older comments" }).CountAsync() == 0)
                break;
            await page.GetByRole(AriaRole.Link, new() { Name = "Older comments" }).ClickAsync();
        }

        Assert.Equal(Enumerable.Range(1, 55).Select(i => $"Remark number {i}."), seen);
        await page.GotoAsync($"/engagements/{reference}?tab=history");
        Assert.Equal(50, await page.Locator(".timeline > li").CountAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Older" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Engagement opened")).ToBeVisibleAsync();
    }

    private async Task<(TestAccount, EngagementReference, IPage)> Officer(string tab)
    {
        var officer = await site.Add(AccountRoles.Officer, office: "Vienna");
        var reference = await site.Engagement(officer);
        var page = await browser.Open(site);
        await page.GotoAsync($"/sign-in?return={Uri.EscapeDataString($"/engagements/{reference}?tab={tab}")}");
        await page.FillAsync("[name=email]", officer.Email);
        await page.FillAsync("[name=password]", officer.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath.StartsWith("/engagements/"));
        return (officer, reference, page);
    }

    private static async Task Save(IPage page, int card)
    {
        await page.Locator("section.card").Nth(card).GetByRole(AriaRole.Button).ClickAsync();
        await Done(page);
    }

    private static Task Done(IPage page) => Assertions.Expect(page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
}
