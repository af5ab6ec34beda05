using System.Globalization;
using System.Net;
using Azure.Storage.Blobs;
using Npgsql;
using TA.Casework.Storage;

namespace TA.Web.Placement;

/// <summary>A setting is missing or wrong; the message names it and says why.</summary>
public sealed class SettingsException(string message) : Exception(message);

/// <summary>
/// Reads where everything is kept. <c>Profile</c> is <c>Embedded</c> (the default: all of it in the data folder of one process) or <c>Azure</c> (for more than one machine: <c>Storage:Kind</c>
/// AzureBlob, <c>Database:Kind</c> and <c>Clustering:Kind</c> PostgreSql); each of the three can be set by itself. In the environment a colon is written as two underscores.
/// </summary>
public static class PlacementSettings
{
    private const int LongestName = 150;

    private enum Profile
    {
        Embedded,
        Azure,
    }

    /// <summary>The configuration of a program without a site, the same as a site's: the files beside it, then the environment.</summary>
    public static IConfiguration OfProgram() => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: true)
        .AddJsonFile($"appsettings.{Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environments.Production}.json", optional: true)
        .AddEnvironmentVariables()
        .Build();

    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingsException">One is missing, cannot be read, or does not go with another.</exception>
    public static Placed Read(IConfiguration configuration)
    {
        var azure = Word(configuration, "Profile", Profile.Embedded) == Profile.Azure;
        var storage = Word(configuration, "Storage:Kind", azure ? StorageKind.AzureBlob : StorageKind.Folder);
        var database = Word(configuration, "Database:Kind", azure ? DatabaseKind.PostgreSql : DatabaseKind.Sqlite);
        var clustering = Word(configuration, "Clustering:Kind", azure ? ClusteringKind.PostgreSql : ClusteringKind.Localhost);
        if (clustering == ClusteringKind.PostgreSql && database != DatabaseKind.PostgreSql)
            throw new SettingsException("Clustering:Kind is PostgreSql, which needs Database:Kind PostgreSql.");
        if (clustering == ClusteringKind.PostgreSql && storage == StorageKind.Folder)
            throw new SettingsException("Clustering:Kind is PostgreSql with Storage:Kind Folder: a folder belongs to one process; a cluster needs AzureBlob.");
        if (clustering == ClusteringKind.Localhost && storage == StorageKind.AzureBlob && database == DatabaseKind.PostgreSql)
            throw new SettingsException("Clustering:Kind is Localhost, with nothing kept in a folder: two processes could work on it and not know of each other. It must be PostgreSql, also for one.");
        if (storage == StorageKind.Folder)
            RefuseUnused(configuration, "Storage:Kind Folder", "Storage:BlobEndpoint", "Storage:ConnectionString");
        if (database == DatabaseKind.Sqlite)
            RefuseUnused(configuration, "Database:Kind Sqlite", "Database:ConnectionString", "Database:GrantTo", "Database:GrantToObject");
        if (clustering == ClusteringKind.Localhost)
            RefuseUnused(configuration, "Clustering:Kind Localhost", "Clustering:Address", "Clustering:SiloPort", "Clustering:GatewayPort", "Clustering:ClusterId", "Clustering:ServiceId", "Clustering:SiloName");
        return new(
            storage == StorageKind.AzureBlob ? Account(configuration) : null,
            database == DatabaseKind.PostgreSql ? Connection(configuration) : null,
            Role(configuration),
            clustering == ClusteringKind.PostgreSql ? Member(configuration) : null);
    }

    // Whoever forgot the profile would else work on a folder that goes with the machine.
    private static void RefuseUnused(IConfiguration configuration, string kind, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (configuration[name] is { Length: > 0 })
                throw new SettingsException($"{name} is given, but {kind} does not use it: set Profile Azure (or {kind.Split(' ')[0]}), or take {name} away.");
    }

    private static BlobServiceClient Account(IConfiguration configuration)
    {
        const string endpoint = "Storage:BlobEndpoint";
        const string connection = "Storage:ConnectionString";
        var (name, text) = (configuration[endpoint], configuration[connection]) switch
        {
            ({ Length: > 0 }, { Length: > 0 }) => throw new SettingsException($"{endpoint} and {connection} are both given; one of them says where the storage account is."),
            ({ Length: > 0 } address, _) => (endpoint, address),
            (_, { Length: > 0 } key) => (connection, key),
            _ => throw new SettingsException($"{endpoint} is missing: Storage:Kind AzureBlob needs it, as in 'https://NAME.blob.core.windows.net' (or {connection}, with a key)."),
        };
        try
        {
            return AzureAccount.Open(text);
        }
        catch (FormatException fault)
        {
            throw new SettingsException($"{name} cannot be used: {fault.Message}");
        }
    }

    private static string Connection(IConfiguration configuration)
    {
        const string name = "Database:ConnectionString";
        var text = configuration[name] is { Length: > 0 } given ? given
            : throw new SettingsException($"{name} is missing: Database:Kind PostgreSql needs it, as in 'Host=db.example.org;Database=ta;Username=ta;Password=…'.");
        try
        {
            // What is wrong in it is not repeated: it may hold a password.
            return new NpgsqlConnectionStringBuilder(text) is { Host.Length: > 0, Database.Length: > 0 } connection ? connection.ToString()
                : throw new SettingsException($"{name} must name Host and Database.");
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidCastException)
        {
            throw new SettingsException($"{name} cannot be read: it must be like 'Host=db.example.org;Database=ta;Username=ta;Password=…'.");
        }
    }

    private static DatabaseRole? Role(IConfiguration configuration)
    {
        const string identity = "Database:GrantToObject";
        Guid? id = configuration[identity] is not { Length: > 0 } text ? null
            : Guid.TryParse(text, out var parsed) ? parsed : throw new SettingsException($"{identity} is '{text}'; it must be the object id of a managed identity.");
        if (configuration["Database:GrantTo"] is { Length: > 0 } role)
            return new(role, id);
        return id is null ? null : throw new SettingsException($"{identity} is given without Database:GrantTo, the name of that identity.");
    }

    private static Membership Member(IConfiguration configuration)
    {
        const string address = "Clustering:Address";
        IPAddress? parsed = null;
        if (configuration[address] is { Length: > 0 } text && !IPAddress.TryParse(text, out parsed))
            throw new SettingsException($"{address} is '{text}'; it must be an IP address at which the other silos reach this one.");
        var silo = Port(configuration, "Clustering:SiloPort", 11111);
        var gateway = Port(configuration, "Clustering:GatewayPort", 30000);
        if (silo == gateway)
            throw new SettingsException($"Clustering:SiloPort and Clustering:GatewayPort are both {silo}; they must differ.");
        return new(
            Name(configuration, "Clustering:ClusterId", "ta"), Name(configuration, "Clustering:ServiceId", "ta"), Name(configuration, "Clustering:SiloName", Environment.MachineName),
            parsed, silo, gateway);
    }

    private static T Word<T>(IConfiguration configuration, string name, T otherwise) where T : struct, Enum
    {
        if (configuration[name] is not { Length: > 0 } text)
            return otherwise;
        // Enum.TryParse would take numbers too.
        foreach (var value in Enum.GetValues<T>())
            if (string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase))
                return value;
        throw new SettingsException($"{name} is '{text}'; it must be {string.Join(" or ", Enum.GetNames<T>())}.");
    }

    private static int Port(IConfiguration configuration, string name, int otherwise)
    {
        if (configuration[name] is not { Length: > 0 } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535
            ? port : throw new SettingsException($"{name} is '{text}'; it must be a number from 1 to 65535.");
    }

    private static string Name(IConfiguration configuration, string name, string otherwise)
    {
        var text = configuration[name] is { Length: > 0 } given ? given.Trim() : otherwise;
        return text.Length is > 0 and <= LongestName ? text : throw new SettingsException($"{name} must have 1 to {LongestName} characters.");
    }
}
