using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using TA.Casework.Portfolio;
using TA.Casework.Telemetry;
using TA.Engagements;

namespace TA.Casework.Grains;

/// <summary>
/// One engagement. Commands interleave: each is decided on <c>_current</c> without a pause and waits for its write, and the runtime joins the writes that wait.
/// Queries see <c>_committed</c>. After a failed write nobody knows what was kept, so the activation answers "unknown" until it is gone.
/// </summary>
[GrainType("engagement"), Reentrant]
public sealed partial class EngagementGrain(
    [PersistentState("engagement")] IPersistentState<EngagementRecord> stored, IProjection projection, TimeProvider clock, ILogger<EngagementGrain> log)
    : Grain, IEngagementGrain
{
    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(20);

    private EngagementReference _reference;
    private EngagementRecord _current = new();
    private EngagementRecord _committed = new();
    private Task _lastWrite = Task.CompletedTask;
    private long _sealedThrough;
    private bool _isBroken;
    private bool _isSealing;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _reference = EngagementReference.Parse(this.GetPrimaryKeyString());
        this.RefuseNewer(stored.State.Format, EngagementRecord.CurrentFormat);
        _current = _committed = stored.State;
        _ = SealOldEntries();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<Outcome> Execute(CommandEnvelope envelope)
    {
        using var scope = log.BeginScope(new Scope(_reference.ToString(), envelope.CommandId));
        if (_isBroken)
            return Outcome.Unknown(_reference.ToString());
        var (next, version, refusal, isRepetition) = _current.Answer(_reference, envelope.CommandId, envelope.Actor, envelope.Command, clock.GetUtcNow(), _sealedThrough, envelope.People);
        var changes = !ReferenceEquals(next, _current);
        if (changes)
        {
            stored.State = _current = next;
            _lastWrite = stored.WriteStateAsync();
        }

        if (next.Version > _committed.Version && !await IsKept(_lastWrite))
            return Outcome.Unknown(_reference.ToString());
        if (next.Version > _committed.Version)
            Commit(next);
        return refusal is not null ? new(OutcomeKind.Refused, _reference.ToString(), version, refusal)
            : changes || isRepetition ? new(OutcomeKind.Accepted, _reference.ToString(), version)
            : new(OutcomeKind.NothingToDo, _reference.ToString(), version);
    }

    /// <inheritdoc/>
    public Task<Engagement?> Read() => Task.FromResult(_committed.Engagement);

    /// <inheritdoc/>
    public Task<Items<HistoryEntry>> Tail() => Task.FromResult(_committed.Tail);

    private async Task<bool> IsKept(Task write)
    {
        try
        {
            await write.WaitAsync(LongestWrite, clock);
            return !_isBroken;
        }
        catch (Exception fault)
        {
            if (!_isBroken)
                LogWriteFailed(_reference.ToString(), fault);
            _isBroken = true;
            DeactivateOnIdle();
            return false;
        }
    }

    private void Commit(EngagementRecord record)
    {
        _committed = record;
        // The tag belongs to this very record only while no later write is under way.
        projection.Offer(record, ReferenceEquals(record, _current) ? stored.Etag : null);
        _ = SealOldEntries();
    }

    /// <summary>Seals what is too old for the tail, beside the commands' path; the next write lets go of it. Nobody waits for it, and it never fails.</summary>
    private async Task SealOldEntries()
    {
        if (_isSealing)
            return;
        _isSealing = true;
        try
        {
            while (NextSegment() is { } entries)
            {
                var segment = (entries[0].Version - 1) / EngagementRecord.SegmentLength;
                await GrainFactory.GetGrain<IHistorySegmentGrain>(GrainKeys.Segment(_reference, segment)).Seal(entries);
                _sealedThrough = entries[^1].Version;
            }
        }
        catch (Exception fault)
        {
            LogSealFailed(_reference.ToString(), fault);
        }
        finally
        {
            _isSealing = false;
        }
    }

    private Items<HistoryEntry>? NextSegment()
    {
        var waiting = _committed.Tail.Where(e => e.Version > _sealedThrough).ToList();
        return waiting.Count >= 2 * EngagementRecord.SegmentLength ? waiting.Take(EngagementRecord.SegmentLength).ToItems() : null;
    }

    [LoggerMessage(1, LogLevel.Error, "{Engagement}: a write failed; the activation ends")]
    private partial void LogWriteFailed(string engagement, Exception fault);

    [LoggerMessage(2, LogLevel.Warning, "{Engagement}: history could not be sealed; it is tried again after the next change")]
    private partial void LogSealFailed(string engagement, Exception fault);
}
