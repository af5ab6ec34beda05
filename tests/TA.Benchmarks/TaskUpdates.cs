using System.Collections.Concurrent;
using System.Diagnostics;
using MediatR;
using Microsoft.Data.Sqlite;
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

/// <summary>Durable task updates at the grain, beside commits of the same bytes by one writer to the same SQLite settings in the same run. Each write changes its bytes.</summary>
internal static class TaskUpdates
{
    private const int Engagements = 200;
    private const int MostClients = 32;
    private static readonly ConcurrentDictionary<(EngagementReference, int), (TaskId Task, int Percent)> Tasks = new();
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(8);
    private static readonly Actor Officer = new(new("officer"), "Officer", ActorRoles.Officer, OrganizationId.Unodc);

    /// <summary>Measures.</summary>
    public static async Task Run(Figures figures)
    {
        var folder = Directory.CreateTempSubdirectory("ta-updates-").FullName;
        try
        {
            using var host = await Start(folder);
            var mediator = host.Services.GetRequiredService<IMediator>();
            var references = new List<EngagementReference>();
            for (var i = 0; i < Engagements; i++)
                references.Add(await Open(mediator, WorkstreamKind.Training));
            // As many commands as a record remembers, before it is measured: until then it grows.
            foreach (var reference in references)
                await Task.WhenAll(Enumerable.Range(0, MostClients).Select(client => Updates(mediator, reference, client, 256 / MostClients)));
            await Load(mediator, references, MostClients, TimeSpan.FromSeconds(2));
            var sizes = await Sizes(references[0]);

            var floor = Floor(folder, sizes);
            var one = await Load(mediator, references, 1, Measured);
            var spread = await Load(mediator, references, MostClients, Measured);
            var together = await Load(mediator, references[..1], MostClients, Measured);
            var again = Floor(folder, sizes);
            figures.Add($"task updates at the grain, {Engagements} engagements of 70 tasks, bytes of a record", $"{sizes.Average():n0}");
            figures.AddRatio("1 client, p50; floor: commits of as many new bytes by one writer", "ms", one.At(.5), floor.At(.5), most: 2.5);
            figures.AddRatio($"{MostClients} clients over {Engagements} engagements", "/s", spread.Rate, floor.Rate, least: .4);
            figures.AddRatio("... p99; floor: its own p50", "ms", spread.At(.99), spread.At(.5), most: 5);
            figures.AddRatio($"{MostClients} clients on one engagement", "/s", together.Rate, floor.Rate, least: 3);
            figures.AddRatio("the floor, measured again at the end", "/s", again.Rate, floor.Rate);

            var large = await Open(mediator, WorkstreamKind.Legislation, WorkstreamKind.SpecializedUnit);
            await Fill(mediator, large);
            await Load(mediator, [large], MostClients, TimeSpan.FromSeconds(2));
            sizes = await Sizes(large);
            var largeFloor = Floor(folder, sizes);
            figures.AddRatio($"1 client on one of 120 tasks, 116 ratings, 6 drafts and 40 sessions, {sizes.Average():n0} bytes, p50", "ms", (await Load(mediator, [large], 1, Measured)).At(.5), largeFloor.At(.5), most: 2.5);
            await host.StopAsync();

            // A record grows with each update until old events leave its tail.
            async Task<int[]> Sizes(EngagementReference reference)
            {
                var stored = host.Services.GetRequiredService<StoredGrains>();
                var sizes = new int[2 * EngagementRecord.SegmentLength];
                for (var i = 0; i < sizes.Length; i++)
                {
                    await Updates(mediator, reference, 0, 1);
                    sizes[i] = stored.Read("engagement", reference.ToString())!.Utf8Json.Length;
                }

                return sizes;
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IHost> Start(string folder)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        var ports = LoopbackPorts.Free();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(ports.Silo, ports.Gateway).AddSqliteGrainStorage(folder, EngagementJson.Stored)
            .Services.AddSerializer(serializer => serializer.AddImmutableJson(typeof(Engagement).Assembly, EngagementJson.Stored)));
        builder.Services.AddUseCases().AddSingleton(TimeProvider.System).AddSingleton<IProjection, Nowhere>().AddSingleton<StoredGrains>()
            .AddSingleton<IPeople, PeopleAtHand>();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task<EngagementReference> Open(IMediator mediator, params WorkstreamKind[] workstreams)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var outcome = await mediator.Send(new OpenEngagementRequest(Guid.NewGuid(), new OpenEngagement(
            new() { MemberState = "KEN", Title = "Load", Topics = new(true, true), Workstreams = workstreams.ToItems() },
            new(RequestChannel.NoteVerbale, "Ministry of Justice", today, "Load"), Officer.User, today), Officer));
        var reference = EngagementReference.Parse(outcome.Reference);
        // A task for each client, so that their updates do not meet.
        for (var client = 0; client < MostClients; client++)
        {
            var id = Guid.NewGuid();
            await mediator.Send(new ChangeEngagementRequest(reference, id, new AddTask(WorkstreamKind.LifeCycle, null, $"Task {client}", null, "Report", ResponsibleRole.Unodc, null, today, 5), Officer));
            await mediator.Send(new ChangeEngagementRequest(reference, Guid.NewGuid(), new StartTask(TaskOf(id)), Officer));
            Tasks[(reference, client)] = (TaskOf(id), 0);
        }

        return reference;
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
            if (outcome.Kind != TA.Casework.Grains.OutcomeKind.Accepted)
                throw new InvalidOperationException($"{reference}: {outcome.Refusal}");
        }
    }

