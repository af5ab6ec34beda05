using TA.Engagements;

namespace TA.Casework.Grains;

/// <summary>A sealed piece of history as it is kept.</summary>
public sealed record HistorySegment
{
    /// <summary>The form in which this version of the product writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The form of the record.</summary>
    public int Format { get; init; }

    /// <summary>The entries, oldest first.</summary>
    public Items<HistoryEntry> Entries { get; init; }
}

/// <summary>Keeps one sealed piece of history for ever.</summary>
[GrainType("history")]
public sealed class HistorySegmentGrain([PersistentState("history")] IPersistentState<HistorySegment> stored) : Grain, IHistorySegmentGrain
{
    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RefuseNewer(stored.State.Format, HistorySegment.CurrentFormat);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task Seal(Items<HistoryEntry> entries)
    {
        if (stored.RecordExists)
        {
            if (stored.State.Entries != entries)
                throw new InvalidOperationException($"{this.GetPrimaryKeyString()} is sealed with other entries.");
            return;
        }

        stored.State = new() { Format = HistorySegment.CurrentFormat, Entries = entries };
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<Items<HistoryEntry>> Read() => Task.FromResult(stored.State.Entries);
}
