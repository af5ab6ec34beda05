using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TA.Casework.Telemetry;
using TA.Casework.Grains;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>
/// Where grains leave their committed states. The newest of each engagement and programme waits here until it is written; leaving one never waits, and
/// never fails. What is left when the process dies, or when too much waits, is found by the sweep, because its row keeps an older tag.
/// </summary>
public sealed partial class Projection : IProjection
{
    /// <summary>How many engagements and programmes may wait; a state beyond that is left to the sweep.</summary>
    internal const int MostWaiting = 20_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Offer> _waiting = [];
    private readonly Queue<string> _order = [];
    private readonly SemaphoreSlim _there = new(0, 1);
    private readonly Dictionary<string, TaskCompletionSource> _watched = [];
    private readonly PortfolioStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger<Projection> _log;

    internal Projection(PortfolioStore store, TimeProvider clock, Measures measures, ILogger<Projection> log)
    {
        (_store, _clock, _log) = (store, clock, log);
        measures.Watch("ta.projection.waiting", "{state}", "Engagements and programmes that wait to be written to the portfolio", () => Waiting);
    }

    /// <summary>How many engagements and programmes wait to be written.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
                return _waiting.Count;
        }
    }

    /// <inheritdoc/>
    public void Offer(EngagementRecord record, string? tag)
    {
        if (record.Engagement is not null)
            Put(new EngagementOffer(record, tag) { At = _clock.GetTimestamp(), Trace = Activity.Current?.Context ?? default });
    }

    /// <inheritdoc/>
    public void Offer(ProgrammeRecord record, string? tag)
    {
        if (record.Programme is not null)
            Put(new ProgrammeOffer(record, tag) { At = _clock.GetTimestamp(), Trace = Activity.Current?.Context ?? default });
    }

    /// <summary>Waits until the read model knows a version, whichever process writes it.</summary>
    /// <param name="key">Reference of the engagement, or identifier of the programme.</param>
    /// <param name="version">The version, or a later one.</param>
    /// <param name="timeout">How long at most.</param>
    /// <param name="cancellation">Ends the wait with an exception.</param>
    /// <returns>False when the time is up first.</returns>
    public async Task<bool> WaitFor(string key, long version, TimeSpan timeout, CancellationToken cancellation = default)
    {
        if (await _store.Version(key, cancellation) >= version)
            return true;
        var end = _clock.GetTimestamp() + (long)(timeout.TotalSeconds * _clock.TimestampFrequency);
        while (true)
        {
            var written = Watch(key);
            if (await _store.Version(key, cancellation) >= version)
                return true;
            var left = _clock.GetElapsedTime(_clock.GetTimestamp(), end);
            if (left <= TimeSpan.Zero)
                return false;

            // Another process may be the one that writes: then nobody rings here.
            await Task.WhenAny(written, Task.Delay(left < Poll ? left : Poll, _clock, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until something is there to write, or the time is up.</summary>
    internal Task<bool> Arrival(TimeSpan atMost, CancellationToken cancellation) => _there.WaitAsync(atMost, cancellation);

    /// <summary>Takes the offers that have waited longest.</summary>
    internal List<Offer> Take(int most)
    {
        lock (_lock)
        {
            var taken = new List<Offer>(Math.Min(most, _waiting.Count));
            while (taken.Count < most && _order.TryDequeue(out var key))
                if (_waiting.Remove(key, out var offer))
                    taken.Add(offer);
            return taken;
        }
    }

    /// <summary>Puts an offer in line, or in the place of an older one of the same key.</summary>
    internal void Put(Offer offer)
    {
        lock (_lock)
        {
            if (_waiting.TryGetValue(offer.Key, out var before))
                // It has waited as long as the first of them.
                _waiting[offer.Key] = Portfolio.Offer.Newer(before, offer) is var newer && newer.At > before.At && before.At > 0 ? newer with { At = before.At } : newer;
            else if (_waiting.Count >= MostWaiting)
                LeftToSweep(offer.Key, offer.Version);
            else
            {
                _waiting[offer.Key] = offer;
                _order.Enqueue(offer.Key);
            }

            if (_there.CurrentCount == 0)
                _there.Release();
        }
    }

    /// <summary>Tells those who wait that these have been written.</summary>
    internal void Ring(IEnumerable<Offer> written)
    {
        lock (_lock)
            foreach (var offer in written)
                if (_watched.Remove(offer.Key, out var watched))
                    watched.TrySetResult();
    }

    private Task Watch(string key)
    {
        lock (_lock)
        {
            if (!_watched.TryGetValue(key, out var watched))
                _watched[key] = watched = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return watched.Task;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Too much waits to be written to the portfolio; {Key} version {Version} is left to the sweep.")]
    private partial void LeftToSweep(string key, long version);
}
