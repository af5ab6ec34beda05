using System.Text.Json;
using Microsoft.Extensions.Logging;
using TA.Casework.Portfolio;
using TA.Casework.Telemetry;
using TA.Engagements;

namespace TA.Casework.Grains;

/// <summary>A programme as it is kept, with every change: programmes change rarely.</summary>
public sealed record ProgrammeRecord
{
    /// <summary>The form in which this version of the product writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The form of the record.</summary>
    public int Format { get; init; }

    /// <summary>The programme, or null before it is entered.</summary>
    public Programme? Programme { get; init; }

    /// <summary>The newest accepted commands.</summary>
    public RecentCommands Recent { get; init; }

    /// <summary>What was changed, oldest first.</summary>
    public Items<ProgrammeHistoryEntry> History { get; init; }
}

/// <summary>One programme. One command at a time.</summary>
[GrainType("programme")]
public sealed partial class ProgrammeGrain(
    [PersistentState("programme")] IPersistentState<ProgrammeRecord> stored, IProjection projection, TimeProvider clock, ILogger<ProgrammeGrain> log) : Grain, IProgrammeGrain
{
    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RefuseNewer(stored.State.Format, ProgrammeRecord.CurrentFormat);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<Outcome> Execute(ProgrammeEnvelope envelope)
    {
        var key = this.GetPrimaryKeyString();
        var (id, actor, command) = envelope;
        using var scope = log.BeginScope(new Scope(null, id));
        var record = stored.State;
        var version = record.Programme?.Version ?? 0;
        var fingerprint = RecentCommands.Fingerprint(actor.User, JsonSerializer.SerializeToUtf8Bytes(command, EngagementJson.Stored));
        if (record.Recent.Find(id) is { } known)
            return known.Fingerprint == fingerprint ? new(OutcomeKind.Accepted, key, known.Version) : new(OutcomeKind.Refused, key, version, new CommandIdReused(id));
        if (WellFormed.Check(command) is { } malformed)
            return new(OutcomeKind.Refused, key, version, malformed);
        if (Permissions.Refusal(actor, command) is { } forbidden)
            return new(OutcomeKind.Refused, key, version, forbidden);
        var (becomes, refusal) = ProgrammeRules.Decide(record.Programme, new(key), command, id, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        if (becomes is null)
            return refusal is null ? new(OutcomeKind.NothingToDo, key, version) : new(OutcomeKind.Refused, key, version, refusal);

        stored.State = new()
        {
            Format = ProgrammeRecord.CurrentFormat,
            Programme = becomes,
            Recent = record.Recent.Add(id, fingerprint, becomes.Version),
            History = record.History.Add(new(becomes.Version, clock.GetUtcNow(), actor, id, command)),
        };
        try
        {
            await stored.WriteStateAsync();
        }
        catch (Exception fault)
        {
            LogWriteFailed(key, fault);
            stored.State = record;
            DeactivateOnIdle();
            return Outcome.Unknown(key);
        }

        projection.Offer(stored.State, stored.Etag);
        return new(OutcomeKind.Accepted, key, becomes.Version);
    }

    /// <inheritdoc/>
    public Task<Programme?> Read() => Task.FromResult(stored.State.Programme);

    /// <inheritdoc/>
    public Task<Items<ProgrammeHistoryEntry>> History() => Task.FromResult(stored.State.History);

    [LoggerMessage(1, LogLevel.Error, "{Programme}: a write failed; the activation ends")]
    private partial void LogWriteFailed(string programme, Exception fault);
}
