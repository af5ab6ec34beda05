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

    private static async Task Measure(string folder, int engagements, int rounds, Figures figures, TextWriter log)
    {
        var watch = Stopwatch.StartNew();
        var records = new SortedDictionary<string, EngagementRecord>(Seeded.Engagements(engagements, Today).ToDictionary(r => r.Engagement!.Reference.ToString()), StringComparer.Ordinal);
        log.WriteLine($"{engagements:n0} engagements made in {watch.Elapsed.TotalSeconds:0} s");
        await using var services = new ServiceCollection().AddLogging().AddPortfolio(SqlDatabase.OnSqlite(Path.Combine(folder, "app.db")), _ => Sources(records), atWork: false)
            .AddTransient<ServiceFactory>(p => p.GetRequiredService).AddTransient<IMediator, Mediator>().BuildServiceProvider();
        await services.GetRequiredService<PortfolioSetup>().Prepare();

        watch.Restart();
        await services.GetRequiredService<Sweep>().Rebuild();
        figures.Add($"read model alone, {engagements:n0} engagements: rebuilt", "s", watch.Elapsed.TotalSeconds);
        watch.Restart();
        await services.GetRequiredService<Sweep>().Run();
        figures.Add("... swept without a difference", "ms", watch.Elapsed.TotalMilliseconds);

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
        foreach (var (name, ask) in lists)
        {
            for (var warm = 0; warm < 5; warm++)
                await ask();
            var times = new List<double>(rounds);
            for (var round = 0; round < rounds; round++)
            {
                watch.Restart();
                await ask();
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            figures.Add($"... {name}, p95", "ms", new Timings(times, times.Sum() / 1_000).At(.95));
        }

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
