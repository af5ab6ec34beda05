using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TA.Casework.Exchange;
using TA.Casework.Portfolio;
using TA.Casework.Storage;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.TestKit;
using Xunit;
using static TA.Casework.Tests.Exchange.AFile;

namespace TA.Casework.Tests.Exchange;

/// <summary>The import with the real grains, the real directory of organizations and the real read model.</summary>
public sealed class RealGrainsTests : IAsyncLifetime
{
    private RunningSite _site = null!;

    private IMediator Mediator => _site.Services.GetRequiredService<IMediator>();

    public async Task InitializeAsync() =>
        _site = await RunningSite.Start(services => services.Replace(ServiceDescriptor.Singleton<IPeople, PeopleAtHand>()));

    public async Task DisposeAsync() => await _site.DisposeAsync();

    private Task<ImportResult> Import(Stream file) => Mediator.Send(new ImportEngagements(file, Desk.Officer));

    private async Task<SampleResult> AddSamples(ImportResult imported) => await _site.Services.GetRequiredService<SampleData>()
        .Add(imported, SampleDataTests.People, DateOnly.FromDateTime(_site.Clock.GetUtcNow().UtcDateTime));

    private async Task<string> Everything()
    {
        var tags = new List<string>();
        await foreach (var entry in _site.Services.GetRequiredService<IEngagementCatalogue>().List("engagement", default))
            tags.Add($"{entry.Key} {entry.Tag}");
        return string.Join('\n', tags.Order());
    }

    [Fact]
    public async Task The_demonstration_is_filled_once_however_often_it_starts()
    {
        var first = await Import(EmbeddedEngagements.Open());
        Assert.Equal((23, 142, 1), (first.Count(ImportPart.Programme, ImportOutcome.Made), first.Count(ImportPart.Engagement, ImportOutcome.Made), first.Lines.Count(l => l.Outcome == ImportOutcome.Refused)));
        var sample = await AddSamples(first);
        Assert.Empty(sample.Refused);
        var before = await Everything();

        var second = await Import(EmbeddedEngagements.Open());
        Assert.Equal(165, second.Lines.Count(l => l.Outcome == ImportOutcome.Known));
        Assert.Equal(0, (await AddSamples(second)).Commands);
        Assert.Equal(before, await Everything());
        Assert.Equal(145, before.Split('\n').Length);
    }

    [Fact]
    public async Task A_row_that_names_another_State_than_before_is_known_by_the_read_model()
    {
        await Import(AFile.Stream(Of(Row(("reference", "R 1"), ("member_states", "KEN")))));
        await _site.Services.GetRequiredService<Sweep>().Run();
        var again = await Import(AFile.Stream(Of(Row(("reference", "r-1"), ("member_states", "UGA")))));
        Assert.Equal((ImportOutcome.KnownButDiffers, "KEN"), again.Lines.Select(l => (l.Outcome, l.MemberState)).Single());
    }
}
