using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.TestingHost;
using TA.Casework.Grains;
using TA.Casework.Portfolio;
using TA.Casework.Storage;
using TA.Casework.Tests.Grains;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Storage.Azure;

/// <summary>Two silos on one storage account.</summary>
[Collection(OnAzurite.Name)]
public sealed class AzureClusterTests(Azurite azurite)
{
    private static readonly Actor Officer = new(new("officer"), "Officer", ActorRoles.Officer, OrganizationId.Unodc);

    private readonly string container = OnAzurite.NewContainer();

    [Fact]
    public async Task Engagements_are_changed_from_two_silos_and_read_on_a_new_cluster()
    {
        List<string> references = [];
        await using (var cluster = await Deploy(azurite.ConnectionString))
        {
            var silos = cluster.Silos.Select(s => s.ServiceProvider.GetRequiredService<MediatR.IMediator>()).ToList();
            for (var i = 0; i < 12; i++)
                references.Add((await silos[i % 2].Send(Opening())).Reference);
            Assert.Equal(12, references.Distinct().Count());
            // Wherever a grain lives, it is far away for one of the two that ask.
            foreach (var mediator in silos)
                Assert.All(await Task.WhenAll(references.Select(r => mediator.Send(Comment(r)))), o => Assert.Equal(OutcomeKind.Accepted, o.Kind));
        }

        await using var again = await Deploy(azurite.ConnectionString);
        foreach (var reference in references)
        {
            var history = await again.Silos[0].ServiceProvider.GetRequiredService<MediatR.IMediator>().Send(new ReadHistory(EngagementReference.Parse(reference), Officer));
            Assert.Equal(2, history!.Count(e => e.Event.ToEvent() is TaskCommented));
        }
    }

    [Fact]
    public async Task A_fault_of_the_account_is_known_as_such_on_the_silo_where_the_grain_is_not_too()
    {
        var own = new Azurite();
        await own.InitializeAsync();
        try
        {
            await using var cluster = await Deploy(own.ConnectionString);
            await own.Stop();
            var asked = await Task.WhenAll(Enumerable.Range(1, 8).Select(async i =>
            {
                var fault = await Record.ExceptionAsync(() => cluster.Silos[0].ServiceProvider.GetRequiredService<MediatR.IMediator>()
                    .Send(new ReadEngagement(EngagementReference.Parse($"KEN-2026-{i:0000}"), Officer)));
                return fault!;
            }));
            Assert.All(asked, fault => Assert.True(fault is not null && StorageFault.Is(fault), fault?.ToString()));
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_who_write_the_same_grain_behind_each_others_back_never_both_succeed(bool isFirst)
    {
        await using var one = await StorageSilo.StartOnAzure(AzureAccount.Open(azurite.ConnectionString), container);
        await using var other = await StorageSilo.StartOnAzure(AzureAccount.Open(azurite.ConnectionString), container);
        var (here, there) = (one.Grains.GetGrain<INoteGrain>("KEN-2026-0001"), other.Grains.GetGrain<INoteGrain>("KEN-2026-0001"));
        if (!isFirst)
            await here.Write("before");
        Assert.Equal(isFirst ? null : "before", await there.Read());
        await here.Write("here");
        await Assert.ThrowsAsync<Orleans.Storage.InconsistentStateException>(() => there.Write("there"));

        // The activation that was wrong is gone; the next one knows better.
        for (var tries = 0; await there.Read() != "here"; tries++)
        {
            Assert.True(tries < 100, "It still does not know.");
            await Task.Delay(50);
        }

        await there.Write("there");
        await here.Forget();
        Assert.Equal("there", await here.Read());
    }

    private static OpenEngagementRequest Opening() => new(
        Guid.NewGuid(),
        new OpenEngagement(
            new() { MemberState = "KEN", Title = "Support against trafficking in persons", Topics = new(TraffickingInPersons: true), Workstreams = [WorkstreamKind.Training] },
            new(RequestChannel.NoteVerbale, "Ministry of Justice", new(2026, 1, 5), "Training of prosecutors"), Officer.User, new(2026, 1, 12)),
        Officer);

    private static ChangeEngagementRequest Comment(string reference) =>
        new(EngagementReference.Parse(reference), Guid.NewGuid(), new CommentOnTask("case.request.log", "Remark"), Officer);

    private async Task<InProcessTestCluster> Deploy(string connectionString)
    {
        var account = AzureAccount.Open(connectionString);
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddAzureGrainState(account, EngagementJson.Stored, container);
            silo.Services.AddSerializer(serializer => serializer.AddImmutableJson(typeof(Engagement).Assembly, EngagementJson.Stored));
            silo.Services.AddUseCases().AddSingleton(TimeProvider.System).AddSingleton<PeopleAtHand>().AddSingleton<IPeople>(p => p.GetRequiredService<PeopleAtHand>())
            .AddSingleton<KnowsOrganization>((organization, _) => Task.FromResult(organization.Value.StartsWith("known", StringComparison.Ordinal)));
            silo.Services.AddSingleton<Offers>().AddSingleton<IProjection>(p => p.GetRequiredService<Offers>());
        });
        builder.ConfigureClient(client => client.Services.AddSerializer(serializer => serializer.AddImmutableJson(typeof(Engagement).Assembly, EngagementJson.Stored)));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
