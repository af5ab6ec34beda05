using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace TA.Casework.Storage;

/// <summary>A storage account did not do what it was asked for; <see cref="Exception.Message"/> says why in one line, with its address and without any key.</summary>
public sealed class BlobStorageException(string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>Runs something that asks a storage account, and explains its faults. A conflict of two writers is none of these and comes out as it is.</summary>
    internal static async Task<T> Explained<T>(BlobServiceClient account, Func<Task<T>> ask, CancellationToken cancellationToken = default)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception fault) when (IsOfStorage(fault) || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new BlobStorageException($"The storage account {account.Uri.GetLeftPart(UriPartial.Path)} cannot be used: {Why(fault)}.", fault);
        }
    }

    /// <inheritdoc cref="Explained{T}"/>
    internal static Task Explained(BlobServiceClient account, Func<Task> ask, CancellationToken cancellationToken = default) =>
        Explained(account, async () =>
        {
            await ask().ConfigureAwait(false);
            return true;
        }, cancellationToken);

    /// <summary>Whether a fault comes from a storage account. What still fails after all tries comes as an aggregate of all of them.</summary>
    internal static bool IsOfStorage(Exception fault) =>
        fault is RequestFailedException or AuthenticationFailedException || (fault is AggregateException all && all.InnerExceptions.All(e => IsOfStorage(e) || e is OperationCanceledException));

    private static string Why(Exception fault) => fault switch
    {
        AggregateException all => Why(all.InnerExceptions[^1]),
        RequestFailedException { Status: > 0 } answer => $"it answers {answer.Status} {answer.ErrorCode}".TrimEnd(),
        AuthenticationFailedException => "signing in failed",
        OperationCanceledException => "it does not answer in time",
        _ => (fault.InnerException ?? fault).Message.Split('\n', 2)[0].TrimEnd().TrimEnd('.'),
    };
}
