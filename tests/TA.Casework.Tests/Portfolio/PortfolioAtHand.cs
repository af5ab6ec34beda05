using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TA.Casework.Portfolio;
using TA.Casework.Storage;
using TA.Engagements;
using TA.TestKit;

namespace TA.Casework.Tests.Portfolio;

/// <summary>What the grain storage would hold: the seam of the sweep, in memory.</summary>
internal sealed class StoredStates
{
    public SortedDictionary<string, (EngagementRecord Record, string Tag)> Engagements { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, (Programme Programme, string Tag)> Programmes { get; } = new(StringComparer.Ordinal);

    /// <summary>What changed programmes, as far as it is known.</summary>
    public Dictionary<string, Items<ProgrammeHistoryEntry>> Changed { get; } = [];

    /// <summary>The events that are in no tail any more.</summary>
    public Dictionary<string, IReadOnlyList<HistoryEntry>> Sealed { get; } = [];

    /// <summary>Keys whose state cannot be read.</summary>
    public HashSet<string> Unreadable { get; } = [];

    public ConcurrentBag<string> KeysRead { get; } = [];

    public PortfolioSources Sources => new(
        new(ct => List(Engagements.Select(e => (e.Key, e.Value.Tag)), ct), (key, _) => Read(key, Engagements)),
        new(ct => List(Programmes.Select(p => (p.Key, p.Value.Tag)), ct), async (key, _) =>
            await Read(key, Programmes) is var (programme, tag) ? (new() { Programme = programme, History = Changed.GetValueOrDefault(key) }, tag) : null),
        (key, before, _) => Task.FromResult<IReadOnlyList<HistoryEntry>>(Sealed.TryGetValue(key, out var entries) ? [.. entries.Where(e => e.Version < before)] : []));

    public void Put(EngagementRecord record, string? tag = null) =>
        Engagements[record.Engagement!.Reference.ToString()] = (record, tag ?? $"t{record.Version}");

    private static async IAsyncEnumerable<(string, string)> List(IEnumerable<(string, string)> states, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var state in states.ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return state;
        }

        await Task.CompletedTask;
    }

    private Task<(T, string)?> Read<T>(string key, SortedDictionary<string, (T, string)> states)
    {
        KeysRead.Add(key);
        return Unreadable.Contains(key) ? throw new IOException("The disk does not answer.") : Task.FromResult(states.TryGetValue(key, out var found) ? found : ((T, string)?)null);
    }
}

