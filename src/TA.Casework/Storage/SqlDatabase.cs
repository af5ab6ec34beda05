using System.Data.Common;
using Azure.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TA.Casework.Portfolio;

namespace TA.Casework.Storage;

/// <summary>Where what lives in SQL is kept: a SQLite file of one process, or a database of a PostgreSQL server that the processes of a cluster share.</summary>
public sealed class SqlDatabase : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan LongestStatement = TimeSpan.FromSeconds(15);

    // With its password, which those of the data source do not show.
    private readonly string? _connectionString;

    private SqlDatabase(string? file, string? connectionString) =>
        (File, _connectionString, Server) = (file, connectionString, connectionString is null ? null : Source(connectionString));

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
    public static SqlDatabase OnPostgreSql(string connectionString) => new(null, connectionString);

    private static NpgsqlDataSource Source(string connectionString, string? database = null)
    {
        var source = new NpgsqlDataSourceBuilder(connectionString);
        // Not ContainsKey, which tells of every word that a connection string may have.
        if (!source.ConnectionStringBuilder.Keys.Contains("Command Timeout"))
            // Who waits gets an answer within 30 s.
            source.ConnectionStringBuilder.CommandTimeout = (int)LongestStatement.TotalSeconds;
        source.ConnectionStringBuilder.SearchPath = $"public,{PortfolioSchema.OnServer}";
        if (database is not null)
            source.ConnectionStringBuilder.Database = database;
        if (source.ConnectionStringBuilder is { Password: null or "", Passfile: null or "" })
        {
            // The credential keeps a token until shortly before its end, an hour at least; a connection once open outlives it.
            var credential = new DefaultAzureCredential();
            source.UsePeriodicPasswordProvider(
                async (_, cancellation) => (await credential.GetTokenAsync(new(["https://ossrdbms-aad.database.windows.net/.default"]), cancellation)).Token,
                TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(10));
        }

        return source.Build();
    }

    /// <summary>Lets a role read and write all tables of the PostgreSQL database, but not change what they are.</summary>
    /// <param name="role">Its name; for a managed identity of Azure, the name of that.</param>
    /// <param name="identity">The object id of that identity, for which Azure then makes the role if it is missing; null for a role that is there.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="PostgresException">There is no such role, or Azure refuses it.</exception>
    public async Task Grant(string role, Guid? identity, CancellationToken cancellation = default)
    {
        if (identity is { } id && !await HasRole(role, cancellation))
            await MakeRole(role, id, cancellation);
        var quoted = $"\"{role.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        await using var command = Server!.CreateCommand(
            $"""
            GRANT USAGE ON SCHEMA {PortfolioSchema.OnServer} TO {quoted};
            GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public, {PortfolioSchema.OnServer} TO {quoted};
            GRANT USAGE ON ALL SEQUENCES IN SCHEMA public, {PortfolioSchema.OnServer} TO {quoted};
            """);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<bool> HasRole(string role, CancellationToken cancellation)
    {
        await using var command = Server!.CreateCommand("SELECT count(*) FROM pg_roles WHERE rolname = $1");
        command.Parameters.Add(new() { Value = role });
        return await command.ExecuteScalarAsync(cancellation) is > 0L;
    }

    /// <summary>Azure has a function for it, in the database postgres alone (https://learn.microsoft.com/azure/postgresql/security/security-manage-entra-users).</summary>
    private async Task MakeRole(string role, Guid identity, CancellationToken cancellation)
    {
        await using var source = Source(_connectionString!, "postgres");
        await using var command = source.CreateCommand("SELECT pgaadauth_create_principal_with_oid($1, $2, 'service', false, false)");
        command.Parameters.Add(new() { Value = role });
        command.Parameters.Add(new() { Value = identity.ToString() });
        await command.ExecuteScalarAsync(cancellation);
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
