using Microsoft.Playwright;
using TA.Engagements;
using TA.Web.Tests.Kit;

namespace TA.Web.Tests.Pages;

/// <summary>A form that is not carried out comes back with what was typed, why, and a way to go on; without scripts.</summary>
public sealed class NotDoneTests(Browser browser, SharedSite shared) : IClassFixture<Browser>, IClassFixture<SharedSite>
{
    private readonly RunningSite site = shared.Site;
    private static readonly TaskId Log = "case.request.log";

    [Fact]
    public async Task Two_people_change_the_same_field_and_the_second_sees_both_values_and_saves_over_the_first()
    {
        var (officer, reference, page) = await BeforeTheTask();
        await page.FillAsync("[name='edits.title.to']", "Mine");
        await page.FillAsync("[name='edits.deliverable.to']", "My deliverable");
        await Change(officer, reference, new() { Title = new("Register the request", "Theirs") });
        await Save(page);

        var message = page.Locator("#not-done");
        await Assertions.Expect(message).ToContainTextAsync("Somebody else has changed this meanwhile");
        await Assertions.Expect(message).ToContainTextAsync("Save mine: Mine");
        await Assertions.Expect(message).ToContainTextAsync("Leave what it is now: Theirs");
        await Assertions.Expect(page.Locator("[name='edits.title.to']")).ToHaveValueAsync("Mine");
        await Assertions.Expect(page.Locator("[name='edits.deliverable.to']")).ToHaveValueAsync("My deliverable");
        await Save(page);

        var task = (await site.Read(officer, reference)).Find(Log)!;
        Assert.Equal(("Mine", "My deliverable"), (task.Title, task.Deliverable));
    }

    [Fact]
    public async Task Who_leaves_the_other_persons_value_still_saves_the_rest()
    {
        var (officer, reference, page) = await BeforeTheTask();
        await page.FillAsync("[name='edits.title.to']", "Mine");
        await page.FillAsync("[name='edits.deliverable.to']", "My deliverable");
        await Change(officer, reference, new() { Title = new("Register the request", "Theirs") });
        await Save(page);
        await page.CheckAsync("#not-done [value=theirs]");
        await Save(page);

        var task = (await site.Read(officer, reference)).Find(Log)!;
        Assert.Equal(("Theirs", "My deliverable"), (task.Title, task.Deliverable));
    }

    [Fact]
    public async Task A_field_that_was_not_touched_has_no_conflict()
    {
        var (officer, reference, page) = await BeforeTheTask();
        await page.FillAsync("[name='edits.deliverable.to']", "My deliverable");
        await Change(officer, reference, new() { Title = new("Register the request", "Theirs") });
        await Save(page);

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        var task = (await site.Read(officer, reference)).Find(Log)!;
        Assert.Equal(("Theirs", "My deliverable"), (task.Title, task.Deliverable));
    }

    [Fact]
    public async Task A_note_typed_for_a_task_that_somebody_else_has_completed_is_not_lost()
    {
        var (officer, reference, page) = await BeforeTheTask();
        await page.Locator("summary", new() { HasText = "It cannot go on" }).ClickAsync();
        await page.FillAsync("[name=because]", "The ministry moves house & \"waits\"");
        await site.Do(officer, reference, new CompleteTask(Log));
        await page.GetByRole(AriaRole.Button, new() { Name = "Report as blocked" }).ClickAsync();

        await Assertions.Expect(page.Locator("#not-done")).ToContainTextAsync("Register the request");
        await Assertions.Expect(page.Locator("#not-done")).ToContainTextAsync("The ministry moves house & \"waits\"");
    }

    [Fact]
    public async Task What_cannot_be_read_is_marked_and_kept()
    {
        var officer = await site.Add(AccountRoles.Officer, office: "Vienna");
        var reference = await site.Engagement(officer);
        using var client = await site.SignedIn(officer);
        using var answer = await client.Send($"/engagements/{reference}?tab=plan", $"/engagements/{reference}/do/add-task",
            ("command", Guid.NewGuid().ToString()), ("tab", "plan"), ("workstream", "life-cycle"), ("title", "Ask <twice>"), ("deliverable", "Answer"), ("role", "ngo"), ("from", "2026-03-02"), ("workingDays", "many"));
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Please check the field “Working days”", html);
        Assert.Matches("name=\"workingDays\"[^>]*value=\"many\"[^>]*>|aria-invalid=\"true\"[^>]*value=\"many\"", html);
        Assert.Contains("value=\"Ask &lt;twice&gt;\"", html);
        Assert.Matches("<option value=\"ngo\" selected", html);
        Assert.Matches("<details open=\"\">\\s*<summary>Add a task", html);
    }

