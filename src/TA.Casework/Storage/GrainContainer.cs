using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace TA.Casework.Storage;

/// <summary>
/// The blob container in which every grain keeps its state, read past the grains. A blob is named as the official provider names it, <c>{state name}-{grain type}/{key}.json</c>; the product's grains
/// keep a state that is named like their type, so that the state name alone says where to look. The tag of a state is the ETag of its blob.
/// </summary>
public sealed class GrainContainer : IEngagementCatalogue, IStoredGrains
{
    /// <summary>The name of the container, as the official provider has it.</summary>
    public const string DefaultName = "grainstate";

    private const string Ending = ".json";

    private readonly BlobServiceClient _account;
    private readonly BlobContainerClient _container;

    /// <summary>Makes nothing and asks nothing.</summary>
    /// <param name="account">The account, see <see cref="AzureAccount"/>.</param>
    /// <param name="name">The name of the container.</param>
    public GrainContainer(BlobServiceClient account, string name = DefaultName) => (_account, _container) = (account, account.GetBlobContainerClient(name));

    /// <inheritdoc/>
    /// <remarks>
    /// The account lists by name with the ending, which is another order than that by key as soon as one key begins with another; so the whole list is read and put in order, some 150 bytes for
    /// each state.
    /// </remarks>
    /// <exception cref="BlobStorageException">The account cannot be read.</exception>
    public async IAsyncEnumerable<CatalogueEntry> List(string stateName, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var entries = await BlobStorageException.Explained(_account, () => ReadList(stateName, cancellationToken), cancellationToken).ConfigureAwait(false);
        entries.Sort((one, other) => string.CompareOrdinal(one.Key, other.Key));
        foreach (var entry in entries)
            yield return entry;
    }

    /// <inheritdoc/>
    /// <exception cref="BlobStorageException">The account cannot be read.</exception>
    public async Task<int> Count(string stateName, CancellationToken cancellationToken = default) =>
        (await BlobStorageException.Explained(_account, () => ReadList(stateName, cancellationToken), cancellationToken).ConfigureAwait(false)).Count;

    /// <inheritdoc/>
    /// <exception cref="BlobStorageException">The account cannot be read.</exception>
    public Task<StoredPayload?> Read(string stateName, string key, CancellationToken cancellationToken = default) =>
        BlobStorageException.Explained(_account, async () =>
        {
            try
            {
                var blob = await _container.GetBlobClient(Folder(stateName) + key + Ending).DownloadContentAsync(cancellationToken).ConfigureAwait(false);
                return IsState(blob.Value.Details.ContentLength) ? new StoredPayload(blob.Value.Content.ToMemory(), Tag(blob.Value.Details.ETag)) : null;
            }
            catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.BlobNotFound)
            {
                return null;
            }
        }, cancellationToken);

    private async Task<List<CatalogueEntry>> ReadList(string stateName, CancellationToken cancellationToken)
    {
        var folder = Folder(stateName);
        var entries = new List<CatalogueEntry>();
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, cancellationToken).ConfigureAwait(false))
        {
            if (IsState(blob.Properties.ContentLength) && blob.Properties.ETag is { } tag && blob.Name.EndsWith(Ending, StringComparison.Ordinal))
                entries.Add(new(blob.Name[folder.Length..^Ending.Length], Tag(tag)));
        }

        return entries;
    }

    private static string Folder(string stateName) => $"{stateName}-{stateName}/";

    // An empty blob stands where the provider has cleared a state and kept its tag.
    private static bool IsState(long? length) => length is not (0 or null);

    // The form that the provider gives to a grain: with quotation marks, which a list leaves out.
    private static string Tag(ETag tag) => tag.ToString("H");
}
