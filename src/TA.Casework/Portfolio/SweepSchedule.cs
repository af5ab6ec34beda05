using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TA.Casework.Telemetry;

namespace TA.Casework.Portfolio;

/// <summary>Has one process sweep every 20 s. A lease of 25 s in SQL says which; a process that does not get it looks again after 5 s, so that a dead one is replaced within 30 s.</summary>
internal sealed partial class SweepSchedule(Sweep sweep, Leases leases, Measures measures, TimeProvider clock, ILogger<SweepSchedule> log) : BackgroundService
{
    // Each number of the schema has tables of its own to fill.
    private static readonly string Name = FormattableString.Invariant($"sweep {PortfolioSchema.Number}");

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan WithoutLease = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            while (true)
                await Task.Delay(await SweepOnce(stoppingToken) ? Between : WithoutLease, clock, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await GiveBack();
        }
    }

    private async Task GiveBack()
    {
        try
        {
            await leases.GiveBack(Name);
        }
        catch (Exception fault)
        {
            Failed(fault);
        }
    }

    private async Task<bool> SweepOnce(CancellationToken cancellation)
    {
        try
        {
            if (!await leases.Take(Name, Lease, cancellation))
                return false;
            var begin = clock.GetTimestamp();
            using var activity = Traces.Source.StartActivity("Sweep");
            var running = sweep.Run(cancellation);
            while (await Task.WhenAny(running, Task.Delay(WithoutLease, clock, cancellation)) != running)
                await leases.Take(Name, Lease, cancellation);
            var swept = await running;
            measures.Swept(clock.GetElapsedTime(begin), swept.Read, swept.Removed);
            activity?.SetTag("ta.read", swept.Read).SetTag("ta.removed", swept.Removed);
            if (swept != default)
                CaughtUp(swept.Read, swept.Removed);
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            measures.SweepFailed();
            Failed(fault);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The portfolio caught up: {Read} read, {Removed} removed.")]
    private partial void CaughtUp(int read, int removed);

    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep of the portfolio failed; it is tried again.")]
    private partial void Failed(Exception fault);
}

/// <summary>Lets one process at a time do a thing. A lease runs out by itself when its process dies.</summary>
internal sealed class Leases(IDbContextFactory<PortfolioDb> databases, TimeProvider clock)
{
    private readonly string _holder = Guid.NewGuid().ToString("n");

    /// <summary>Takes or renews the lease of that name; false when another process has it.</summary>
    public async Task<bool> Take(string name, TimeSpan length, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow().UtcTicks;
        var until = now + length.Ticks;
        return await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO leases (name, holder, until) VALUES ({name}, {_holder}, {until})
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE leases.until < {now} OR leases.holder = excluded.holder
            """, cancellation) == 1;
    }

    /// <summary>Gives the lease back, if this process has it, so that the next need not wait for its end.</summary>
    public async Task GiveBack(string name)
    {
        await using var db = await databases.CreateDbContextAsync();
        await db.Database.ExecuteSqlAsync($"DELETE FROM leases WHERE name = {name} AND holder = {_holder}");
    }
}
