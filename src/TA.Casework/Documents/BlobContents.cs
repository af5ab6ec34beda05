using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using TA.Casework.Storage;

namespace TA.Casework.Documents;

/// <summary>Content in a container of a storage account, which is made with the first piece. A blob shows up when all of it is there, and only if there is none yet of that name.</summary>
public sealed class BlobContents : IContents
{
    /// <summary>The name of the container where no other is set.</summary>
    public const string DefaultName = "documents";

    private const int Piece = 4 * 1024 * 1024;

    private readonly BlobServiceClient _account;
    private readonly BlobContainerClient _container;

    // Nobody else on the machine may look into it.
    private readonly Lazy<string> _drafts = new(() => Directory.CreateTempSubdirectory("ta-drafts-").FullName);

    /// <summary>Makes nothing and asks nothing.</summary>
    /// <param name="account">The account, see <see cref="AzureAccount"/>.</param>
    /// <param name="name">The name of the container.</param>
    public BlobContents(BlobServiceClient account, string name = DefaultName) => (_account, _container) = (account, account.GetBlobContainerClient(name));

    /// <inheritdoc/>
    public string Drafts => _drafts.Value;

    /// <inheritdoc/>
    public Task Keep(string file, string sha256, CancellationToken cancellationToken) => BlobStorageException.Explained(_account, async () =>
    {
        try
        {
            await Upload(file, sha256, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await _container.CreateIfNotExistsAsync(PublicAccessType.None, cancellationToken: cancellationToken).ConfigureAwait(false);
            await Upload(file, sha256, cancellationToken).ConfigureAwait(false);
        }
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<Stream?> Open(string sha256, CancellationToken cancellationToken) => BlobStorageException.Explained(_account, async () =>
    {
        try
        {
            return await _container.GetBlobClient(sha256).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { BufferSize = Piece }, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException fault) when (fault.Status == 404)
        {
            return (Stream?)null;
        }
    }, cancellationToken);

    private async Task Upload(string file, string sha256, CancellationToken cancellationToken)
    {
        try
        {
            await _container.GetBlobClient(sha256).UploadAsync(file, new BlobUploadOptions
            {
                Conditions = new() { IfNoneMatch = ETag.All },
                HttpHeaders = new() { ContentType = "application/octet-stream" },
                TransferOptions = new() { InitialTransferSize = Piece, MaximumTransferSize = Piece },
            }, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException fault) when (fault.Status is 409 or 412 && fault.ErrorCode != BlobErrorCode.ContainerBeingDeleted && fault.ErrorCode != BlobErrorCode.ContainerDisabled)
        {
            // It is there, by its name the very same; perhaps from a try of ours whose answer was lost.
        }
    }
}
