using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.Serialization;
using TA.Casework.Grains;
using TA.Casework.Portfolio;
using TA.Casework.Storage;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.TestKit;

namespace TA.Benchmarks;

/// <summary>Durable task updates at the grain, beside writes of the same bytes to the same place in the same run. Each write changes its bytes.</summary>
internal static class TaskUpdates
{
    /// <summary>How many engagements updates are spread over.</summary>
    public const int Engagements = 200;

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(8);
    private static readonly Actor Officer = new(new("officer"), "Officer", ActorRoles.Officer, OrganizationId.Unodc);

    /// <summary>Measures both columns.</summary>
    public static async Task Run(Figures figures)
    {
        await using (var sqlite = new SqlitePlace())
            await Run(sqlite, figures);
        await using (var azurite = await AzuritePlace.Start())
            await Run(azurite, figures);
    }

    private static async Task Run(Place place, Figures figures)
    {
        using var host = await Start(place);
        var work = new Work(host.Services.GetRequiredService<IMediator>(), Officer);
        for (var i = 0; i < Engagements; i++)
            await work.Open(WorkstreamKind.Training);
        await work.Warm();
        var all = work.References.ToList();
        await work.Load(all, Work.MostClients, TimeSpan.FromSeconds(2));
        var sizes = await Sizes(all[0]);

        var floor = await place.Write(sizes, 1, Measured);
        var many = place.TakesManyWriters ? await place.Write(sizes, Work.MostClients, Measured) : floor;
        var one = await work.Load(all, 1, Measured);
        var spread = await work.Load(all, Work.MostClients, Measured);
        var together = await work.Load(all[..1], Work.MostClients, Measured);
        var again = await place.Write(sizes, 1, Measured);
        figures.Add($"task updates at the grain on {place.Name}, {Engagements} engagements of 70 tasks", "bytes of a record", sizes.Average());
        figures.AddRatio($"... 1 client, p50; floor: {place.Floor}", "ms", one.At(.5), floor.At(.5), most: place.Aims.One);
        figures.AddRatio($"... {Work.MostClients} clients over {Engagements} engagements", "/s", spread.Rate, many.Rate, least: place.Aims.Spread);
        figures.AddRatio("... p99; floor: its own p50", "ms", spread.At(.99), spread.At(.5), most: 5);
        figures.AddRatio($"... {Work.MostClients} clients on one engagement; floor: one writer", "/s", together.Rate, floor.Rate, least: place.Aims.Together);
        figures.AddRatio("... the floor, measured again at the end", "/s", again.Rate, floor.Rate);

        var large = await work.Open(WorkstreamKind.Legislation, WorkstreamKind.SpecializedUnit);
        await Fill(host.Services.GetRequiredService<IMediator>(), large);
        await work.Load([large], Work.MostClients, TimeSpan.FromSeconds(2));
        sizes = await Sizes(large);
        var largeFloor = await place.Write(sizes, 1, Measured);
        figures.Add("... one of 120 tasks, 116 ratings, 6 drafts and 40 sessions", "bytes of a record", sizes.Average());
        figures.AddRatio("... 1 client on it, p50", "ms", (await work.Load([large], 1, Measured)).At(.5), largeFloor.At(.5), most: place.Aims.One);
        await host.StopAsync();

        // A record grows with each update until old events leave its tail.
        async Task<int[]> Sizes(EngagementReference reference)
        {
            var stored = host.Services.GetRequiredService<IStoredGrains>();
            var sizes = new int[2 * EngagementRecord.SegmentLength];
            for (var i = 0; i < sizes.Length; i++)
            {
                await work.Update(reference, 0);
                sizes[i] = (await stored.Read("engagement", reference.ToString()))!.Utf8Json.Length;
            }

            return sizes;
        }
    }

    private static async Task<IHost> Start(Place place)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        var ports = LoopbackPorts.Free();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(ports.Silo, ports.Gateway);
            place.Use(silo);
            silo.Services.AddSerializer(serializer => serializer.AddImmutableJson(typeof(Engagement).Assembly, EngagementJson.Stored));
        });
        builder.Services.AddUseCases().AddSingleton(TimeProvider.System).AddSingleton<IProjection, Nowhere>().AddSingleton<IPeople, PeopleAtHand>()
            .AddSingleton<KnowsOrganization>((_, _) => Task.FromResult(true));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task Fill(IMediator mediator, EngagementReference reference)
    {
        IEnumerable<(Guid, Func<Engagement, EngagementCommand>)> before = [(Guid.NewGuid(), e => FullWork.WithTraining(e.Details.Workstreams))];
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        // 100 tasks of two playbooks and of the clients.
        var tasks = Enumerable.Range(0, 20).Select(n => (Guid.NewGuid(), (Func<Engagement, EngagementCommand>)(_ =>
            new AddTask(WorkstreamKind.Training, null, $"Session {n} for prosecutors and police", null, "Report of the session", ResponsibleRole.Igo, null, today.AddDays(60), 5))));
        foreach (var (id, command) in before.Concat(tasks).Concat(FullWork.Of(today)))
        {
            var engagement = await mediator.Send(new ReadEngagement(reference, Officer)) ?? throw new InvalidOperationException($"{reference} is gone.");
            var outcome = await mediator.Send(new ChangeEngagementRequest(reference, id, command(engagement), Officer));
            if (outcome.Kind != OutcomeKind.Accepted)
                throw new InvalidOperationException($"{reference}: {outcome.Refusal}");
        }
    }

    private sealed class Nowhere : IProjection
    {
        public void Offer(EngagementRecord record, string? tag)
        {
        }

        public void Offer(ProgrammeRecord record, string? tag)
        {
        }
    }
}
