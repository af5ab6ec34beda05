namespace TA.Casework.Storage;

/// <summary>Reads the bytes of grain state straight from the storage: it needs no silo, and works beside the processes that write.</summary>
public interface IStoredGrains
{
    /// <summary>The state of one grain as it was last written, or null where it has none.</summary>
    /// <param name="stateName">A state name such as <c>engagement</c> or <c>history</c>.</param>
    /// <param name="key">The grain's key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The storage cannot be read.</exception>
    Task<StoredPayload?> Read(string stateName, string key, CancellationToken cancellationToken = default);
}
