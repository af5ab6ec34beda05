using System.Diagnostics;
using Xunit;
using Xunit.Abstractions;

namespace TA.Faults;

/// <summary>What a cluster promises holds through each kind of fault. See README.md for the kinds and how to run more of them.</summary>
[Trait("Category", "Cluster")]
public sealed class ClusterFaultTests(Cluster cluster, ITestOutputHelper output) : IClassFixture<Cluster>
{
    private static readonly TimeSpan BeforeIt = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AfterIt = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(15);

    // From the fault on. Clients that wait for a silo which stands still do nothing else meanwhile.
    private const int LeastChanges = 8;

    /// <summary>How long all callers together may go without an answer while one of three silos is gone.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, Func<Cluster, Load, Random, Task>> Faults = new()
    {
        ["kill"] = Kill,
        ["pause"] = Pause,
        ["stop"] = Stop,
        ["roll"] = Roll,
        ["kill-all"] = KillAll,
        ["database-stops"] = StopDatabase,
        ["database-pauses"] = (cluster, _, _) => Signals.StandStill(cluster.Server.ProcessId, TimeSpan.FromSeconds(20)),
        ["storage-pauses"] = (cluster, _, _) => Signals.StandStill(cluster.Azurite.ProcessId, TimeSpan.FromSeconds(20)),
        ["answers-lost"] = (cluster, _, _) => Trouble(cluster, StorageTrouble.AnswersLost),
        ["answers-delayed"] = (cluster, _, _) => Trouble(cluster, StorageTrouble.AnswersDelayed),
        ["writes-late"] = (cluster, _, _) => WritesLate(cluster),
        ["errors"] = (cluster, _, _) => Trouble(cluster, StorageTrouble.Errors),
    };

    // Two of three silos go on, and requests to them with it.
    private static readonly string[] SomeGoOn = ["kill", "pause", "stop", "roll"];

    // After a kill the next silo can come before the others have seen that one is gone: until then changes wait, and may all be unknown.
    private static readonly string[] SomeAreKept = ["pause", "stop", "roll"];

    // An answer that has begun ends in the middle with the process that gives it.
    private static readonly string[] BreaksOff = ["kill", "kill-all"];

    public static IEnumerable<object[]> Chosen() => Settings.Kinds(Faults.Keys).Select(kind => new object[] { kind });

    [Theory, MemberData(nameof(Chosen))]
    public async Task What_was_acknowledged_outlives_it_and_what_was_refused_is_not_there(string kind)
    {
        for (var round = 1; round <= Settings.Rounds(1); round++)
            await Round(kind, round);
    }

    private async Task Round(string kind, int round)
    {
        Say($"{kind}, round {round}, TA_FAULT_SEED={Settings.Seed}");
        var random = Settings.Choices(Settings.Seed, round, Faults.Keys.ToList().IndexOf(kind));
        cluster.Storage.ChooseBy(new Random(random.Next()));
        var (patience, brokenOff) = (cluster.Door.OutOfPatience, cluster.Door.BrokenOff);
        var load = await Load.Begin(cluster.Officers, random);
        await Task.Delay(BeforeIt);
        var began = Stopwatch.GetTimestamp();
        try
        {
            await Faults[kind](cluster, load, random);
            var silence = load.LongestSilence(began);
            var meanwhile = load.Kept(began, Stopwatch.GetTimestamp());
            await cluster.Mend();
            await Task.Delay(AfterIt);
            await load.End();
            var since = load.Kept(began, Stopwatch.GetTimestamp());
            var lag = await cluster.IsLevel();
            Say($"{load.Answered} answered, {load.WithoutAnswer} without, {load.Broken} of them broken off; {since} changes kept that were sent after it began, {meanwhile} of them before it was mended; {load.Reads} reads; {load.Sent.Count(c => c.Version is not null)} commands acknowledged, {load.Sent.Count(c => c.IsUnknown)} unknown, "
                + $"{load.Sent.Count(c => c.IsWithoutEffect)} without effect; longest silence {silence.TotalSeconds:f1} s; {cluster.Door.OutOfPatience - patience} out of patience; level after {lag.TotalSeconds:f1} s");
            Histories.AssertNone(load.Faults);
            Say($"{load.Openings.Count} openings, {load.Openings.Count(o => o.Reference is null)} unknown");
            await Histories.CheckOpenings(load.Engagements, load.Openings);
            await Histories.Check(cluster.Officers[0], load.Sent);
            foreach (var unknown in load.Sent.Where(c => c.IsUnknown).GroupBy(c => c.Sender!))
                await Histories.Repeat(unknown.Key, [.. unknown]);
            await Histories.Check(cluster.Officers[0], load.Sent);
            await cluster.IsLevel();
            // A round in which next to nothing happened proves nothing.
            Assert.True(since >= LeastChanges, $"From the fault on {since} changes were kept: there was hardly any load.");
            Assert.True(meanwhile > 0 || !SomeAreKept.Contains(kind), "While one of three was gone, no change was kept.");
            Assert.True(load.Broken <= (BreaksOff.Contains(kind) ? cluster.Door.BrokenOff - brokenOff : 0), $"{load.Broken} requests got no answer at all.");
            Assert.True(silence < LongestSilence || !SomeGoOn.Contains(kind), $"For {silence.TotalSeconds:f1} s nobody got an answer.");
            // Only a silo that stands still cannot answer by itself.
            Assert.True(kind == "pause" || cluster.Door.OutOfPatience == patience, "Requests were left without an answer for 29 s.");
        }
        catch
        {
            foreach (var silo in cluster.Silos)
                output.WriteLine($"--- {silo.Address}\n{silo.Said}");
            throw;
        }
    }

