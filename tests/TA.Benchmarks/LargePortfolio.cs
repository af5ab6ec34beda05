using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TA.Casework.Portfolio;
using TA.Engagements;
using TA.TestKit;

namespace TA.Benchmarks;

/// <summary>
/// Lists of 100,000 engagements: 2,000 are made by the rules and the sweep, and their rows are copied 49 times, each copy with numbers, titles, times and dates of its own. Only the rows that lists read are copied, which tasks
/// are not.
/// </summary>
internal static class LargePortfolio
{
    private const int Made = 2_000;

    private const int Copies = 49;

    private static readonly DateOnly Today = new(2026, 3, 2);

    /// <summary>Fills a portfolio and measures.</summary>
    /// <param name="rounds">How often each list is asked for.</param>
    /// <param name="figures">What is measured goes here.</param>
    /// <param name="log">Where it tells how far it is.</param>
    public static async Task Run(int rounds, Figures figures, TextWriter log)
    {
        var folder = Directory.CreateTempSubdirectory("portfolio").FullName;
        try
        {
            await using var services = await PortfolioFirstPage.Filled(folder, Made, null, new(), log);
            Copy(Path.Combine(folder, "app.db"));
            await Measure(services.GetRequiredService<IMediator>(), rounds, figures);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Measure(IMediator mediator, int rounds, Figures figures)
    {
        var (partner, manager) = await PortfolioFirstPage.Times(() => Ask(PortfolioFirstPage.OfFifty, default, null, counts: true), () => Ask(Seeded.Manager, default, null, counts: true), rounds);
        figures.Add("100,000 engagements in the read model: first page with counts, manager, p95", "ms", manager.At(.95), below: 200);
        figures.AddRatio("... a partner who may see 50, p95, beside the manager", "ms", partner.At(.95), manager.At(.95), most: 1.2);
        var (many, officer) = await PortfolioFirstPage.Times(
            () => Ask(Seeded.Partner("iom"), default, null, counts: true), () => Ask(Seeded.Officer(3), default, null, counts: true), rounds / 2);
        figures.Add("... officer, p95", "ms", officer.At(.95), below: 200);
        figures.Add("... a partner who may see a quarter, p95", "ms", many.At(.95), below: 200);
        foreach (var sort in Enum.GetValues<PortfolioSort>())
            foreach (var descending in new[] { false, true })
            {
                PortfolioOrder order = new(sort, descending);
                string? cursor = null;
                for (var page = 0; page < 400; page++)
                    cursor = (await Page(Seeded.Manager, order, cursor, 200)).Next;
                var deep = cursor;
                var (further, first) = await PortfolioFirstPage.Times(() => Ask(Seeded.Manager, order, deep, counts: false), () => Ask(Seeded.Manager, order, null, counts: false), rounds);
                figures.AddRatio($"... page behind 80,000 rows, by {PortfolioWords.Word(sort)}{(descending ? ", descending" : "")}, p95, beside the first", "ms", further.At(.95), first.At(.95), most: 2);
            }

        // Its own rows have been made in it too.
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        figures.Add("... the process at its largest", "MB", process.PeakWorkingSet64 / 1e6, below: 1_000);

        Task Ask(Actor actor, PortfolioOrder order, string? cursor, bool counts) => Page(actor, order, cursor, 50, counts);

        async Task<PortfolioPage> Page(Actor actor, PortfolioOrder order, string? cursor, int size, bool counts = false) =>
            (await mediator.Send(new ListPortfolio(new(), order, cursor, size, Today, actor, counts))).Page!;
    }

    private static void Copy(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        Execute("PRAGMA synchronous = OFF");
        using (var transaction = connection.BeginTransaction())
        {
            foreach (var table in new[] { "portfolio_engagements", "portfolio_organizations", "portfolio_officers" })
            {
                var columns = Columns(table);
                var values = columns.Select(column => column switch
                {
                    "Reference" => "substr(Reference, 1, 9) || printf('%04d', CAST(substr(Reference, 10) AS INTEGER) + n * 2000)",
                    "Title" or "TitleOrder" => $"{column} || ' ' || n",
                    "ChangedAt" => "ChangedAt + n",
                    "NextDue" => "CASE NextDue WHEN '9999-12-31' THEN NextDue ELSE date(NextDue, n || ' days') END",
                    _ => $"\"{column}\"",
                });
                Execute($"""
                    WITH RECURSIVE copies(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM copies WHERE n < {Copies})
                    INSERT INTO {table} ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) SELECT {string.Join(", ", values)} FROM {table}, copies
                    """);
            }

            Execute(PortfolioFirstPage.LetFiftyBeSeen);
            transaction.Commit();
        }

        void Execute(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.CommandTimeout = 600;
            command.ExecuteNonQuery();
        }

        List<string> Columns(string table)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
            using var rows = command.ExecuteReader();
            var columns = new List<string>();
            while (rows.Read())
                columns.Add(rows.GetString(0));
            return columns;
        }
    }
}
