using System.Diagnostics;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TA.Casework.Grains;
using TA.Casework.Portfolio;
using TA.Casework.Storage;
using TA.Engagements;
using TA.TestKit;

namespace TA.Benchmarks;

/// <summary>The portfolio without web and silo, filled through the sweep: how long pages of lists take, one client at a time.</summary>
internal static class PortfolioFirstPage
{
    /// <summary>A partner who may see 50 engagements.</summary>
    internal static readonly Actor OfFifty = new(new("partner-fifty"), "Partner of fifty", ActorRoles.Partner, new("fifty"));

    /// <summary>Gives that partner's organization a part in 50 engagements that lie far apart.</summary>
    internal const string LetFiftyBeSeen = """
        CREATE TEMP TABLE chosen AS SELECT Reference FROM portfolio_engagements ORDER BY substr(Reference, 10), Reference LIMIT 50;
        INSERT INTO portfolio_organizations (Reference, Organization, Name, Parts, TakesPart, Since) SELECT Reference, 'fifty', 'Fifty', 1, 1, '2026-01-01' FROM chosen;
        UPDATE portfolio_engagements SET Partners = Partners || ' fifty' WHERE Reference IN (SELECT Reference FROM chosen);
        """;

    private static readonly DateOnly Today = new(2026, 3, 2);

