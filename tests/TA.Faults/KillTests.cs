using System.Globalization;
using System.Text.Json;
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

    [Fact]
    public async Task What_was_acknowledged_outlives_every_kill_and_is_there_once()
    {
        var rounds = Number("TA_FAULT_ROUNDS", 10);
        var seed = Number("TA_FAULT_SEED", Random.Shared.Next());
        Say($"{rounds} rounds, TA_FAULT_SEED={seed}");
        var random = new Random(seed);
        var all = new List<SentCommand>();
        var program = await RunningProgram.Start("demo", folder);
        try
        {
            for (var round = 1; round <= rounds; round++)
            {
                var sent = await LoadAndKill(program, random);
                program.Dispose();
                // Not as demo, which brings the portfolio up to date before it is ready.
                program = await RunningProgram.Start("serve", folder);
                var lag = await PortfolioCatchesUp();
                await Check(program, sent);
                var unknown = sent.Where(c => c.IsUnknown).ToList();
                await Task.WhenAll(unknown.Select(c => c.Send(program)));
                Assert.All(unknown, c => Assert.True(c.Version is not null || !c.IsComment && c.IsWithoutEffect, $"Repeated and not acknowledged: {c}"));
                await Check(program, sent);
                all.AddRange(sent);
                Say($"Round {round}: {sent.Count(c => c.Version is not null) - unknown.Count(c => c.Version is not null)} acknowledged, {unknown.Count} unknown, "
                    + $"{sent.Count(c => c.IsWithoutEffect)} without effect; portfolio level after {lag.TotalSeconds:f1} s");
                // A round in which next to nothing happened proves nothing.
                Assert.True(sent.Count(c => c.Version is not null) >= Clients, "There was hardly any load.");
                Assert.Contains(sent, c => c.IsWithoutEffect);
            }

            await Check(program, all);
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
            var (status, answer) = await program.Post("/api/engagements", Guid.NewGuid(), Opening(i));
            Assert.True(status == 201, $"{status}: {answer}");
            engagements[i] = answer.GetProperty("reference").GetString()!;
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
            await Task.WhenAll(Enumerable.Range(0, repeats == 0 ? 3 : 1).Select(_ => command.Send(program)));
            if (repeats == 1)
                await command.Send(program);
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

    private static async Task Check(RunningProgram program, List<SentCommand> sent)
    {
        var faults = sent.Where(c => c.Fault is not null).Select(c => c.Fault!).ToList();
        foreach (var group in sent.GroupBy(c => c.Engagement))
        {
            var history = (await program.Get($"/api/engagements/{group.Key}/history")).EnumerateArray().ToList();
            if (!history.Select(Version).SequenceEqual(Enumerable.Range(1, history.Count).Select(v => (long)v)))
                faults.Add($"Gap: the versions in the history of {group.Key} do not follow one another");
            faults.AddRange(group.Where(c => c.Version is not null).GroupBy(c => c.Version).Where(g => g.Count() > 1)
                .Select(g => $"Two at one version: {g.Key} of {group.Key} was acknowledged to {string.Join(" and to ", g)}"));
            // Each of these commands makes one event.
            var kept = history.ToLookup(e => e.GetProperty("commandId").GetGuid(), Version);
            faults.AddRange(group.Select(c => Fault(c, [.. kept[c.Key]])).OfType<string>());
        }

        // The first three of each kind, so that many of one kind do not hide another.
        Assert.True(faults.Count == 0, string.Join('\n', faults.GroupBy(f => f.Split(':')[0]).SelectMany(kind => kind.Take(3).Prepend($"{kind.Count()} faults of the kind \"{kind.Key}\":"))));
    }

    private static string? Fault(SentCommand command, long[] kept) => command switch
    {
        { Version: { } version } when kept is [] => $"Lost: {command}",
        { Version: { } version } when kept is not [var only] || only != version => $"Acknowledged, but kept elsewhere: at {string.Join(", ", kept)}, {command}",
        { IsWithoutEffect: true } when kept is not [] => $"Refused, but kept: {command}",
        _ when kept.Length > 1 => $"Kept more than once: {kept.Length} times, {command}",
        _ => null,
    };

    private static long Version(JsonElement entry) => entry.GetProperty("version").GetInt64();

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

    private static object Opening(int number) => new
    {
        details = new
        {
            memberState = "KEN", title = $"Engagement {number} under load", topics = new { traffickingInPersons = true }, workstreams = Array.Empty<string>(), classification = "unclassified",
            leadOffice = "UNODC HTMSS, Vienna", programme = (string?)null, start = (string?)null, end = (string?)null, budget = (string?)null,
            mandate = new { conclusions = new[] { "a" }, provisions = Array.Empty<string>() },
        },
        request = new { channel = "note-verbale", authority = "Ministry of Justice", receivedOn = "2026-02-16", asked = "Help with the law." },
        leadOfficer = (string?)null,
        planFrom = "2026-03-02",
    };

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
