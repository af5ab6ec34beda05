using System.Net;
using Azure.Storage.Blobs;
using TA.Casework.Documents;
using TA.Casework.Storage;

namespace TA.Web.Placement;

/// <summary>Where grains keep their state and documents lie.</summary>
public enum StorageKind
{
    /// <summary>In the data folder of one process.</summary>
    Folder,

    /// <summary>In containers of an Azure storage account.</summary>
    AzureBlob,
}

/// <summary>Where accounts, organizations and the portfolio are kept.</summary>
public enum DatabaseKind
{
    /// <summary>In the file <c>app.db</c> of the data folder.</summary>
    Sqlite,

    /// <summary>In a database of a PostgreSQL server, version 15 or later.</summary>
    PostgreSql,
}

/// <summary>How silos find each other.</summary>
public enum ClusteringKind
{
    /// <summary>There is one, on free ports of the loopback address.</summary>
    Localhost,

    /// <summary>By tables in the PostgreSQL database.</summary>
    PostgreSql,
}

/// <summary>How a silo takes part in a cluster.</summary>
/// <param name="ClusterId">Silos of one cluster share it; 1 to 150 characters.</param>
/// <param name="ServiceId">The service, across clusters that follow one another; 1 to 150 characters.</param>
/// <param name="SiloName">What this silo is called; 1 to 150 characters, the machine's name unless said.</param>
/// <param name="Address">Where other silos reach it; null for the machine's own choice.</param>
/// <param name="SiloPort">Port for other silos.</param>
/// <param name="GatewayPort">Port for clients of the cluster.</param>
public sealed record Membership(string ClusterId, string ServiceId, string SiloName, IPAddress? Address, int SiloPort, int GatewayPort);

/// <summary>A role of PostgreSQL.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Identity">The object id of the managed identity of Azure that it stands for; null for any other role.</param>
public sealed record DatabaseRole(string Name, Guid? Identity);

/// <summary>Where everything is, from the configuration: a profile, and settings that differ from it.</summary>
/// <param name="Account">The storage account of grain state and documents; null where they are in the data folder.</param>
/// <param name="ConnectionString">How PostgreSQL is reached; null on SQLite.</param>
/// <param name="GrantTo">The role of PostgreSQL that <c>migrate</c> lets read and write the tables it makes; null where it is the same that makes them.</param>
/// <param name="Membership">What the silo is in its cluster; null where there is none.</param>
public sealed record Placed(BlobServiceClient? Account, string? ConnectionString, DatabaseRole? GrantTo, Membership? Membership)
{
    /// <summary>Whether something is kept in the data folder, which then belongs to one process at a time.</summary>
    public bool UsesFolder => Account is null || ConnectionString is null;

    /// <summary>Documents.</summary>
    /// <param name="folder">The data folder.</param>
    public IContents Contents(string folder) => Account is { } account ? new BlobContents(account) : new FolderContents(Path.Combine(folder, "documents"));

    /// <summary>The database, not yet opened.</summary>
    /// <param name="folder">The data folder.</param>
    public SqlDatabase Open(string folder) =>
        ConnectionString is null ? SqlDatabase.OnSqlite(Path.Combine(folder, "app.db")) : SqlDatabase.OnPostgreSql(ConnectionString);
}
