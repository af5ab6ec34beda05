using System.Data.Common;
using Azure.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace TA.Casework.Storage;

/// <summary>Where what lives in SQL is kept: a SQLite file of one process, or a database of a PostgreSQL server that the processes of a cluster share.</summary>
public sealed class SqlDatabase : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan LongestStatement = TimeSpan.FromSeconds(15);

    private SqlDatabase(string? file, NpgsqlDataSource? server) => (File, Server) = (file, server);

    /// <summary>The SQLite file; null on PostgreSQL.</summary>
    public string? File { get; }

    /// <summary>Opens connections to the PostgreSQL database; null on SQLite.</summary>
    public NpgsqlDataSource? Server { get; }

    /// <summary>What messages call it: the file, or the database and its server. Never a password.</summary>
    public string Name => File ?? (new NpgsqlConnectionStringBuilder(Server!.ConnectionString) is var c ? $"{c.Database} on {c.Host}:{c.Port}" : "");

    /// <summary>A SQLite file; it is made if it is not there.</summary>
    public static SqlDatabase OnSqlite(string file) => new(file, null);

    /// <summary>A PostgreSQL database (version 15 or later), which has to be there.</summary>
    /// <param name="connectionString">
    /// As Npgsql reads it: <c>Host=…;Database=…;Username=…;Password=…</c>. Without a password the product signs in as itself, with a token of Entra ID (<see cref="DefaultAzureCredential"/>).
    /// A statement has 15 s unless <c>Command Timeout</c> says otherwise.
    /// </param>
    /// <exception cref="ArgumentException">It cannot be read.</exception>
    public static SqlDatabase OnPostgreSql(string connectionString)
    {
        var source = new NpgsqlDataSourceBuilder(connectionString);
        // Who waits gets an answer within 30 s.
        if (!source.ConnectionStringBuilder.ContainsKey("Command Timeout"))
            source.ConnectionStringBuilder.CommandTimeout = (int)LongestStatement.TotalSeconds;
        if (source.ConnectionStringBuilder is { Password: null or "", Passfile: null or "" })
        {
            // The credential keeps a token until shortly before its end, an hour at least; a connection once open outlives it.
            var credential = new DefaultAzureCredential();
            source.UsePeriodicPasswordProvider(
                async (_, cancellation) => (await credential.GetTokenAsync(new(["https://ossrdbms-aad.database.windows.net/.default"]), cancellation)).Token,
                TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(10));
        }

        return new(null, source.Build());
    }

    /// <summary>Lets a role read and write all tables of the PostgreSQL database, but not change what they are.</summary>
    /// <exception cref="PostgresException">There is no such role.</exception>
    public async Task Grant(string role, CancellationToken cancellation = default)
    {
        var quoted = $"\"{role.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        await using var command = Server!.CreateCommand(
            $"""
            GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public TO {quoted};
            GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {quoted};
            """);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Has a context use it.</summary>
    /// <param name="options">Of the context.</param>
    /// <param name="patience">How long a SQLite statement waits for another process that writes, in seconds. Files are pooled by this too.</param>
    public DbContextOptionsBuilder Use(DbContextOptionsBuilder options, int patience = 30) => Server is null
        ? options.UseSqlite(new SqliteConnectionStringBuilder { DataSource = File, DefaultTimeout = patience }.ToString())
        : options.UseNpgsql(Server);

    /// <summary>Opens a connection of its own, which is to be disposed of.</summary>
    /// <param name="readOnly">Whether a SQLite file is opened for reading only, and not made if it is not there.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">There is no such file.</exception>
    public async Task<DbConnection> Connect(bool readOnly, CancellationToken cancellation)
    {
        if (Server is not null)
            return await Server.OpenConnectionAsync(cancellation);
        if (readOnly && !System.IO.File.Exists(File))
            throw new IOException($"There is no database file {File}.");
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate, Pooling = false }.ToString());
        await connection.OpenAsync(cancellation);
        return connection;
    }

    /// <summary>Has a context use a connection that <see cref="Connect"/> opened.</summary>
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder options, DbConnection connection) =>
        connection is SqliteConnection ? options.UseSqlite(connection) : options.UseNpgsql(connection);

    /// <inheritdoc/>
    public void Dispose() => Server?.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