    [Theory]
    [InlineData("assign-tasks", "plan", "Please check: “Tasks” is empty: at least one is needed.", "organization=iom")]
    [InlineData("reschedule-tasks", "plan", "Please check the field “Shift by working days”.", "days=soon")]
    [InlineData("add-task", "plan", "“Working days” takes numbers from 1 to 1500, not 0.", "workstream=life-cycle", "stage=", "predecessors=", "description=", "organization=", "title=Visit", "deliverable=Note", "role=ngo", "from=2026-03-02", "workingDays=0")]
    [InlineData("record-unit", "units", "Please check the field “Mandate: Form”.", "edits.name.to=Unit", "edits.kind.to=police", "edits.mandate.to.title=Order 5")]
    [InlineData("enter-risk", "risks", "“Next review” lies outside the dates that are taken (1 Jan 1945 – 31 Dec 2100).",
        "title=Change", "category=human-rights", "assessment.likelihood=low", "assessment.impact=low", "owner.role=unodc", "reviewOn=1900-01-01", "response=Watch")]
    public async Task A_field_is_called_as_its_label_on_the_page_calls_it(string command, string tab, string sentence, params string[] fields)
    {
        var officer = await site.Add(AccountRoles.Officer, office: "Vienna");
        var reference = await site.Engagement(officer, "KEN", WorkstreamKind.SpecializedUnit, WorkstreamKind.Training);
        using var client = await site.SignedIn(officer);
        using var answer = await client.Send($"/engagements/{reference}?tab={tab}", $"/engagements/{reference}/do/{command}",
            [("command", Guid.NewGuid().ToString()), ("tab", tab), .. fields.Select(f => (f.Split('=')[0], f.Split('=')[1]))]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains(sentence, html[html.IndexOf("id=\"not-done\"", StringComparison.Ordinal)..][..400]);
    }

    [Fact]
    public async Task Holidays_that_cannot_be_saved_come_back_as_they_were_typed()
    {
        using var client = await site.SignedIn(await site.Add(AccountRoles.Officer, office: "Vienna"));
        foreach (var (day, name) in new[] { ("2027-06-01", ""), ("", "Madaraka Day") })
        {
            using var answer = await client.Send("/calendars/KEN", "/calendars/KEN", ("command", Guid.NewGuid().ToString()), ("on", "2027-12-12"), ("name", "Jamhuri Day"), ("on", day), ("name", name));
            var html = await answer.Content.ReadAsStringAsync();

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains($"Please check the field “Add public holidays: {(day.Length == 0 ? "Day" : "Name")}”.", html);
            Assert.Contains("value=\"Jamhuri Day\"", html);
            Assert.Contains($"value=\"{day}{name}\"", html);
        }
    }

    [Fact]
    public async Task Tasks_stay_ticked_when_they_cannot_be_shifted_as_wanted()
    {
        var officer = await site.Add(AccountRoles.Officer, office: "Vienna");
        var reference = await site.Engagement(officer);
        var page = await SignIn(officer, $"/engagements/{reference}?tab=plan");
        await page.Locator("summary", new() { HasText = "Change several tasks" }).ClickAsync();
        await page.Locator("[name=tasks]").First.CheckAsync();
        await page.FillAsync("[name=days]", "7");
        var task = (await site.Read(officer, reference)).Find(Log)!;
        await site.Do(officer, reference, new RescheduleTasks([new(Log, new(task.Dates, new(task.Dates.Start.AddDays(7), task.Dates.Due.AddDays(7))))]));
        await page.GetByRole(AriaRole.Button, new() { Name = "Shift" }).ClickAsync();

        await Assertions.Expect(page.Locator("#not-done")).ToContainTextAsync("Register the request: Dates is now");
        await Assertions.Expect(page.Locator("[name=tasks]").First).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator("[name=days]")).ToHaveValueAsync("7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Shift" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
    }

    private async Task<(TestAccount, EngagementReference, IPage)> BeforeTheTask()
    {
        var officer = await site.Add(AccountRoles.Officer, office: "Vienna");
        var reference = await site.Engagement(officer);
        var page = await SignIn(officer, $"/engagements/{reference}/tasks/{Log}");
        await page.Locator("summary", new() { HasText = "Change title" }).ClickAsync();
        return (officer, reference, page);
    }

    private Task Change(TestAccount officer, EngagementReference reference, TaskEdits edits) => site.Do(officer, reference, new ChangeTask(Log, edits));

    private static Task Save(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

    private async Task<IPage> SignIn(TestAccount account, string to)
    {
        var page = await browser.Open(site, scripts: false);
        await page.GotoAsync($"/sign-in?return={Uri.EscapeDataString(to)}");
        await page.FillAsync("[name=email]", account.Email);
        await page.FillAsync("[name=password]", account.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**{to}");
        return page;
    }
}
