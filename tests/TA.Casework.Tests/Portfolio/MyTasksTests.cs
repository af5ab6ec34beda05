using TA.Casework.Portfolio;
using TA.Engagements;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Portfolio;

public abstract class MyTasksTests(On database) : PortfolioTests(database)
{
    private static readonly OrganizationId Iom = new("iom");

    private static readonly Actor IomUser = Seeded.Partner("iom");

    private static readonly DateOnly Day = new(2026, 3, 2);

    private static PlanTask Task(string id, PlanTaskState state, int due, OrganizationId? by = null, string? missing = null, params TaskId[] after) => new()
    {
        Id = id,
        Workstream = WorkstreamKind.Training,
        Title = $"Title of {id}",
        Deliverable = "Report",
        Organization = by ?? Iom,
        State = state,
        Dates = new(Day.AddDays(due - 3), Day.AddDays(due)),
        WhatIsMissing = missing,
        AcceptedOn = state == PlanTaskState.Accepted ? Day.AddDays(due) : null,
        Predecessors = after.Select(a => new Predecessor(a)).ToItems(),
    };

    private static EngagementRecord Engagement(string reference, EngagementState state, params PlanTask[] tasks) => new()
    {
        Format = 1,
        Engagement = new()
        {
            Reference = EngagementReference.Parse(reference),
            Version = 1,
            State = state,
            LeadOfficer = new("officer-001"),
            Details = new() { MemberState = reference[..3], Title = $"Help for {reference}", LeadOffice = "Nairobi" },
            Participants = [new(Iom, "IOM", ParticipationPart.Partner), new(new("unicef"), "UNICEF", ParticipationPart.Partner)],
            Tasks = tasks.ToItems(),
        },
    };

    private static async Task<MyTasksPage> Ask(PortfolioAtHand portfolio, Actor actor, MyTasksFilter? filter = null, string? cursor = null, int size = 50)
    {
        var answer = await portfolio.Ask(new MyTasks(filter ?? new(), cursor, size, actor));
        return answer.Page ?? throw new InvalidOperationException($"Refused: {answer.Refusal}");
    }

    private async Task<PortfolioAtHand> Given(params EngagementRecord[] records)
    {
        var portfolio = await Open();
        await portfolio.Write(records);
        return portfolio;
    }

    [Fact]
    public async Task What_was_sent_back_stands_first_then_all_that_is_to_be_done_by_due_date()
    {
        await using var portfolio = await Given(
            Engagement("KEN-2026-0001", EngagementState.Delivery,
                Task("late", PlanTaskState.InProgress, -10), Task("ready", PlanTaskState.Planned, 5), Task("submitted", PlanTaskState.Submitted, -40), Task("blocked", PlanTaskState.Blocked, 90),
                Task("done", PlanTaskState.Accepted, -50), Task("cancelled", PlanTaskState.Cancelled, -50), Task("declined", PlanTaskState.Declined, -50)),
            Engagement("UGA-2026-0001", EngagementState.Delivery,
                Task("back-late", PlanTaskState.InProgress, 30, missing: "The annex"), Task("between", PlanTaskState.Planned, 2), Task("back-early", PlanTaskState.InProgress, 20, missing: "A date"),
                Task("back-blocked", PlanTaskState.Blocked, 25, missing: "A page"),
                Task("of-unicef", PlanTaskState.InProgress, -99, new("unicef"))),
            Engagement("PER-2026-0001", EngagementState.Suspended, Task("held", PlanTaskState.InProgress, -99)),
            Engagement("CIV-2026-0001", EngagementState.Closed, Task("ended", PlanTaskState.InProgress, -99)));

        var page = await Ask(portfolio, IomUser);

        Assert.Equal(["back-early", "back-blocked", "back-late", "late", "between", "ready", "blocked", "submitted", "held"], page.Tasks.Select(t => t.Task.Value));
        Assert.Equal("A date", page.Tasks[0].WhatIsMissing);
        Assert.Equal(
            new() { [TaskStanding.SentBack] = 3, [TaskStanding.Blocked] = 1, [TaskStanding.ToDo] = 3, [TaskStanding.Submitted] = 1, [TaskStanding.OnHold] = 1 },
            page.Counts.ToDictionary());
        Assert.Equal(["blocked"], (await Ask(portfolio, IomUser, new() { Standing = TaskStanding.Blocked })).Tasks.Select(t => t.Task.Value));
        Assert.Equal(["late", "ready"], (await Ask(portfolio, IomUser, new() { Standing = TaskStanding.ToDo, Engagement = EngagementReference.Parse("KEN-2026-0001") })).Tasks.Select(t => t.Task.Value));
    }

