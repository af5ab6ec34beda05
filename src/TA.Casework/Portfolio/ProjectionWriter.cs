using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TA.Casework.Telemetry;

namespace TA.Casework.Portfolio;

/// <summary>
/// Writes what waits in the projection, in batches. A batch that fails is tried again piece by piece, so that one bad piece holds up nobody else; a piece
/// that fails comes back after 0.1 s, then twice as long each time, up to 10 s, until it is written or a newer one takes its place.
/// </summary>
internal sealed partial class ProjectionWriter(PortfolioStore store, Projection projection, Measures measures, TimeProvider clock, ILogger<ProjectionWriter> log) : BackgroundService
{
    private const int BatchSize = 64;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly List<(DateTimeOffset At, Offer Offer)> _again = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await projection.Arrival(UntilNext(), stoppingToken);
                ComeBack();
                while (projection.Take(BatchSize) is { Count: > 0 } batch)
                    await Write(batch, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What still waits is found by the next sweep.
        }
    }

    private async Task Write(List<Offer> batch, CancellationToken cancellation)
    {
        if (await Try(batch, cancellation))
            return;
        foreach (var offer in batch)
            if (batch.Count == 1 || !await Try([offer], cancellation))
                _again.Add((clock.GetUtcNow() + Pause(offer.Failures), offer with { Failures = offer.Failures + 1 }));
    }

    private async Task<bool> Try(List<Offer> offers, CancellationToken cancellation)
    {
        using var activity = Activity(offers);
        try
        {
            await store.Write(offers, cancellation);
            projection.Ring(offers);
            measures.ProjectedTogether(offers.Count);
            foreach (var offer in offers.Where(o => o.At > 0))
                measures.Projected(clock.GetElapsedTime(offer.At));
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            activity?.SetStatus(ActivityStatusCode.Error, fault.GetType().Name);
            NotWritten(fault, offers.Count, offers[0].Key);
            return false;
        }
    }

    /// <summary>A batch of one belongs to the trace of its change; a larger one has its own, and links to those of its changes.</summary>
    private static Activity? Activity(List<Offer> offers) => (offers is [var only]
        ? Traces.Source.StartActivity("Project", ActivityKind.Internal, only.Trace)
        : Traces.Source.StartActivity("Project", ActivityKind.Internal, default(ActivityContext), links: offers.Where(o => o.Trace != default).Select(o => new ActivityLink(o.Trace))))
        ?.SetTag("ta.states", offers.Count);

    private void ComeBack()
    {
        var now = clock.GetUtcNow();
        foreach (var (_, offer) in _again.Where(a => a.At <= now))
            projection.Put(offer);
        _again.RemoveAll(a => a.At <= now);
    }

    private TimeSpan UntilNext()
    {
        if (_again.Count == 0)
            return Timeout.InfiniteTimeSpan;
        var wait = _again.Min(a => a.At) - clock.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static TimeSpan Pause(int failures) =>
        failures > 6 ? LongestPause : TimeSpan.FromMilliseconds(100 * (1 << failures));

    [LoggerMessage(Level = LogLevel.Error, Message = "The portfolio could not be written ({Count} pieces from {Key} on); they are tried again.")]
    private partial void NotWritten(Exception fault, int count, string key);
}
