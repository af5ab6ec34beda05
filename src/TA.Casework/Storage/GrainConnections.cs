using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TA.Casework.Storage;

/// <summary>
/// Opens connections to one SQLite file. <c>synchronous</c> and <c>busy_timeout</c> belong to a connection, not to the file, so that each one gets
/// them when it is opened; without them a commit could be acknowledged before it is on the disk. A connection that comes back from the pool has them still.
/// </summary>
internal sealed class GrainConnections(string connectionString, TimeSpan patience) : DbDataSource
{
    // fullfsync makes macOS flush the drive's own cache; other systems ignore it.
    private readonly string settings =
        $"PRAGMA busy_timeout={(long)patience.TotalMilliseconds}; PRAGMA synchronous=FULL; PRAGMA fullfsync=ON; PRAGMA checkpoint_fullfsync=ON;";

    private readonly ConditionalWeakTable<sqlite3, object?> prepared = [];

    public override string ConnectionString => connectionString;

    public SqliteConnection Open() => (SqliteConnection)OpenConnection();

    protected override DbConnection CreateDbConnection() => new DurableConnection(connectionString, settings, prepared);

    protected override void Dispose(bool disposing)
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
        base.Dispose(disposing);
    }

    private sealed class DurableConnection(string connectionString, string settings, ConditionalWeakTable<sqlite3, object?> prepared) : SqliteConnection(connectionString)
    {
        public override void Open()
        {
            base.Open();
            if (prepared.TryGetValue(Handle!, out _))
                return;
            try
            {
                this.Execute(settings);
                prepared.Add(Handle!, null);
            }
            catch
            {
                Close();
                throw;
            }
        }
    }
}

internal static class SqliteExecution
{
    public static void Execute(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