    /// <summary>Fills a portfolio and measures.</summary>
    /// <param name="engagements">How many engagements, of 40 to 45 tasks each.</param>
    /// <param name="rounds">How often each list is asked for.</param>
    /// <param name="figures">What is measured goes here.</param>
    /// <param name="log">Where it tells how far it is.</param>
    public static async Task Run(int engagements, int rounds, Figures figures, TextWriter log)
    {
        var folder = Directory.CreateTempSubdirectory("portfolio").FullName;
        try
        {
            await Measure(folder, engagements, rounds, figures, log);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Fills a portfolio with engagements that changed on 13 days each, a month apart, and measures lists as of a day beside those of today.</summary>
    public static async Task AsOf(int engagements, int rounds, Figures figures, TextWriter log)
    {
        var folder = Directory.CreateTempSubdirectory("portfolio").FullName;
        try
        {
            await MeasureAsOf(folder, engagements, rounds, figures, log);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsOf(string folder, int engagements, int rounds, Figures figures, TextWriter log)
    {
        const int Days = 13;
        await using var services = await Filled(folder, engagements, Days, figures, log);
        var mediator = services.GetRequiredService<IMediator>();
        log.WriteLine($"versions: {Count("portfolio_past_engagements"):n0} of engagements, {Count("portfolio_past_tasks"):n0} of tasks, {new FileInfo(Path.Combine(folder, "app.db")).Length / 1_000_000:n0} MB");
        PortfolioDay then = new(Today, Today.AddDays(-180));
        var delivery = new PortfolioFilter().With(PortfolioFacet.State, "delivery");
        (string Name, Func<PortfolioDay, Task> Ask, double? Most)[] lists =
        [
            ("first page with counts, manager", List(new(), Seeded.Manager), 3),
            ("first page with counts, officer", List(new(), Seeded.Officer(3)), 3),
            ("first page with counts, partner", List(new(), Seeded.Partner("iom")), 3),
            ("page without counts", List(new(), Seeded.Manager, counts: false), 3),
            ("by state", List(delivery, Seeded.Manager), null),
            ("by two words of text", List(new() { Text = "prosecutors kenya" }, Seeded.Manager), null),
            ("by health, worst first", List(new(), Seeded.Manager, new(PortfolioSort.Health, true)), null),
            ("by title", List(new(), Seeded.Manager, new(PortfolioSort.Title)), null),
            ("money by donor", day => mediator.Send(new MoneyByDonor(new(), day, Seeded.Manager)), null),
            ("results", day => mediator.Send(new RollUpResults(new(new()), RollUpBy.Nothing, day, Seeded.Manager)), null),
            ("whole list as CSV", day => mediator.Send(new PortfolioCsv(new(), default, day, Seeded.Manager, Stream.Null)), null),
        ];
        await lists[0].Ask(new(Today, then.On.AddDays(-1)));
        var watch = Stopwatch.StartNew();
        await lists[0].Ask(then);
        figures.Add("... first page with counts, as of a day that nobody has asked for before", "ms", watch.Elapsed.TotalMilliseconds);
        foreach (var (name, ask, most) in lists)
        {
            var (asOf, today) = await Times(() => ask(then), () => ask(Today), rounds);
            figures.AddRatio($"... {name}, p95, as of half a year ago beside today", "ms", asOf.At(.95), today.At(.95), most: most);
        }

        long Count(string table)
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "app.db")};Mode=ReadOnly");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT count(*) FROM {table}";
            return (long)command.ExecuteScalar()!;
        }

        Func<PortfolioDay, Task> List(PortfolioFilter filter, Actor actor, PortfolioOrder order = default, bool counts = true) =>
            day => mediator.Send(new ListPortfolio(filter, order, null, 50, day, actor, counts));
    }

    private static async Task<Timings> Times(Func<Task> ask, int rounds) => (await Times(ask, () => Task.CompletedTask, rounds)).One;

    /// <summary>Two that take turns, so that whatever else the machine does falls on both.</summary>
    internal static async Task<(Timings One, Timings Other)> Times(Func<Task> one, Func<Task> other, int rounds)
    {
        Func<Task>[] both = [one, other];
        List<double>[] times = [[], []];
        var watch = new Stopwatch();
        for (var round = -5; round < rounds; round++)
            for (var n = 0; n < both.Length; n++)
            {
                watch.Restart();
                await both[n]();
                if (round >= 0)
                    times[n].Add(watch.Elapsed.TotalMilliseconds);
            }

        return (new(times[0], times[0].Sum() / 1_000), new(times[1], times[1].Sum() / 1_000));
    }

    /// <summary>A portfolio with seeded engagements, made by the sweep.</summary>
    internal static async Task<ServiceProvider> Filled(string folder, int engagements, int? days, Figures figures, TextWriter log)
    {
        var watch = Stopwatch.StartNew();
        var records = new SortedDictionary<string, EngagementRecord>(
            Enumerable.Range(0, engagements).AsParallel().Select(n => Seeded.Engagement(n, Today, wholeTail: days is not null, days)).ToDictionary(r => r.Engagement!.Reference.ToString()), StringComparer.Ordinal);
        log.WriteLine($"{engagements:n0} engagements made in {watch.Elapsed.TotalSeconds:0} s");
        var services = new ServiceCollection().AddLogging().AddPortfolio(SqlDatabase.OnSqlite(Path.Combine(folder, "app.db")), _ => Sources(records), atWork: false)
            .AddTransient<ServiceFactory>(p => p.GetRequiredService).AddTransient<IMediator, Mediator>().BuildServiceProvider();
        await services.GetRequiredService<PortfolioSetup>().Prepare();
        watch.Restart();
        await services.GetRequiredService<Sweep>().Rebuild();
        figures.Add($"read model alone, {engagements:n0} engagements{(days is { } some ? $" with histories of {some} days" : "")}: rebuilt", "s", watch.Elapsed.TotalSeconds);
        return services;
    }

    private static async Task Measure(string folder, int engagements, int rounds, Figures figures, TextWriter log)
    {
        await using var services = await Filled(folder, engagements, null, figures, log);
        var watch = Stopwatch.StartNew();
        await services.GetRequiredService<Sweep>().Run();
        figures.Add("... swept without a difference", "ms", watch.Elapsed.TotalMilliseconds);

        using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "app.db")}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = LetFiftyBeSeen;
            command.ExecuteNonQuery();
        }

        var mediator = services.GetRequiredService<IMediator>();
        var iom = Seeded.Partner("iom");
        PortfolioFilter delivery = new PortfolioFilter().With(PortfolioFacet.State, "delivery"), several = delivery.With(PortfolioFacet.Partner, "iom", "unicef").With(PortfolioFacet.Health, "late", "at-risk");
        (string Name, Func<Task> Ask)[] lists =
        [
            ("first page with counts, manager", List(new(), Seeded.Manager)),
            ("first page with counts, officer", List(new(), Seeded.Officer(3))),
            ("first page with counts, partner", List(new(), iom)),
            ("by state", List(delivery, Seeded.Manager)),
            ("by state, partner and health", List(several, Seeded.Manager)),
            ("by two words of text", List(new() { Text = "prosecutors kenya" }, Seeded.Manager)),
            ("by health, worst first", List(new(), Seeded.Manager, new(PortfolioSort.Health, true))),
            ("by title", List(new(), Seeded.Manager, new(PortfolioSort.Title))),
            ("page without counts", List(new(), Seeded.Manager, counts: false)),
            ("my tasks, partner", () => mediator.Send(new MyTasks(new(), null, 50, iom))),
            ("my tasks, officer", () => mediator.Send(new MyTasks(new(), null, 50, Seeded.Officer(3)))),
            ("money by donor", () => mediator.Send(new MoneyByDonor(new(), Today, Seeded.Manager))),
            ("whole list as CSV", () => mediator.Send(new PortfolioCsv(new(), default, Today, Seeded.Manager, Stream.Null))),
        ];
        var (fifty, manager) = await Times(List(new(), OfFifty), List(new(), Seeded.Manager), rounds);
        figures.AddRatio("... first page with counts, a partner who may see 50, p95, beside the manager", "ms", fifty.At(.95), manager.At(.95), most: 1.2);
        foreach (var (name, ask) in lists)
            figures.Add($"... {name}, p95", "ms", (await Times(ask, rounds)).At(.95), below: name.StartsWith("first page", StringComparison.Ordinal) ? 50 : null);

        Func<Task> List(PortfolioFilter filter, Actor actor, PortfolioOrder order = default, bool counts = true) =>
            () => mediator.Send(new ListPortfolio(filter, order, null, 50, Today, actor, counts));
    }

    private static PortfolioSources Sources(SortedDictionary<string, EngagementRecord> records) => new(
        new(_ => records.Select(r => (r.Key, "1")).ToAsyncEnumerable(), (key, _) => Task.FromResult<(EngagementRecord, string)?>((records[key], "1"))),
        new(
            _ => Enumerable.Range(0, Seeded.Programmes).Select(n => $"P-SEED{n}").Order(StringComparer.Ordinal).Select(id => (id, "1")).ToAsyncEnumerable(),
            (key, _) => Task.FromResult<(ProgrammeRecord, string)?>((new() { Programme = Seeded.Programme(int.Parse(key["P-SEED".Length..], System.Globalization.CultureInfo.InvariantCulture)) }, "1"))),
        (_, _, _) => Task.FromResult<IReadOnlyList<HistoryEntry>>([]));
}
