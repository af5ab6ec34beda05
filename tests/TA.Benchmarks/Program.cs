using TA.Benchmarks;

// Prints one table and writes it into artifacts/ of the working folder as benchmarks.md and benchmarks.json.
// dotnet run -c Release --project tests/TA.Benchmarks -- [record] [plan] [updates] [requests] [http] [start] [portfolio] [as-of] [large]; without a word, or with "all", everything.
if (args is [BareServer.Verb, var file])
{
    await BareServer.Run(file);
    return;
}

var figures = new Figures();
var whole = System.Diagnostics.Stopwatch.StartNew();
(string Name, Func<Task> Run)[] parts =
[
    ("record", () => Task.Run(() => LargeRecord.Run(figures))),
    ("plan", () => Task.Run(() => PlanArithmetic.Run(figures))),
    ("updates", () => TaskUpdates.Run(figures)),
    ("requests", () => WholeRequests.Run(figures)),
    ("http", () => OverHttp.Thousand(figures, Console.Error)),
    ("start", () => OverHttp.TenThousand(figures, Console.Error)),
    ("portfolio", async () =>
    {
        foreach (var engagements in new[] { 1_000, 10_000 })
            await PortfolioFirstPage.Run(engagements, 100, figures, Console.Error);
    }),
    ("as-of", () => PortfolioFirstPage.AsOf(10_000, 100, figures, Console.Error)),
    ("large", () => LargePortfolio.Run(60, figures, Console.Error)),
];
foreach (var (name, run) in parts.Where(part => args is [] or ["all"] || args.Contains(part.Name)))
    try
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await run();
        Console.Error.WriteLine($"{name}: {watch.Elapsed.TotalSeconds:0} s");
    }
    catch (Exception fault)
    {
        // What the others have measured is not lost with it.
        Console.Error.WriteLine($"{name} could not be measured: {fault}");
        Environment.ExitCode = 1;
    }

if (args is [] or ["all"])
    figures.Add("all of this", "min", whole.Elapsed.TotalMinutes, below: 20);
figures.WriteMarkdown(Console.Out);
Directory.CreateDirectory("artifacts");
await using (var markdown = new StreamWriter("artifacts/benchmarks.md"))
    figures.WriteMarkdown(markdown);
await using var json = File.Create("artifacts/benchmarks.json");
await figures.WriteJson(json);
