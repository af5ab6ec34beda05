using TA.Casework.Exchange;
using TA.Engagements;
using Xunit;

namespace TA.Casework.Tests.Exchange;

public class SampleDataTests
{
    internal static readonly SamplePeople People = new(
        new(new("officer-1"), "First officer", ActorRoles.Officer, OrganizationId.Unodc, "Vienna"),
        new(new("officer-2"), "Second officer", ActorRoles.Officer, OrganizationId.Unodc, "Bangkok"),
        new(new("manager"), "Manager", ActorRoles.Manager, OrganizationId.Unodc),
        new(new("iom-1"), "IOM user", ActorRoles.Partner, new("iom")),
        new(new("unicef-1"), "UNICEF user", ActorRoles.Partner, new("unicef")));

    private static async Task<(Desk Desk, SampleResult Result, DateOnly Today)> Demo(DateOnly day)
    {
        var desk = new Desk();
        desk.Clock.Now = new(day, new(9, 0), TimeSpan.Zero);
        return (desk, await Start(desk, day), day);
    }

    private static async Task<SampleResult> Start(Desk desk, DateOnly day) =>
        await new SampleData(desk.Rules, desk.Rules.Enter).Add(await desk.Import(EmbeddedEngagements.Open()), People, day);

    public static TheoryData<int> Days => [.. Enumerable.Range(0, 7)];

    [Theory]
    [MemberData(nameof(Days))]
    public async Task Every_state_health_and_gate_can_be_seen_whatever_the_day(int later)
    {
        var (desk, result, today) = await Demo(new DateOnly(2026, 11, 23).AddDays(later));
        Assert.Empty(result.Refused);
        Assert.Equal((12, 3), (result.Planned.Count, result.Opened.Count));
        var engagements = result.Planned.Concat(result.Opened).Select(r => desk.Rules.Find($"{r}")).ToList();
        Assert.All(engagements, e => Assert.True(e.IsSample));
        Assert.Equal(15, desk.Rules.Engagements.Count(e => e.IsSample));

        var tasks = engagements.SelectMany(e => e.Tasks.Select(t => (State: e.StateOf(t), Task: t))).ToList();
        Assert.Equal(Enum.GetValues<PlanTaskState>(), tasks.Select(t => t.State).Distinct().Order());
        var planned = result.Planned.Select(r => desk.Rules.Find($"{r}")).ToList();
        Assert.Equal(Enum.GetValues<Health>(), planned.Select(e => HealthFacts.Of(e).On(today)!.Value).Distinct().Order());
        Assert.Equal(Enum.GetValues<Health>(), planned.Where(e => e.Details.MemberState is "LAO" or "BGD" or "NGA" or "PAK").Select(e => HealthFacts.Of(e).On(today)!.Value).Order());
        Assert.Contains(planned, e => e.Stages().Any(s => s is { IsDone: true, Confirmation: null }));
        Assert.Contains(planned, e => e.Stages().Any(s => s.Confirmation is not null));
        Assert.Contains(tasks, t => t.Task.WhatIsMissing is not null);
        Assert.Contains(tasks, t => t.Task.Proposal is not null);
        Assert.Contains(tasks, t => t.Task.Comments.Count > 2);
        Assert.Single(planned.SelectMany(e => e.Conflicts));
    }

    [Theory]
    [InlineData("iom")]
    [InlineData("unicef")]
    public async Task The_partner_has_tasks_sent_back_blocked_due_and_ready(string partner)
    {
        var (desk, _, today) = await Demo(new(2026, 11, 25));
        var own = desk.Rules.Engagements.SelectMany(e => e.Tasks.Where(t => t.Organization?.Value == partner).Select(t => (State: e.StateOf(t), Task: t))).ToList();
        Assert.Contains(own, t => t is { State: PlanTaskState.InProgress, Task.WhatIsMissing: not null });
        Assert.Contains(own, t => t.State == PlanTaskState.Blocked);
        Assert.Contains(own, t => t is { State: PlanTaskState.InProgress, Task.WhatIsMissing: null } && t.Task.Dates.Due <= WorkingCalendar.Usual.Add(today, 5));
        Assert.Contains(own, t => t.State == PlanTaskState.Ready);
        Assert.Contains(own, t => t.State == PlanTaskState.Planned);
        Assert.Contains(own, t => t.State == PlanTaskState.Accepted);
    }

