using System.Text.RegularExpressions;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Tests.Kit;

namespace TA.Web.Tests.Pages;

/// <summary>What officers read on pages of an engagement and in the file of the portfolio, as a browser gets it.</summary>
public sealed class WhatPagesTellTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string FirstStage = "case.request";
    private readonly RunningSite site = shared.Site;

    [Fact]
    public async Task The_history_tells_why_and_by_whom_in_words()
    {
        var (officer, reference, client) = await Officer("KEN");
        var (colleague, partner) = (await site.Add(AccountRoles.Officer), await site.Add(AccountRoles.Partner, organization: "iom"));
        await site.Do(officer, reference, new AssignTasks([new("case.request.log", OrganizationId.Unodc)], new("iom"), "IOM", new UserId(partner.Id.ToString())));
        await site.Do(officer, reference, new CompleteTask("case.request.log", "Filed under 12/3"));
        var task = (await site.Read(officer, reference)).Tasks[^1];
        await site.Do(officer, reference, new RescheduleTasks([new(task.Id, new(task.Dates, new(task.Dates.Start, task.Dates.Due.AddDays(30))))], "Elections in May"));
        await CloseFirstStage(officer, reference);
        await site.Do(officer, reference, new ConfirmGate(FirstStage, site.Today(), "The note of 3 March"));
        await site.Do(officer, reference, new HandOver(new(new UserId(officer.Id.ToString()), new UserId(colleague.Id.ToString())), "Maternity leave"));

        var history = WebUtility.HtmlDecode(await client.GetStringAsync($"/engagements/{reference}?tab=history"));
        Assert.Contains("IOM (Test Partner): Register the request", history);
        Assert.Contains("Register the request: Filed under 12/3", history);
        Assert.Contains(": Elections in May", history);
        Assert.Contains($"Request, {Resources.Sentences.Day(site.Today())}: The note of 3 March", history);
        Assert.Contains("Test Officer → Test Officer: Maternity leave", history);
    }

    [Fact]
    public async Task Who_waits_for_UNODC_reads_its_name_and_a_task_that_was_declined_is_not_declined_again()
    {
        var (officer, reference, _) = await Officer("RWA");
        var tasks = (await site.Read(officer, reference)).Tasks;
        var (first, next) = (tasks[0].Id, tasks.First(t => t.Predecessors.Any(p => p.Task == tasks[0].Id)).Id);
        await site.Do(officer, reference, new AssignTasks([new(next, OrganizationId.Unodc)], new("iom"), "IOM"));
        using var partner = await site.SignedIn(await site.Add(AccountRoles.Partner, organization: "iom"));

        Assert.Contains($"{tasks[0].Title} (UNODC, ready)", WebUtility.HtmlDecode(await partner.GetStringAsync("/my/tasks")));
        Assert.Contains("/do/decline-task", await partner.GetStringAsync($"/engagements/{reference}/tasks/{next}"));
        await site.Do(officer, reference, new DeclineTask(next, "No funds"));
        var declined = await partner.GetStringAsync($"/engagements/{reference}/tasks/{next}");
        Assert.DoesNotContain("/do/decline-task", declined);
        Assert.Contains("/do/propose-dates", declined);
    }

    [Fact]
    public async Task A_gate_that_is_not_met_leads_to_the_task_that_meets_it_and_each_tab_has_a_title_of_its_own()
    {
        var (officer, reference, client) = await Officer("BDI");
        var engagement = await site.Read(officer, reference);
        var overview = await client.GetStringAsync($"/engagements/{reference}");

        foreach (var control in new[] { TaskControl.HumanRights, TaskControl.GenderMarker })
            Assert.Matches($"<dt>\\s*<a href=\"/engagements/{reference}/tasks/{engagement.Tasks.First(t => t.Control == control).Id}\">", overview);
        Assert.Contains($"<title>{reference} ", overview);
        Assert.Contains($"<title>Plan – {reference} ", await client.GetStringAsync($"/engagements/{reference}?tab=plan"));
    }

    [Theory]
    [InlineData(null, null, "–")]
    [InlineData("2019", null, "2019 – …")]
    [InlineData("2019-04", "2025-03-31", "Apr 2019 – 31 Mar 2025")]
    public void Dates_that_lack_a_day_or_a_month_are_read_as_people_write_them(string? start, string? end, string read) => Assert.Equal(read, Resources.Sentences.Span(start, end));

    [Fact]
    public async Task The_plan_tells_who_confirmed_a_gate_and_later_stages_that_one_is_open()
    {
        var (officer, reference, client) = await Officer("UGA");
        Assert.Equal(("Request", "Request, Scoping"), (await GateOpen("Scoping"), await GateOpen("Design and approval")));
        Assert.Null(await GateOpen("Request"));
        await CloseFirstStage(officer, reference);
        await site.Do(officer, reference, new ConfirmGate(FirstStage, site.Today(), "The note of 3 March"));

        Assert.Equal((null, "Scoping"), (await GateOpen("Scoping"), await GateOpen("Design and approval")));
        Assert.Contains("<bdi>Officer</bdi>: The note of 3 March", await client.GetStringAsync($"/engagements/{reference}?tab=plan"));

        async Task<string?> GateOpen(string stage)
        {
            var plan = await client.GetStringAsync($"/engagements/{reference}?tab=plan");
            var from = plan.IndexOf($"<h3>{stage}</h3>", StringComparison.Ordinal);
            var part = plan[from..plan.IndexOf("<table", from, StringComparison.Ordinal)];
            const string badge = "gate open</span>";
            return part.IndexOf(badge, StringComparison.Ordinal) is >= 0 and var at ? part[(at + badge.Length)..part.IndexOf('<', at + badge.Length)].Trim() : null;
        }
    }

    [Fact]
    public async Task A_warning_holds_for_the_State_and_topics_warned_of_and_for_no_other()
    {
        var (officer, _, client) = await Officer("BRA");
        await site.Engagement(officer, "PER");
        var brazil = await Open("BRA", "tip");
        Assert.Contains("BRA-", brazil.Page);
        Assert.Equal("BRA TIP", brazil.Warned);
        var peru = await Open("PER", "tip", brazil.Warned);
        Assert.Contains("PER-", peru.Page);
        Assert.Contains("value=\"Another\"", peru.Page);
        Assert.Equal("BRA TIP SOM", (await Open("BRA", "som", brazil.Warned, "tip")).Warned);
        Assert.Null((await Open("PER", "tip", peru.Warned)).Page);

        async Task<(string? Page, string? Warned)> Open(string memberState, string topic, string? warned = null, string? other = null)
        {
            (string, string)[] fields =
            [
                ("command", $"{Guid.NewGuid()}"), ("memberState", memberState), ("title", "Another"), (topic, "on"), ("channel", "NoteVerbale"), ("authority", "Ministry"), ("receivedOn", "2026-01-05"),
                ("asked", "Help"), ("classification", "Unclassified"), ("planFrom", "2026-01-12"), .. warned is null ? [] : new[] { ("warned", warned) }, .. other is null ? [] : new[] { (other, "on") },
            ];
            using var answer = await client.Send("/engagements/new", "/engagements", fields);
            if (answer.StatusCode == HttpStatusCode.Redirect)
                return (null, null);
            var page = await answer.Content.ReadAsStringAsync();
            const string field = "name=\"warned\" value=\"";
            return (page, page.IndexOf(field, StringComparison.Ordinal) is >= 0 and var at ? page[(at + field.Length)..page.IndexOf('"', at + field.Length)] : null);
        }
    }

    [Fact]
    public async Task An_opening_form_with_a_workstream_that_there_is_not_is_no_fault_of_the_site()
    {
        using var client = await site.SignedIn(await site.Add(AccountRoles.Officer, office: "Vienna"));
        using var answer = await client.Send("/engagements/new", "/engagements", ("command", $"{Guid.NewGuid()}"), ("memberState", "BRA"), ("title", "Another"), ("tip", "on"), ("workstreams", "99"),
            ("channel", "NoteVerbale"), ("authority", "Ministry"), ("receivedOn", "2026-01-05"), ("asked", "Help"), ("classification", "Unclassified"), ("planFrom", "2026-01-12"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("value=\"Another\"", await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The forms are those of which the engagement's state lets the rules carry something out.</summary>
    [Theory]
    [InlineData(EngagementState.Approved, PlanTaskState.Planned, "This task waits for delivery to begin.", "propose-dates hand-task decline-task change-task assign-tasks cancel-tasks")]
    [InlineData(EngagementState.Delivery, PlanTaskState.InProgress, null, "report-progress submit-deliverable complete-task block-task propose-dates hand-task decline-task change-task assign-tasks cancel-tasks")]
    [InlineData(EngagementState.Suspended, PlanTaskState.InProgress, "is on hold", "propose-dates hand-task decline-task change-task assign-tasks cancel-tasks")]
    [InlineData(EngagementState.Suspended, PlanTaskState.Blocked, "is on hold", "propose-dates hand-task decline-task change-task assign-tasks cancel-tasks")]
    [InlineData(EngagementState.Terminated, PlanTaskState.InProgress, "The engagement has ended", "")]
    public async Task A_task_tells_why_it_does_not_go_on_and_offers_what_can_be_done(EngagementState state, PlanTaskState task, string? tells, string offers)
    {
        var officer = await site.Add(AccountRoles.Officer, office: "Vienna");
        using var client = await site.SignedIn(officer);
        var importer = new Actor(new("system"), "Import", ActorRoles.System, OrganizationId.Unodc);
        var recorded = await site.Services.GetRequiredService<IMediator>().Send(new OpenEngagementRequest(
            Guid.NewGuid(),
            new RecordEngagement(
                new() { MemberState = "COL", Title = "Law", Topics = new(true), Workstreams = [WorkstreamKind.Training], LeadOffice = "Bogota" },
                state == EngagementState.Approved ? state : EngagementState.Delivery, new("X2", "X/2", null, true, null, null)),
            importer));
        var reference = EngagementReference.Parse(recorded.Reference);
        var added = Guid.NewGuid();
        TaskId id = "added-" + added.ToString("n");
        await site.Do(officer, reference, new AddTask(WorkstreamKind.Training, null, "A course for judges", null, "Report", ResponsibleRole.Unodc, OrganizationId.Unodc, site.Today(), 5), id: added);
        if (task != PlanTaskState.Planned)
            await site.Do(officer, reference, new StartTask(id));
        if (task == PlanTaskState.Blocked)
            await site.Do(officer, reference, new BlockTask(id, "No room"));
        if (state is EngagementState.Suspended or EngagementState.Terminated)
            await site.Do(officer, reference, new MoveEngagement(EngagementState.Delivery, state, MoveReason.FundingGap, "No money"));

        var page = WebUtility.HtmlDecode(await client.GetStringAsync($"/engagements/{reference}/tasks/{id}"));

        if (tells is not null)
            Assert.Contains(tells, page);
        Assert.Equal(tells is not null && state != EngagementState.Terminated, page.Contains("Ask the lead officer: Bogota.", StringComparison.Ordinal));
        var forms = Regex.Matches(page, "/do/([a-z-]+)\"").Select(m => m.Groups[1].Value).Distinct().Except(["comment-on-task", "change-links"]);
        Assert.Equal(offers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), forms.Order());
        Assert.Equal(state != EngagementState.Terminated, page.Contains("/do/change-links", StringComparison.Ordinal));
        Assert.Contains("/do/comment-on-task", page);
    }

    [Fact]
    public async Task A_closing_that_is_not_possible_names_the_open_tasks()
    {
        var officer = await site.Add(AccountRoles.Officer);
        using var client = await site.SignedIn(officer);
        var recorded = await site.Services.GetRequiredService<IMediator>().Send(new OpenEngagementRequest(
            Guid.NewGuid(),
            new RecordEngagement(new() { MemberState = "COL", Title = "Law", Topics = new(true), Workstreams = [WorkstreamKind.Training] }, EngagementState.Delivery, new("X1", "X/1", null, true, null, null)),
            new(new("system"), "Import", ActorRoles.System, OrganizationId.Unodc)));
        var reference = EngagementReference.Parse(recorded.Reference);
        await site.Do(officer, reference, new AddTask(WorkstreamKind.Training, null, "A course for judges", null, "Report", ResponsibleRole.Unodc, null, site.Today(), 5));

        var overview = await client.GetStringAsync($"/engagements/{reference}");
        Assert.Contains("Tasks that are open: 1", overview);
        Assert.Contains(">A course for judges</a>", overview);
        using var refused = await client.Send($"/engagements/{reference}", $"/engagements/{reference}/do/move-engagement", ("command", $"{Guid.NewGuid()}"), ("from", "delivery"), ("to", "closing"));
        Assert.Contains("Open tasks (1): A course for judges.", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_file_of_the_portfolio_has_the_names_and_words_of_the_page()
    {
        var (officer, reference, client) = await Officer("ECU");
        var lines = (await client.GetStringAsync("/portfolio.csv?memberState=ECU")).TrimStart('\uFEFF').Split("\r\n");
        var cells = lines[0].Split(',').Length == lines[1].Split(',').Length ? lines[1].Split(',') : [];
        Assert.StartsWith("Reference,Title,Member State code,Member State,Region,Topics,", lines[0]);
        Assert.Equal(
            [$"{reference}", "Ecuador", "Americas", "Trafficking in persons", "requested", "Vienna", "Test Officer", "Unclassified"],
            new[] { 0, 3, 4, 5, 7, 10, 11, 19 }.Select(at => cells[at]));
        Assert.DoesNotContain($"{officer.Id}", lines[1]);
    }

    private async Task CloseFirstStage(TestAccount officer, EngagementReference reference) =>
        await site.Do(officer, reference, new CancelTasks((await site.Read(officer, reference)).Tasks.Where(t => t.Stage == FirstStage && t.IsOpen).Select(t => t.Id).ToItems(), "Done elsewhere"));

    private async Task<(TestAccount, EngagementReference, HttpClient)> Officer(string memberState)
    {
        var officer = await site.Add(AccountRoles.Officer, office: "Vienna");
        return (officer, await site.Engagement(officer, memberState), await site.SignedIn(officer));
    }
}
