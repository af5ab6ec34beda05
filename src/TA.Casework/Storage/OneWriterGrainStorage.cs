using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace TA.Casework.Storage;

/// <summary>
/// Lets one write at a time through to a grain storage on SQLite, in the order of arrival; reads pass freely. Writers that contend inside SQLite sleep
/// and retry, which costs hundreds of milliseconds. A write runs on the thread pool, so that its grain goes on answering.
/// </summary>
/// <remarks>
/// A cancellation token ends only the wait for one's turn. A write that has begun is always awaited, so that its answer is known and the ETag is right.
/// Errors of SQLite come out as <see cref="GrainDatabaseException"/>.
/// </remarks>
internal sealed class OneWriterGrainStorage(IGrainStorage inner, IGrainStorageSerializer serializer, GrainDatabase database) : IGrainStorage
{
    private readonly SemaphoreSlim turn = new(1);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        try
        {
            await inner.ReadStateAsync(stateName, grainId, grainState, cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException error)
        {
            throw database.Explain(error);
        }
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        await LeaveTheGrainsThread();
        // The state becomes bytes before it waits for its turn: for a large state this is the longer part of a write, and others need not wait for it.
        var bytes = new GrainState<BinaryData>(serializer.Serialize(grainState.State), grainState.ETag);
        await InTurn(() => inner.WriteStateAsync(stateName, grainId, bytes, CancellationToken.None), cancellationToken).ConfigureAwait(false);
        grainState.ETag = bytes.ETag;
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        await LeaveTheGrainsThread();
        await InTurn(() => inner.ClearStateAsync(stateName, grainId, grainState, CancellationToken.None), cancellationToken).ConfigureAwait(false);
    }

    // SQLite's "asynchronous" calls block.
    private static ConfiguredTaskAwaitable LeaveTheGrainsThread() => Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

    private async Task InTurn(Func<Task> write, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await write().ConfigureAwait(false);
        }
        catch (SqliteException error)
        {
            throw database.Explain(error);
        }
        finally
        {
            turn.Release();
        }
    }
}
