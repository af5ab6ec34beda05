using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using TA.Casework.Grains;
using TA.Engagements;
using TA.Web.Tests.Kit;

namespace TA.Web.Tests.Cluster;

/// <summary>An engagement that nobody asks for gives its memory back and is there again when somebody does.</summary>
public sealed class IdleTests
{
    [Fact]
    public async Task A_grain_leaves_after_ten_minutes_without_a_request()
    {
        await using var site = await RunningSite.Start();
        var options = site.Services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        Assert.Equal((TimeSpan.FromMinutes(10), 0), (options.CollectionAge, options.ClassSpecificCollectionAge.Count));
    }

    [Fact]
    public async Task Grains_that_nobody_asks_for_are_gone_from_memory_and_come_back_as_they_were()
    {
        await using var site = await RunningSite.Start(services => services.Configure<GrainCollectionOptions>(
            grains => (grains.CollectionAge, grains.CollectionQuantum) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1))));
        var officer = await site.Add(AccountRoles.Officer);
        var reference = await site.Engagement(officer, "KEN", WorkstreamKind.Legislation);
        var before = await site.Read(officer, reference);
        Assert.NotEmpty(await Active(site));

        var limit = System.Diagnostics.Stopwatch.StartNew();
        while (await Active(site) is { Length: > 0 } left)
        {
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(60), $"Still active: {string.Join(", ", left)}");
            await Task.Delay(500);
        }

        Assert.Equal(before, await site.Read(officer, reference));
        await site.Do(officer, reference, new ChangeEngagement { Edits = new() { Title = new("Support", "Support for prosecutors") } });
        Assert.Equal("Support for prosecutors", (await site.Read(officer, reference)).Details.Title);
    }

    /// <summary>The grains of engagements, programmes and Member States in memory.</summary>
    private static async Task<string[]> Active(RunningSite site)
    {
        var all = await site.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        return [.. all.Where(g => g.GrainType.StartsWith(typeof(IEngagementGrain).Namespace!, StringComparison.Ordinal)).Select(g => g.GrainId.ToString())];
    }
}