    [Fact]
    public async Task Single_and_several_States_of_three_regions_have_a_plan_led_by_the_first_officer()
    {
        var (desk, result, _) = await Demo(new(2026, 11, 25));
        var planned = result.Planned.Select(r => desk.Rules.Find($"{r}")).ToList();
        Assert.All(planned, e => Assert.Equal((EngagementState.Delivery, People.LeadOfficer.User), (e.State, e.LeadOfficer)));
        Assert.Contains(planned, e => e.Details.Programme is null);
        Assert.Contains(planned, e => e.Details.Programme is not null);
        Assert.Equal(["Africa", "Americas", "Asia"], planned.Select(e => MemberStates.Find(e.Details.MemberState)!.Region).Distinct().Order());
        var onRecord = planned.Where(e => LifecycleGates.DueDiligence(e) is not null).ToList();
        Assert.InRange(onRecord.Count, 3, 9);
        Assert.All(onRecord, e => Assert.NotNull(LifecycleGates.Marker(e)));
        Assert.All(onRecord, e => Assert.True(e.Document is not null && e.Funding is not null));
    }

    [Fact]
    public async Task There_is_something_to_triage_to_scope_and_to_approve()
    {
        var (desk, result, _) = await Demo(new(2026, 11, 25));
        var opened = result.Opened.Select(r => desk.Rules.Find($"{r}")).ToList();
        Assert.Equal([EngagementState.Requested, EngagementState.Scoping, EngagementState.Design], opened.Select(e => e.State));
        Assert.Equal([People.LeadOfficer.User, People.SecondOfficer.User, People.LeadOfficer.User], opened.Select(e => e.LeadOfficer!.Value));
        Assert.Empty(LifecycleGates.Missing(opened[2], EngagementState.Approved, People.Manager.User));
        Assert.All(opened, e => Assert.StartsWith("Sample: ", e.Details.Title, StringComparison.Ordinal));
        Assert.All(opened, e => Assert.StartsWith("Sample: ", e.Request!.Asked, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public async Task A_second_start_changes_nothing_on_the_same_day_or_later(int later)
    {
        var (desk, first, day) = await Demo(new(2026, 11, 25));
        var before = desk.Rules.Everything();
        desk.Clock.Now += TimeSpan.FromDays(later);
        var second = await Start(desk, day.AddDays(later));
        Assert.Equal(before, desk.Rules.Everything());
        Assert.Equal((0, 15), (second.Commands, second.Planned.Count + second.Opened.Count));
        Assert.Equal(first.Opened, second.Opened);
    }

    [Fact]
    public async Task A_start_that_was_broken_off_is_finished_by_the_next()
    {
        var (whole, _, day) = await Demo(new(2026, 11, 25));
        for (var at = 3; at < whole.Rules.Commands; at += 47)
        {
            var desk = new Desk();
            desk.Clock.Now = new(day, new(9, 0), TimeSpan.Zero);
            desk.Rules.Losing = n => n == at ? Loss.CrashAfter : Loss.None;
            await Assert.ThrowsAsync<IOException>(() => Start(desk, day));
            desk.Rules.Losing = _ => Loss.None;
            Assert.Empty((await Start(desk, day)).Refused);
            Assert.Equal(Plans(whole), Plans(desk));
        }
    }

    private static string Plans(Desk desk) => string.Join('\n', desk.Rules.Engagements.OrderBy(e => $"{e.Reference}").Select(e =>
        $"{e.Reference} {e.State} {e.IsSample} {string.Join(' ', e.Tasks.Select(t => $"{t.Id}:{t.State}:{t.Dates}:{t.PercentDone}:{t.Organization}"))}"));
}
