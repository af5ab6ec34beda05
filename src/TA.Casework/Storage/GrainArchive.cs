using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace TA.Casework.Storage;

/// <summary>Reads grain state from the silo's default grain storage without activating the grain.</summary>
public sealed class GrainArchive(IGrainStorage storage)
{
    /// <summary>The state as last written, or null where the grain has none.</summary>
    /// <typeparam name="T">The type that the grain keeps under this state name.</typeparam>
    public async Task<ArchivedState<T>?> Read<T>(string stateName, GrainId grain, CancellationToken cancellationToken = default)
    {
        var state = new GrainState<T>();
        await storage.ReadStateAsync(stateName, grain, state, cancellationToken).ConfigureAwait(false);
        return state is { RecordExists: true, State: { } value, ETag: { } tag } ? new ArchivedState<T>(value, tag) : null;
    }
}

/// <summary>A grain's state with the tag of the write that made it; the tag equals that of the catalogue.</summary>
public sealed record ArchivedState<T>(T State, string Tag);
