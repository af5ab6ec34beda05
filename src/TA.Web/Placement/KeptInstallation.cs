using TA.Casework.Installations;
using TA.Casework.Storage;
using TA.Web.Security;

namespace TA.Web.Placement;

/// <summary>An installation as it is kept, for reading only: beside the processes that work on it, or without any.</summary>
internal sealed class KeptInstallation : IDisposable
{
    private readonly GrainDatabase? _grains;

    private KeptInstallation(string folder, Placed placed)
    {
        Database = placed.Open(folder);
        if (placed.Account is { } account)
        {
            var container = new GrainContainer(account);
            (Catalogue, Stored) = (container, container);
        }
        else
        {
            _grains = GrainDatabase.OpenReadOnly(folder);
            (Catalogue, Stored) = (new SqliteEngagementCatalogue(_grains), new StoredGrains(_grains));
        }

        Source = new(Catalogue, Stored, placed.Contents(folder), new LastingTables(Database, AccountsDb.On, ProtectionKeys.Tables), new ProtectionKeys(Database, folder).Read);
    }

    /// <summary>What the grain storage holds.</summary>
    public IEngagementCatalogue Catalogue { get; }

    /// <summary>The bytes of it.</summary>
    public IStoredGrains Stored { get; }

    /// <summary>What lives in SQL.</summary>
    public SqlDatabase Database { get; }

    /// <summary>All of it, piece by piece.</summary>
    public InstallationSource Source { get; }

    /// <summary>Opens what settings name. A file that is not there is not made.</summary>
    /// <exception cref="GrainDatabaseException">There is no grain database in the folder, or it cannot be read.</exception>
    public static KeptInstallation Open(string folder, Placed placed) => new(folder, placed);

    /// <inheritdoc/>
    public void Dispose()
    {
        _grains?.Dispose();
        Database.Dispose();
    }
}
