using System.Diagnostics;
using TA.Engagements;
using TA.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace TA.Casework.Tests.Portfolio;

public class SeededTests(ITestOutputHelper output)
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void Seeded_engagements_have_forty_tasks_or_a_few_more_and_every_state_and_health()
    {
        var watch = Stopwatch.StartNew();
        var all = Seeded.Engagements(400, Today).Select(r => r.Engagement!).ToList();
        output.WriteLine($"{watch.ElapsedMilliseconds / 400.0} ms each");

        Assert.All(all, e => Assert.InRange(e.Tasks.Count, 40, 45));
        Assert.Equal(Enum.GetValues<EngagementState>(), all.Select(e => e.State).Distinct().Order());
        Assert.Equal(Enum.GetValues<Health>(), all.Select(e => HealthFacts.Of(e).On(Today)).OfType<Health>().Distinct().Order());
        Assert.Equal(Enum.GetValues<InformationClassification>(), all.Select(e => e.Details.Classification).Distinct().Order());
        Assert.Equal(Enum.GetValues<PlanTaskState>(), all.SelectMany(e => e.Tasks.Select(e.StateOf)).Append(PlanTaskState.Declined).Distinct().Order());
    }

    [Fact]
    public void The_same_number_always_makes_the_same_engagement() =>
        Assert.Equal(Seeded.Engagement(7, Today).Head, Seeded.Engagement(7, Today).Head);
}
