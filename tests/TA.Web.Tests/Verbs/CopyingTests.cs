using Microsoft.Extensions.Options;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime;
using TA.Web.Placement;
using TA.Web.Verbs;

namespace TA.Web.Tests.Verbs;

/// <summary>What backup, restore and move have in common.</summary>
public sealed class CopyingTests
{
    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(SiloUnavailableException))]
    public async Task A_grain_that_does_not_answer_ends_the_verb_with_a_line(Type fault) =>
        Assert.Equal(1, await Copying.Try("move", _ => throw (Exception)Activator.CreateInstance(fault)!));

    [Fact]
    public async Task A_Member_State_with_many_engagements_has_time_to_hand_on_its_calendars()
    {
        var folder = Directory.CreateTempSubdirectory("ta-place-").FullName;
        await using (var place = await InstallationAtRest.Open(folder, new(null, null, null, null), default))
            Assert.InRange(place.Services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.ResponseTimeout, TimeSpan.FromMinutes(30), TimeSpan.FromDays(1));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