    [Fact]
    public async Task A_task_says_what_it_waits_for_and_whom_to_ask()
    {
        await using var portfolio = await Given(Engagement("KEN-2026-0001", EngagementState.Delivery,
            Task("mine", PlanTaskState.Planned, 5, after: ["theirs", "done"]), Task("theirs", PlanTaskState.InProgress, 1, new("unicef")), Task("done", PlanTaskState.Accepted, 0, new("unicef")),
            Task("free", PlanTaskState.Planned, 6)));

        var page = await Ask(portfolio, IomUser);

        var mine = page.Tasks[0];
        Assert.Equal(new WaitedFor("theirs", "Title of theirs", "unicef", "UNICEF", PlanTaskState.InProgress, Day.AddDays(1)), Assert.Single(mine.WaitsFor));
        Assert.Equal((PlanTaskState.Planned, PlanTaskState.Ready), (mine.State, page.Tasks[1].State));
        Assert.Equal(("officer-001", "Nairobi", "Help for KEN-2026-0001", "KEN"), (mine.LeadOfficer!.Value.Value, mine.LeadOffice, mine.EngagementTitle, mine.MemberState));
    }

    [Fact]
    public async Task What_was_accepted_lately_is_shown_on_request_the_newest_first()
    {
        await using var portfolio = await Given(Engagement("KEN-2026-0001", EngagementState.Closed,
            Task("old", PlanTaskState.Accepted, -60), Task("new", PlanTaskState.Accepted, -1), Task("newer", PlanTaskState.Accepted, 0), Task("open", PlanTaskState.InProgress, 0)));

        var filter = new MyTasksFilter { DoneSince = Day.AddDays(-30) };
        Assert.Equal(["newer", "new"], (await Ask(portfolio, IomUser, filter)).Tasks.Select(t => t.Task.Value));
        var first = await Ask(portfolio, IomUser, filter, size: 1);
        Assert.Equal("new", Assert.Single((await Ask(portfolio, IomUser, filter, first.Next, 1)).Tasks).Task.Value);
    }

    [Fact]
    public async Task Pages_of_tasks_follow_one_another_without_a_gap()
    {
        await using var portfolio = await WithSeeded(60);
        var whole = new List<string>();
        foreach (var size in new[] { 200, 3 })
        {
            var tasks = new List<string>();
            string? cursor = null;
            do
            {
                var page = await Ask(portfolio, IomUser, cursor: cursor, size: size);
                tasks.AddRange(page.Tasks.Select(t => $"{t.Standing} {t.Dates.Due:O} {t.Engagement} {t.Task}"));
                cursor = page.Next;
            }
            while (cursor is not null && tasks.Count < 90);
            if (size == 200)
                whole = tasks;
            else
                Assert.Equal(whole.Take(tasks.Count), tasks);
        }

        Assert.True(whole.Count > 15);
    }

    [Fact]
    public async Task A_cursor_of_another_persons_list_is_refused()
    {
        await using var portfolio = await WithSeeded(30);
        var cursor = (await Ask(portfolio, IomUser, size: 2)).Next;

        var answer = await portfolio.Ask(new MyTasks(new(), cursor, 2, Seeded.Partner("unicef")));

        Assert.IsType<Malformed>(answer.Refusal);
    }

