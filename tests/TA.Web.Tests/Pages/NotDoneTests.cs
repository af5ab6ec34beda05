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