    private static Silo Any(Cluster cluster, Random random) => cluster.Silos[random.Next(cluster.Silos.Count)];

    private static async Task Kill(Cluster cluster, Load load, Random random)
    {
        await cluster.Lose(Any(cluster, random), async silo => { await silo.Kill(); return true; });
        await Task.Delay(TimeSpan.FromSeconds(random.Next(5, 20)));
    }

    /// <summary>
    /// The others take the place of one that stands still. When it goes on it does not know that yet, and some people still come to it: what they send waits in its connections.
    /// </summary>
    private static async Task Pause(Cluster cluster, Load load, Random random)
    {
        var silo = Any(cluster, random);
        var pause = silo.StandStill(TimeSpan.FromSeconds(40));
        await Task.Delay(TimeSpan.FromSeconds(38));
        using var caller = cluster.Officers[0].At(silo.Address);
        await load.SendRemarks(caller);
        await pause;
    }

    private static async Task KillAll(Cluster cluster, Load load, Random random)
    {
        await Task.WhenAll(cluster.Silos.Select(s => s.Kill()));
        foreach (var silo in cluster.Silos.ToList())
            await cluster.Lose(silo, _ => Task.FromResult(true));
        await Task.Delay(TimeSpan.FromSeconds(random.Next(3)));
    }

    private static async Task Stop(Cluster cluster, Load load, Random random)
    {
        var took = await cluster.Lose(Any(cluster, random), silo => silo.Stop());
        Assert.True(took < LongestStop, $"Stopping took {took.TotalSeconds:f1} s.");
        await Task.Delay(TimeSpan.FromSeconds(5));
    }

    private static async Task Roll(Cluster cluster, Load load, Random random)
    {
        foreach (var silo in cluster.Silos.ToList())
        {
            var took = await cluster.Lose(silo, s => s.Stop());
            Assert.True(took < LongestStop, $"Stopping took {took.TotalSeconds:f1} s.");
            await cluster.Mend();
        }
    }

    private static async Task StopDatabase(Cluster cluster, Load load, Random random)
    {
        await cluster.Server.Stop();
        await Task.Delay(TimeSpan.FromSeconds(20));
        await cluster.Server.StartAgain();
    }

    private static async Task Trouble(Cluster cluster, StorageTrouble trouble)
    {
        var spoilt = cluster.Storage.Spoilt;
        cluster.Storage.Trouble = trouble;
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(20));
        }
        finally
        {
            cluster.Storage.Trouble = StorageTrouble.None;
        }

        Assert.True(cluster.Storage.Spoilt > spoilt, "Nothing was asked of the storage.");
    }

    private static async Task WritesLate(Cluster cluster)
    {
        await Trouble(cluster, StorageTrouble.WritesLate);
        // The last of them come while people go on.
        await Task.Delay(TimeSpan.FromSeconds(12));
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
