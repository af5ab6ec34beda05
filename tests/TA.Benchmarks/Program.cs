using TA.Benchmarks;

// dotnet run -c Release --project tests/TA.Benchmarks -- [updates|portfolio]; without a word both.
if (args is [] or ["updates"])
    await TaskUpdates.Run(Console.Out);
if (args is [] or ["portfolio"])
    foreach (var engagements in new[] { 1_000, 10_000 })
        await PortfolioFirstPage.Run(engagements, 100, Console.Out);
