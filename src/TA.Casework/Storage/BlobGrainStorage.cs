using Azure.Storage.Blobs;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace TA.Casework.Storage;

/// <summary>
/// Stands before the official provider for Azure Blob: a state becomes bytes off the grain's thread, so that its grain goes on answering, and faults of the storage account come out as
/// <see cref="BlobStorageException"/>. Writers do not wait for one another: a blob account has room for many.
/// </summary>
/// <remarks>A cancellation token ends a write only before it has begun, so that its answer is known and the ETag is right.</remarks>
internal sealed class BlobGrainStorage(IGrainStorage inner, IGrainStorageSerializer serializer, BlobServiceClient account) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        BlobStorageException.Explained(account, () => inner.ReadStateAsync(stateName, grainId, grainState, cancellationToken), cancellationToken);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var bytes = new GrainState<BinaryData>(serializer.Serialize(grainState.State), grainState.ETag);
        await BlobStorageException.Explained(account, () => inner.WriteStateAsync(stateName, grainId, bytes, CancellationToken.None)).ConfigureAwait(false);
        grainState.ETag = bytes.ETag;
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return BlobStorageException.Explained(account, () => inner.ClearStateAsync(stateName, grainId, grainState, CancellationToken.None));
    }
}