/// <summary>The whole read model on a database of its own.</summary>
internal sealed class PortfolioAtHand : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2026, 3, 2);

    private readonly string _folder = Directory.CreateTempSubdirectory("portfolio").FullName;
    private readonly ServiceProvider _services;
    private readonly SqlDatabase _database;
    private readonly string? _server;

    private PortfolioAtHand(string? server, TimeProvider clock)
    {
        _server = server;
        _database = server is null ? SqlDatabase.OnSqlite(Path.Combine(_folder, "app.db")) : SqlDatabase.OnPostgreSql(server);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(clock);
        services.AddPortfolio(_database, _ => Stored.Sources);
        services.AddTransient<ServiceFactory>(p => p.GetRequiredService);
        services.AddTransient<IMediator, Mediator>();
        _services = services.BuildServiceProvider();
    }

    public StoredStates Stored { get; } = new();

    public Projection Projection => Get<Projection>();

    public Sweep Sweep => Get<Sweep>();

    public PortfolioStore Store => Get<PortfolioStore>();

    public static async Task<PortfolioAtHand> Open(On database, TimeProvider? clock = null)
    {
        var portfolio = new PortfolioAtHand(database == On.Sqlite ? null : await (await PostgreSqlServer.Shared()).NewDatabase(), clock ?? TimeProvider.System);
        await portfolio.Get<PortfolioSetup>().Prepare();
        return portfolio;
    }

    /// <summary>With seeded engagements and their programmes in it.</summary>
    public static async Task<PortfolioAtHand> WithSeeded(On database, int count)
    {
        var portfolio = await Open(database);
        await portfolio.Write([.. Seeded.Engagements(count, Today)]);
        await portfolio.Store.Write([.. Enumerable.Range(0, 40).Select(n => Changes.Offer(Seeded.Programme(n), "t1"))], default);
        return portfolio;
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public async Task<PortfolioDb> Db(DateOnly asOf)
    {
        var db = await Get<IDbContextFactory<AsOfDb>>().CreateDbContextAsync();
        db.Day = asOf;
        return db;
    }

    public Task<PortfolioDb> Db() => Get<IDbContextFactory<PortfolioDb>>().CreateDbContextAsync();

    public Task Write(params EngagementRecord[] records) => Store.Write([.. records.Select(r => new EngagementOffer(r, null))], default);

    public Task<T> Ask<T>(IRequest<T> request) => Get<IMediator>().Send(request);

    public async Task<PortfolioPage> List(PortfolioFilter? filter = null, Actor? actor = null, PortfolioOrder order = default, string? cursor = null, int size = 200, DateOnly? day = null)
    {
        var answer = await Ask(new ListPortfolio(filter ?? new(), order, cursor, size, day ?? Today, actor ?? Seeded.Manager));
        return answer.Page ?? throw new InvalidOperationException($"Refused: {answer.Refusal}");
    }

    /// <summary>The references on all pages.</summary>
    public async Task<List<string>> References(PortfolioFilter? filter = null, Actor? actor = null, PortfolioOrder order = default, int size = 200, DateOnly? day = null)
    {
        var references = new List<string>();
        string? cursor = null;
        do
        {
            var page = await List(filter, actor, order, cursor, size, day);
            references.AddRange(page.Rows.Select(r => r.Reference.ToString()));
            cursor = page.Next;
        }
        while (cursor is not null);
        return references;
    }

    /// <summary>Runs a statement; gives how many rows it changed.</summary>
    public async Task<int> Execute(string sql)
    {
        await using var db = await Db();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Starts the hosted services of a kind.</summary>
    public async Task<IAsyncDisposable> Run<T>() where T : IHostedService
    {
        var service = _services.GetServices<IHostedService>().OfType<T>().Single();
        await service.StartAsync(default);
        return new Running(service);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null)
        {
            await using (var db = await Db())
                SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
            await using (var db = await Get<IDbContextFactory<Casework.Organizations.OrganizationsDb>>().CreateDbContextAsync())
                SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }

        await _services.DisposeAsync();
        await _database.DisposeAsync();
        if (_server is not null)
            await (await PostgreSqlServer.Shared()).Drop(_server);
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class Running(IHostedService service) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await service.StopAsync(default);
    }
}

/// <summary>Changes to records, through the real rules.</summary>
internal static class Changes
{
    private static int _commands;

    private static readonly Actor Nobody = new(new("import"), "Import", ActorRoles.System, OrganizationId.Unodc);

    /// <summary>The record after a command of the product itself, which may do everything.</summary>
    public static EngagementRecord After(this EngagementRecord record, EngagementCommand command, EngagementReference? reference = null)
    {
        var at = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(Interlocked.Increment(ref _commands));
        var answer = record.Answer(reference ?? record.Engagement!.Reference, Guid.NewGuid(), Nobody, command, at, record.Version, NamedPeople.Of(record.Engagement, command).Select(PeopleAtHand.Officer).ToItems());
        return answer.Refusal is null ? answer.Record : throw new InvalidOperationException($"{command} is refused: {answer.Refusal}");
    }

    /// <summary>An offer of a programme whose changes nobody knows.</summary>
    public static ProgrammeOffer Offer(Programme programme, string? tag = null) => new(new() { Programme = programme }, tag);

    /// <summary>The record with another title: by an amendment once it is agreed.</summary>
    public static EngagementRecord Retitled(this EngagementRecord record, string title)
    {
        var edit = new Edit<string>(record.Engagement!.Details.Title, title);
        return record.After(Agreed.Terms(record.Engagement)
            ? new AmendEngagement(AmendmentReason.Correction, "Another title", new(2026, 2, 1), new() { Title = edit })
            : new ChangeEngagement { Edits = new() { Title = edit } });
    }

    /// <summary>An engagement that was entered from outside, without tasks.</summary>
    public static EngagementRecord Recorded(
        string reference, string title = "Help", Topics? topics = null, EngagementState state = EngagementState.Delivery, string? programme = null, Money? budget = null,
        Items<Contribution> contributions = default, Items<Participation> participants = default, PartialDate? end = null, string? office = null)
    {
        var id = EngagementReference.Parse(reference);
        return new EngagementRecord().After(
            new RecordEngagement(
                new()
                {
                    MemberState = id.MemberState,
                    Title = title,
                    Topics = topics ?? new(true),
                    Programme = programme is null ? null : new(programme),
                    Budget = budget,
                    End = end,
                    LeadOffice = office,
                },
                state, new("row-1", null, null, true, null, null), contributions, participants), id);
    }
}
