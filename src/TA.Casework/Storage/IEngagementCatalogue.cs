namespace TA.Casework.Storage;

/// <summary>
/// Lists what the grain storage holds, straight from the storage and without activating a grain. It is the only way by which sweeps, verification and
/// rebuilding find engagements, so that nothing which was kept can be missed.
/// </summary>
public interface IEngagementCatalogue
{
    /// <summary>Every grain that has a state of this name, ordered by key (ordinal). Grains written while the list is read may be missing or be there.</summary>
    /// <param name="stateName">A state name such as <c>engagement</c> or <c>history</c>.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    IAsyncEnumerable<CatalogueEntry> List(string stateName, CancellationToken cancellationToken = default);

    /// <summary>How many grains have a state of this name.</summary>
    Task<int> Count(string stateName, CancellationToken cancellationToken = default);
}

/// <summary>A grain in the storage.</summary>
/// <param name="Key">The grain's key, such as <c>KEN-2026-0001</c>.</param>
/// <param name="Tag">Changes with every write and is never used twice for a key; says nothing else. It equals the ETag of the grain's state.</param>
public readonly record struct CatalogueEntry(string Key, string Tag);