    private static async Task<Timings> Load(IMediator mediator, List<EngagementReference> references, int clients, TimeSpan time)
    {
        var latencies = new ConcurrentBag<double>();
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            for (var i = client; Stopwatch.GetElapsedTime(begun) < time; i += clients)
            {
                var started = Stopwatch.GetTimestamp();
                await Updates(mediator, references[i % references.Count], client, 1);
                latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        })));
        return new([.. latencies], Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }

    private static async Task Updates(IMediator mediator, EngagementReference reference, int client, int times)
    {
        for (; times > 0; times--)
        {
            var (task, percent) = Tasks[(reference, client)];
            var next = (percent + 1) % 101;
            var outcome = await mediator.Send(new ChangeEngagementRequest(reference, Guid.NewGuid(), new ReportProgress(task, new(percent, next)), Officer));
            if (outcome.Kind != TA.Casework.Grains.OutcomeKind.Accepted)
                throw new InvalidOperationException($"{reference}: {outcome.Refusal}");
            Tasks[(reference, client)] = (task, next);
        }
    }

    private static Timings Floor(string folder, int[] sizes)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "floor.db")};Pooling=False");
        connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS floor (id INTEGER PRIMARY KEY, payload BLOB)");
        var payloads = sizes.Select(size => new byte[size]).ToArray();
        for (var id = 0; id < Engagements; id++)
            Write(id, payloads[id % sizes.Length]);
        var latencies = new List<double>();
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; Stopwatch.GetElapsedTime(begun) < Measured; i++)
        {
            // Row for row the sizes follow one another as those of a record do. All bytes are new: SQLite leaves pages of a row alone that stay as they were, and those of a record do not.
            var payload = payloads[((i % Engagements) + (i / Engagements) + 1) % payloads.Length];
            Random.Shared.NextBytes(payload);
            var started = Stopwatch.GetTimestamp();
            Write(i % Engagements, payload);
            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return new(latencies, Stopwatch.GetElapsedTime(begun).TotalSeconds);

        void Write(int id, byte[] payload)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO floor VALUES ($id, $payload) ON CONFLICT DO UPDATE SET payload = excluded.payload";
            command.Parameters.AddWithValue("$id", id);
            command.Parameters.AddWithValue("$payload", payload);
            command.ExecuteNonQuery();
        }

        void Execute(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private static TaskId TaskOf(Guid command) => $"added-{command:n}";

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
