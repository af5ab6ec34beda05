using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using System.Collections.Concurrent;
using Orleans.Serialization;
using TA.Casework.Documents;
using TA.Casework.Grains;
using TA.Casework.Portfolio;
using TA.Casework.Storage;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Grains;

/// <summary>A silo with the product's grains on a data folder.</summary>
internal sealed class Silo : IAsyncDisposable
{
    private readonly IHost _host;

    private Silo(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public PeopleAtHand People => _host.Services.GetRequiredService<PeopleAtHand>();

    public Offers Offers => _host.Services.GetRequiredService<Offers>();

    public MediatR.IMediator Mediator => _host.Services.GetRequiredService<MediatR.IMediator>();

    public IEngagementCatalogue Catalogue => _host.Services.GetRequiredService<IEngagementCatalogue>();

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static Task<Silo> Start(string folder) => Start(silo => silo.AddSqliteGrainStorage(folder, EngagementJson.Stored), new FolderContents(Path.Combine(folder, "documents")));

    public static async Task<Silo> Start(Action<ISiloBuilder> storage, IContents documents)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var ports = LoopbackPorts.Free();
        builder.UseOrleans(silo =>
        {
            storage(silo.UseLocalhostClustering(ports.Silo, ports.Gateway));
            silo.Services.AddSerializer(serializer => serializer.AddImmutableJson(typeof(Engagement).Assembly, EngagementJson.Stored));
        });
        builder.Services.AddUseCases().AddSingleton(TimeProvider.System).AddSingleton<PeopleAtHand>().AddSingleton<IPeople>(p => p.GetRequiredService<PeopleAtHand>())
            .AddSingleton<KnowsOrganization>((organization, _) => Task.FromResult(organization.Value.StartsWith("known", StringComparison.Ordinal)));
        builder.Services.AddSingleton(documents).AddSingleton<DocumentStore>();
        builder.Services.AddSingleton<Offers>().AddSingleton<IProjection>(p => p.GetRequiredService<Offers>());
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

internal sealed class Offers : IProjection
{
    public ConcurrentQueue<(EngagementRecord Record, string? Tag)> Records { get; } = new();

    public void Offer(EngagementRecord record, string? tag) => Records.Enqueue((record, tag));

    public void Offer(ProgrammeRecord record, string? tag)
    {
    }
}

public sealed class EngagementGrainTests : IDisposable
{
    private static readonly Actor Officer = new(new("officer"), "Officer", ActorRoles.Officer, OrganizationId.Unodc);
    private readonly string _folder = Directory.CreateTempSubdirectory("ta-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static OpenEngagement Opening() => new(
        new() { MemberState = "KEN", Title = "Support against trafficking in persons", Topics = new(TraffickingInPersons: true), Workstreams = [WorkstreamKind.Training] },
        new(RequestChannel.NoteVerbale, "Ministry of Justice", new(2026, 1, 5), "Training of prosecutors"), Officer.User, new(2026, 1, 12));

    private static async Task<Outcome> Open(Silo silo, Guid id) => await silo.Mediator.Send(new OpenEngagementRequest(id, Opening(), Officer));

    private static Task<Outcome> Do(Silo silo, string reference, EngagementCommand command, Guid? id = null) =>
        silo.Mediator.Send(new ChangeEngagementRequest(EngagementReference.Parse(reference), id ?? Guid.NewGuid(), command, Officer));

    [Fact]
    public async Task An_engagement_gets_a_number_and_is_there_after_a_restart()
    {
        var id = Guid.NewGuid();
        string reference;
        await using (var silo = await Start())
        {
            var outcome = await Open(silo, id);
            reference = outcome.Reference;
            Assert.Equal((OutcomeKind.Accepted, $"KEN-{DateTime.UtcNow.Year}-0001"), (outcome.Kind, reference));
            Assert.Equal(reference, (await Open(silo, id)).Reference);
            Assert.EndsWith("-0002", (await Open(silo, Guid.NewGuid())).Reference, StringComparison.Ordinal);
        }

        await using var again = await Start();
        var engagement = await again.Mediator.Send(new ReadEngagement(EngagementReference.Parse(reference), Officer));
        Assert.Equal(20 + 18, engagement!.Tasks.Count);
        Assert.Equal(reference, (await Open(again, id)).Reference);
    }

    [Fact]
    public async Task A_repeated_command_gets_its_first_answer_and_another_body_under_its_id_is_refused()
    {
        await using var silo = await Start();
        var reference = (await Open(silo, Guid.NewGuid())).Reference;
        var id = Guid.NewGuid();
        var first = await Do(silo, reference, new StartTask("case.request.log"), id);
        var second = await Do(silo, reference, new StartTask("case.request.log"), id);
        Assert.Equal(OutcomeKind.Accepted, first.Kind);
        Assert.Equal(first, second);
        var other = await Do(silo, reference, new StartTask("case.request.ack"), id);
        Assert.Equal(new CommandIdReused(id), other.Refusal);
    }

    [Fact]
    public async Task Many_people_at_one_engagement_each_get_a_version_of_their_own_and_history_is_one_chain()
    {
        await using var silo = await Start();
        var reference = (await Open(silo, Guid.NewGuid())).Reference;
        var outcomes = new List<Outcome>();
        for (var round = 0; round < 4; round++)
            outcomes.AddRange(await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Do(silo, reference, new CommentOnTask("case.request.log", $"Remark {i}")))));
        Assert.All(outcomes, o => Assert.Equal(OutcomeKind.Accepted, o.Kind));
        Assert.Equal(128, outcomes.Select(o => o.Version).Distinct().Count());

        var history = await silo.Mediator.Send(new ReadHistory(EngagementReference.Parse(reference), Officer));
        Assert.Equal(Enumerable.Range(1, history!.Count).Select(v => (long)v), history.Select(e => e.Version));
        var head = HistoryEntry.NoHash;
        Assert.All(history, entry =>
        {
            Assert.True(entry.Follows(head));
            head = entry.Hash;
        });
        var newest = silo.Offers.Records.MaxBy(o => o.Record.Version);
        Assert.NotNull(newest.Tag);

        var replayed = history.Aggregate((Engagement?)null, (e, entry) => e.Apply(entry.Event.ToEvent(), entry.Occurrence));
        Assert.Equal(replayed, newest.Record.Engagement);
    }

