using System.Diagnostics;
using TA.TestKit;
using TA.Web.Security;
using Xunit;

namespace TA.Faults;

/// <summary>Three processes behind a proxy, on a PostgreSQL server and an Azurite of their own, with two officers.</summary>
public sealed class Cluster : IAsyncLifetime
{
    private const int Size = 3;
    private static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("ta-cluster-").FullName;
    private readonly List<Silo> silos = [];
    private string database = null!;
    private TimeSpan? firstStart;

    internal PostgreSqlServer Server { get; private set; } = null!;

    internal Azurite Azurite { get; } = new();

    internal FaultyStorage Storage { get; private set; } = null!;

    internal FrontDoor Door { get; private set; } = null!;

    /// <summary>The officers, who come in by the front door.</summary>
    internal IReadOnlyList<Caller> Officers { get; private set; } = null!;

    internal IReadOnlyList<Silo> Silos => silos;

    public async Task InitializeAsync()
    {
        Server = await PostgreSqlServer.Start();
        database = await Server.NewDatabase();
        await Azurite.InitializeAsync();
        Storage = await FaultyStorage.Start(Azurite.Port);
        Door = await FrontDoor.Start();
        var (status, output, errors) = await ProgramRun.ToItsEnd(Settings(), "migrate");
        Assert.True(status == 0, output + errors);
        await using (var site = await RunningSite.Start(folder: folder, settings: Settings()))
            Officers = [await Officer(site), await Officer(site)];
        await Mend();
    }

    public async Task DisposeAsync()
    {
        silos.ForEach(s => s.Dispose());
        foreach (var officer in Officers ?? [])
            officer.Dispose();
        await Door.DisposeAsync();
        await Storage.DisposeAsync();
        await Azurite.DisposeAsync();
        await Server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Takes a silo out, by the means given.</summary>
    internal async Task<T> Lose<T>(Silo silo, Func<Silo, Task<T>> how)
    {
        var result = await how(silo);
        silos.Remove(silo);
        silo.Dispose();
        return result;
    }

    /// <summary>Starts what is missing of the three, on ports that were not used before, side by side, and lets the proxy know.</summary>
    internal async Task Mend()
    {
        var began = Stopwatch.GetTimestamp();
        silos.AddRange(await Task.WhenAll(Enumerable.Range(0, Size - silos.Count).Select(_ => Silo.Start(database, Storage.ConnectionString(Azurite), folder))));
        Door.LeadsTo(silos.Select(s => s.Address));
        var took = Stopwatch.GetElapsedTime(began);
        // The first ones had nobody to wait for, and the machine was as busy.
        firstStart ??= took;
        Assert.True(took < firstStart + LongestWait, $"Silos took {took.TotalSeconds:f0} s to take the place of others; the first ones started within {firstStart.Value.TotalSeconds:f0} s.");
    }

    /// <summary>Waits, touching nothing, until <c>verify</c> beside the running cluster finds the portfolio as the grains have it and nothing else wrong.</summary>
    internal async Task<TimeSpan> IsLevel()
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var (status, output, errors) = await ProgramRun.ToItsEnd(Settings(), "verify", "--data", folder);
            var lag = Stopwatch.GetElapsedTime(began);
            Assert.True(lag < LongestLag, $"Not level after {lag.TotalSeconds:f0} s: {output}{errors}");
            if (status == 0)
                return lag;
        }
    }

    private Dictionary<string, string> Settings() => AzureColumn.Settings(database, Azurite.ConnectionString);

    private async Task<Caller> Officer(RunningSite site) => new(Door.Address, await site.NewToken(await site.Add(AccountRoles.Officer, organization: null)));
}
