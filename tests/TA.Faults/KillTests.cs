using TA.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace TA.Faults;

public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Clients = 16;
    private const int Engagements = 6;
    private const string Work = "case.request.log";
    private static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("ta-faults-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The accounts that demo made stand in a file that only its owner reads.</summary>
    private void Accounts()
    {
        var file = Path.Combine(folder, "accounts.json");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        using var accounts = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(file));
        Assert.Equal(
            [("administrator", 1), ("manager", 1), ("officer", 2), ("partner", 2)],
            accounts.RootElement.EnumerateArray().GroupBy(a => a.GetProperty("role").GetString()!).Select(g => (g.Key, g.Count())).Order());
        Assert.All(accounts.RootElement.EnumerateArray(), account => Assert.All(new[] { "email", "password", "token" }, field => Assert.NotEmpty(account.GetProperty(field).GetString()!)));
    }

    [Fact]
    public async Task What_was_acknowledged_outlives_every_kill_and_is_there_once()
    {
        var rounds = Settings.Rounds(10);
        Say($"{rounds} rounds, TA_FAULT_SEED={Settings.Seed}");
        var random = new Random(Settings.Seed);
        var all = new List<SentCommand>();
        var program = await RunningProgram.Start("demo", folder);
        try
        {
            Accounts();
            for (var round = 1; round <= rounds; round++)
            {
                var sent = await LoadAndKill(program, random);
                program.Dispose();
                // Not as demo, which brings the portfolio up to date before it is ready.
                program = await RunningProgram.Start("serve", folder);
                var lag = await PortfolioCatchesUp();
                await Histories.Check(program.Officer, sent);
                var unknown = sent.Where(c => c.IsUnknown).ToList();
                unknown.ForEach(c => c.NothingIsUnderWay());
                await Histories.Repeat(program.Officer, unknown);
                await Histories.Check(program.Officer, sent);
                all.AddRange(sent);
                Say($"Round {round}: {sent.Count(c => c.Version is not null) - unknown.Count(c => c.Version is not null)} acknowledged, {unknown.Count} unknown, "
                    + $"{sent.Count(c => c.IsWithoutEffect)} without effect; portfolio level after {lag.TotalSeconds:f1} s");
                // A round in which next to nothing happened proves nothing.
                Assert.True(sent.Count(c => c.Version is not null) >= Clients, "There was hardly any load.");
                Assert.Contains(sent, c => c.IsWithoutEffect);
            }

            await Histories.Check(program.Officer, all);
            await PortfolioCatchesUp();
            await program.Kill();
            var (status, said, errors) = await ProgramRun.ToItsEnd("verify", "--data", folder);
            Say(said.TrimEnd());
            Assert.True(status == 0, said + errors);
        }
        finally
        {
            program.Dispose();
        }
    }

    private static async Task<List<SentCommand>> LoadAndKill(RunningProgram program, Random random)
    {
        var engagements = new string[Engagements];
        for (var i = 0; i < Engagements; i++)
        {
            var answer = await program.Officer.Post("/api/engagements", Guid.NewGuid(), SentCommand.Opening($"Engagement {i} under load"));
            Assert.True(answer.Status == 201, $"{answer.Status}: {answer.Body}");
            engagements[i] = answer.Body.GetProperty("reference").GetString()!;
        }

        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(_ => Client(program, engagements, new Random(random.Next()), stop.Token)).ToList();
        await Task.Delay(random.Next(1_000, 4_000));
        await program.Kill();
        await stop.CancelAsync();
        return [.. (await Task.WhenAll(clients)).SelectMany(c => c)];
    }

    private static async Task<List<SentCommand>> Client(RunningProgram program, string[] engagements, Random random, CancellationToken stop)
    {
        var sent = new List<SentCommand>();
        while (!stop.IsCancellationRequested)
        {
            var command = Next(engagements[random.Next(engagements.Length)], random);
            sent.Add(command);
            // Now and then an impatient client repeats at once; later one that did not trust the answer.
            var repeats = command.IsComment ? random.Next(10) : 9;
            await Task.WhenAll(Enumerable.Range(0, repeats == 0 ? 3 : 1).Select(_ => command.Send(program.Officer)));
            if (repeats == 1)
                await command.Send(program.Officer);
            // The connection is gone: the program has been killed and there is nobody to send to.
            if (command.IsUnknown)
                break;
        }

        return sent;
    }

    private static SentCommand Next(string engagement, Random random) => random.Next(10) switch
    {
        0 => new(engagement, "start-task", new { task = Work, since = (long?)null }),
        1 or 2 => new(engagement, "report-progress", new { task = Work, percent = new { from = random.Next(3), to = random.Next(3) }, note = (string?)null }),
        _ => new(engagement, "comment-on-task", new { task = Work, text = $"Remark {Guid.NewGuid()}" }),
    };

    /// <summary>Waits, touching nothing, until <c>verify</c> beside the running program finds the portfolio level with the grains and nothing else wrong.</summary>
    private async Task<TimeSpan> PortfolioCatchesUp()
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var (status, said, errors) = await ProgramRun.ToItsEnd("verify", "--data", folder);
            var lag = TimeProvider.System.GetElapsedTime(started);
            if (status == 0)
                return lag;
            Assert.True(lag < LongestLag, $"Not level after {lag.TotalSeconds:f0} s: {said}{errors}");
        }
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
