using System.Reflection;
using Microsoft.Data.Sqlite;

namespace TA.Casework.Storage;

/// <summary>
/// The file <c>grains.db</c> of a data folder, in which every grain keeps its state: SQLite in WAL mode, and a commit that is acknowledged has
/// reached the disk (<c>synchronous=FULL</c>). One process writes; others may read beside it.
/// </summary>
public sealed class GrainDatabase : IDisposable
{
    /// <summary>Name of the file within its data folder.</summary>
    public const string FileName = "grains.db";

    /// <summary>Name under which the ADO.NET provider of Orleans knows the package Microsoft.Data.Sqlite.</summary>
    public const string Invariant = "System.Data.SQLite";

    // Kept as SQLite's user_version. A file with a higher number comes from a newer release and is left alone.
    private const int SchemaVersion = 1;

    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(5);

    private GrainDatabase(string folder, SqliteOpenMode mode, TimeSpan patience)
    {
        Path = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, FileName));
        ConnectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = mode,
            DefaultTimeout = Math.Max(1, (int)patience.TotalSeconds),
        }.ToString();
        Connections = new GrainConnections(ConnectionString, patience);
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>Names the file and the mode. Connections made from it alone lack the settings of <see cref="Connections"/>.</summary>
    public string ConnectionString { get; }

    /// <summary>Opens connections that carry the settings which SQLite keeps per connection.</summary>
    internal GrainConnections Connections { get; }

    /// <summary>Opens the database of a folder for reading and writing, and makes folder, file and tables that are not there.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="patience">How long to wait for a lock of another process, at least 1 s; 5 s unless given.</param>
    /// <exception cref="GrainDatabaseException">The file is damaged, locked, not writable, or of a newer release.</exception>
    public static GrainDatabase Open(string folder, TimeSpan? patience = null)
    {
        var database = new GrainDatabase(folder, SqliteOpenMode.ReadWriteCreate, patience ?? DefaultPatience);
        try
        {
            Directory.CreateDirectory(folder);
            database.Prepare();
            return database;
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException and not GrainDatabaseException)
        {
            database.Dispose();
            throw new GrainDatabaseException(GrainDatabaseFault.NotWritable, database.Path, fault);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens the database of a folder for reading only, also while another process writes to it. Makes nothing.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="patience">How long to wait for a lock of another process, at least 1 s; 5 s unless given.</param>
    /// <exception cref="GrainDatabaseException">There is no such file, or it is damaged, locked, or of a newer release.</exception>
    public static GrainDatabase OpenReadOnly(string folder, TimeSpan? patience = null)
    {
        var database = new GrainDatabase(folder, SqliteOpenMode.ReadOnly, patience ?? DefaultPatience);
        try
        {
            if (!File.Exists(database.Path))
                throw new GrainDatabaseException(GrainDatabaseFault.Missing, database.Path);
            database.RefuseNewerSchema();
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Closes idle connections, so that the file can be moved or removed.</summary>
    public void Dispose() => Connections.Dispose();

    /// <summary>Says in one line what an error of SQLite means for this file.</summary>
    internal GrainDatabaseException Explain(SqliteException error) =>
        new(GrainDatabaseException.FaultOf(error), Path, error);

    /// <summary>Runs one query on a connection of its own.</summary>
    internal T Query<T>(Func<SqliteCommand, T> query)
    {
        try
        {
            using var connection = Connections.Open();
            using var command = connection.CreateCommand();
            return query(command);
        }
        catch (SqliteException error)
        {
            throw Explain(error);
        }
    }

    private void Prepare()
    {
        RefuseNewerSchema();
        Query(command =>
        {
            var connection = command.Connection!;
            connection.Execute("PRAGMA journal_mode=WAL");
            using var transaction = connection.BeginTransaction();
            connection.Execute(Script("tables"));
            connection.Execute(Script("queries"));
            connection.Execute($"PRAGMA user_version={SchemaVersion}");
            transaction.Commit();
            return true;
        });
    }

    private void RefuseNewerSchema()
    {
        var found = Query(command =>
        {
            command.CommandText = "PRAGMA user_version";
            return (long)command.ExecuteScalar()!;
        });
        if (found > SchemaVersion)
            throw new GrainDatabaseException(GrainDatabaseFault.Newer, Path);
    }

    private static string Script(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"sqlite/{name}.sql")
            ?? throw new InvalidOperationException($"The script sqlite/{name}.sql is not part of this assembly.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