    [Fact]
    public async Task Old_history_is_sealed_and_the_record_lets_go_of_it()
    {
        await using var silo = await Start();
        var reference = (await Open(silo, Guid.NewGuid())).Reference;
        var grain = silo.Grains.GetGrain<IEngagementGrain>(reference);
        for (var i = 0; i < 150; i++)
        {
            await Do(silo, reference, new CommentOnTask("case.request.log", $"Remark {i}"));
            // Sealing goes on beside the commands; what is still under way may be in the tail.
            Assert.InRange((await grain.Tail()).Count, 1, 96);
        }

        var history = await silo.Mediator.Send(new ReadHistory(EngagementReference.Parse(reference), Officer));
        Assert.Equal(Enumerable.Range(1, history!.Count).Select(v => (long)v), history.Select(e => e.Version));
        Assert.NotEmpty(await silo.Grains.GetGrain<IHistorySegmentGrain>(GrainKeys.Segment(EngagementReference.Parse(reference), 0)).Read());
    }

    [Fact]
    public async Task Pages_of_history_from_the_newest_back_make_the_whole_and_a_thread_has_the_comments_of_one_task()
    {
        await using var silo = await Start();
        var reference = EngagementReference.Parse((await Open(silo, Guid.NewGuid())).Reference);
        for (var i = 0; i < 120; i++)
            await Do(silo, reference.ToString(), new CommentOnTask(i % 10 == 0 ? "case.request.ack" : "case.request.log", $"Remark {i}"));

        var whole = (await silo.Mediator.Send(new ReadHistory(reference, Officer)))!;
        Assert.Equal(whole, (await Pages(25)).Reverse<HistoryEntry>());
        Assert.Equal(whole, (await Pages(32)).Reverse<HistoryEntry>());
        Assert.Equal(
            Enumerable.Range(0, 12).Select(i => $"Remark {i * 10}"),
            (await Pages(5, "case.request.ack")).Reverse<HistoryEntry>().Select(e => ((TaskCommented)e.Event.ToEvent()).Text));
        Assert.Null(await silo.Mediator.Send(new ReadHistoryPage(EngagementReference.Parse("KEN-2026-0999"), null, 5, Officer)));

        async Task<List<HistoryEntry>> Pages(int most, TaskId? commentsOn = null)
        {
            var entries = new List<HistoryEntry>();
            long? before = null;
            do
            {
                var page = (await silo.Mediator.Send(new ReadHistoryPage(reference, before, most, Officer, commentsOn)))!;
                Assert.InRange(page.Entries.Count, 1, most);
                entries.AddRange(page.Entries);
                before = page.Next;
            }
            while (before is not null);
            return entries;
        }
    }

    [Fact]
    public async Task The_catalogue_lists_each_engagement_with_a_tag_that_changes_with_every_write()
    {
        await using var silo = await Start();
        var reference = (await Open(silo, Guid.NewGuid())).Reference;
        var catalogue = silo.Catalogue;
        var before = await catalogue.List("engagement").ToListAsync();
        await Do(silo, reference, new StartTask("case.request.log"));
        var after = await catalogue.List("engagement").ToListAsync();
        Assert.Equal([reference], before.Select(e => e.Key));
        Assert.NotEqual(before, after);
        Assert.Equal(after[0].Tag, silo.Offers.Records.Last().Tag);
    }

    [Fact]
    public async Task Within_a_silo_an_engagement_is_passed_as_it_is()
    {
        await using var silo = await Start();
        var reference = (await Open(silo, Guid.NewGuid())).Reference;
        var grain = silo.Grains.GetGrain<IEngagementGrain>(reference);
        Assert.Same(await grain.Read(), await grain.Read());
    }

    private Task<Silo> Start() => Silo.Start(_folder);
}
