using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace TA.Casework.Storage;

/// <summary>Opens a storage account of Azure. Nothing is asked of it yet: whether it answers shows with the first use.</summary>
public static class AzureAccount
{
    /// <summary>
    /// Opens the account that a setting names: its address (<c>https://NAME.blob.core.windows.net</c>), at which the product signs in as itself by <see cref="DefaultAzureCredential"/>,
    /// or a connection string, which holds a key.
    /// </summary>
    /// <param name="account">The setting.</param>
    /// <exception cref="FormatException">It is neither of the two, or an address that is not https; the message is one line and repeats nothing of the setting.</exception>
    public static BlobServiceClient Open(string account)
    {
        if (!Uri.TryCreate(account, UriKind.Absolute, out var address))
            return OpenByKey(account);
        if (address.Query.Length > 0 || address.UserInfo.Length > 0)
            throw new FormatException("The address of a storage account carries no signature and no password: give the address alone, or a connection string.");
        // A token goes with every request.
        return address.Scheme == Uri.UriSchemeHttps
            ? Open(address, new DefaultAzureCredential())
            : throw new FormatException("The address of a storage account must begin with https.");
    }

    /// <summary>Opens the account at an address with a credential.</summary>
    public static BlobServiceClient Open(Uri address, TokenCredential credential) => new(address, credential, Patience());

    private static BlobServiceClient OpenByKey(string connectionString)
    {
        try
        {
            return new(connectionString, Patience());
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            throw new FormatException("The setting is neither the address of a storage account nor a connection string of one.");
        }
    }

    /// <summary>Three tries of 5 s each, so that a write is answered or given up within the 20 s that a grain waits for it.</summary>
    private static BlobClientOptions Patience() => new()
    {
        Retry =
        {
            Mode = RetryMode.Exponential,
            MaxRetries = 2,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(2),
            NetworkTimeout = TimeSpan.FromSeconds(5),
        },
    };
}
