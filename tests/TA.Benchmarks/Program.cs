using TA.Benchmarks;

// Prints one table and writes it into artifacts/ of the working folder as benchmarks.md and benchmarks.json.
// dotnet run -c Release --project tests/TA.Benchmarks -- [record] [plan] [updates] [requests] [http] [start] [portfolio] [as-of] [large]; without a word, or with "all", everything.
if (args is [BareServer.Verb, var file])
{
    await BareServer.Run(file);
    return;
}

var wanted = args is [] or ["all"] ? ["record", "plan", "updates", "requests", "http", "start", "portfolio", "as-of", "large"] : args;
var figures = new Figures();
if (wanted.Contains("record"))
    LargeRecord.Run(figures);
if (wanted.Contains("plan"))
    PlanArithmetic.Run(figures);
if (wanted.Contains("updates"))
    await TaskUpdates.Run(figures);
if (wanted.Contains("requests"))
    await WholeRequests.Run(figures);
if (wanted.Contains("http"))
    await OverHttp.Thousand(figures, Console.Error);
if (wanted.Contains("start"))
    await OverHttp.TenThousand(figures, Console.Error);
if (wanted.Contains("portfolio"))
    foreach (var engagements in new[] { 1_000, 10_000 })
        await PortfolioFirstPage.Run(engagements, 100, figures, Console.Error);
if (wanted.Contains("as-of"))
    await PortfolioFirstPage.AsOf(10_000, 100, figures, Console.Error);
if (wanted.Contains("large"))
    await LargePortfolio.Run(60, figures, Console.Error);
figures.WriteMarkdown(Console.Out);
Directory.CreateDirectory("artifacts");
await using (var markdown = new StreamWriter("artifacts/benchmarks.md"))
    figures.WriteMarkdown(markdown);
await using var json = File.Create("artifacts/benchmarks.json");
await figures.WriteJson(json);