    [Fact]
    public async Task An_officer_has_the_tasks_of_UNODC_in_the_engagements_led_and_those_given_by_name()
    {
        var other = Engagement("UGA-2026-0001", EngagementState.Delivery,
            Task("for-anybody", PlanTaskState.InProgress, 1, OrganizationId.Unodc), Task("by-name", PlanTaskState.InProgress, 2, OrganizationId.Unodc) with { Person = new("officer-001") });
        await using var portfolio = await Given(
            Engagement("KEN-2026-0001", EngagementState.Delivery, Task("own", PlanTaskState.InProgress, 3, OrganizationId.Unodc), Task("of-iom", PlanTaskState.InProgress, 0)),
            other with { Engagement = other.Engagement! with { LeadOfficer = new("officer-002") } });

        Assert.Equal(["by-name", "own"], (await Ask(portfolio, Seeded.Officer(1))).Tasks.Select(t => t.Task.Value));
        Assert.Equal(["by-name"], (await Ask(portfolio, Seeded.Officer(1), new() { OnlyMine = true })).Tasks.Select(t => t.Task.Value));
        Assert.Equal(["for-anybody", "by-name"], (await Ask(portfolio, Seeded.Officer(2))).Tasks.Select(t => t.Task.Value));
    }

    [Fact]
    public async Task Deliverables_that_wait_for_the_officer_who_leads_stand_behind_what_was_sent_back()
    {
        var led = Engagement("KEN-2026-0001", EngagementState.Delivery,
            Task("late", PlanTaskState.InProgress, -9, OrganizationId.Unodc), Task("of-iom", PlanTaskState.Submitted, 9), Task("of-unicef", PlanTaskState.Submitted, 8, new("unicef")),
            Task("sent-back", PlanTaskState.InProgress, 30, OrganizationId.Unodc, missing: "The annex"), Task("blocked", PlanTaskState.Blocked, 0, OrganizationId.Unodc),
            Task("not-yet", PlanTaskState.InProgress, 1), Task("own", PlanTaskState.Submitted, 10, OrganizationId.Unodc));
        var others = Engagement("UGA-2026-0001", EngagementState.Delivery, Task("elsewhere", PlanTaskState.Submitted, 0));
        var held = Engagement("PER-2026-0001", EngagementState.Suspended, Task("held", PlanTaskState.Submitted, 0));
        await using var portfolio = await Given(led, held, others with { Engagement = others.Engagement! with { LeadOfficer = new("officer-002") } });

        var page = await Ask(portfolio, Seeded.Officer(1));

        Assert.Equal(["sent-back", "of-unicef", "of-iom", "own", "late", "blocked"], page.Tasks.Select(t => t.Task.Value));
        Assert.Equal([TaskStanding.SentBack, TaskStanding.ToAccept, TaskStanding.ToAccept, TaskStanding.ToAccept, TaskStanding.ToDo, TaskStanding.Blocked], page.Tasks.Select(t => t.Standing));
        Assert.Equal(Iom, page.Tasks[2].Organization);
        Assert.Equal(3, page.Counts[TaskStanding.ToAccept]);
        Assert.Equal(["of-unicef", "of-iom", "own"], (await Ask(portfolio, Seeded.Officer(1), new() { Standing = TaskStanding.ToAccept })).Tasks.Select(t => t.Task.Value));
        var deputy = led with { Engagement = led.Engagement! with { Deputies = [new("officer-003")], Version = 2 } };
        await portfolio.Write(deputy);
        Assert.Contains(new TaskId("of-iom"), (await Ask(portfolio, Seeded.Officer(3))).Tasks.Select(t => t.Task));

        var tasks = new List<string>();
        string? cursor = null;
        do
        {
            var two = await Ask(portfolio, Seeded.Officer(1), cursor: cursor, size: 2);
            tasks.AddRange(two.Tasks.Select(t => t.Task.Value));
            cursor = two.Next;
        }
        while (cursor is not null);
        Assert.Equal(["sent-back", "of-unicef", "of-iom", "own", "late", "blocked"], tasks);
    }
}
