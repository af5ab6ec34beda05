using System.Data;
using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TA.Casework.Mail;
using TA.Casework.Organizations;
using TA.Casework.Storage;

namespace TA.Casework.Installations;

/// <summary>The tables that have their only home in SQL, as JSON that either database can take: a piece for each table, with its rows as objects whose members are named like the columns.</summary>
/// <param name="database">Where they are.</param>
/// <param name="accounts">Opens the context of accounts on a connection.</param>
/// <param name="but">Tables of that context that are not taken along.</param>
public sealed class LastingTables(SqlDatabase database, Func<DbConnection, DbContext> accounts, params IReadOnlyCollection<string> but)
{
    /// <summary>Mails that wait, all tables as they were at one moment.</summary>
    public Task<List<Piece>> ReadMails(CancellationToken cancellation) => Read([Mails], cancellation);

    /// <summary>Organizations and accounts, all tables as they were at one moment.</summary>
    public Task<List<Piece>> ReadPeople(CancellationToken cancellation) => Read([Organizations, accounts], cancellation);

    /// <summary>Whether there is an account.</summary>
    public async Task<bool> HoldsAccounts(CancellationToken cancellation)
    {
        await using var connection = await Open(readOnly: true, cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT EXISTS (SELECT 1 FROM accounts)";
        return Convert.ToBoolean(await command.ExecuteScalarAsync(cancellation), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Puts rows in place of all that are there, in one transaction.</summary>
    /// <param name="pieces">A piece for each table; a table without one is left empty.</param>
    /// <param name="cancellation">Gives up; nothing is changed then.</param>
    /// <exception cref="InvalidDataException">There is no such table or column in this release.</exception>
    public async Task Write(IEnumerable<Piece> pieces, CancellationToken cancellation)
    {
        var left = pieces.ToDictionary(p => p.Parts().Key, p => p.Content);
        await using var connection = await Open(readOnly: false, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var open in (Func<DbConnection, DbContext>[])[Mails, Organizations, accounts])
        {
            await using var db = open(connection);
            await db.Database.UseTransactionAsync(transaction, cancellation);
            var tables = Tables(db).ToList();
            foreach (var table in Enumerable.Reverse(tables))
                await SchemaNumbers.Execute(db, $"DELETE FROM \"{table.GetTableName()}\"", cancellation);
            foreach (var table in tables)
                if (left.Remove(table.GetTableName()!, out var rows))
                    Add(db, table, rows);
            await db.SaveChangesAsync(cancellation);
            // The tags are those of another storage, which this one may give again to other states.
            if (db is MailDb)
                await SchemaNumbers.Execute(db, "UPDATE mail_seen SET tag = ''", cancellation);
        }

        if (left.Count > 0)
            throw new InvalidDataException($"This release has no table {left.Keys.First()}: take the release that wrote it, or a newer one.");
        await transaction.CommitAsync(cancellation);
    }

    private async Task<List<Piece>> Read(Func<DbConnection, DbContext>[] contexts, CancellationToken cancellation)
    {
        await using var connection = await Open(readOnly: true, cancellation);
        // On both one state of the tables, however many statements it takes, and nobody waits for it. SQLite's own way into the context would be a lock for writing.
        await using var transaction = connection is SqliteConnection file
            ? file.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var pieces = new List<Piece>();
        foreach (var open in contexts)
        {
            await using var db = open(connection);
            await db.Database.UseTransactionAsync(transaction, cancellation);
            foreach (var table in Tables(db))
                pieces.Add(Piece.Of("sql", table.GetTableName()!, await Rows(db, table, cancellation)));
        }

        return pieces;
    }

    private static async Task<byte[]> Rows(DbContext db, IEntityType table, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(content))
        {
            writer.WriteStartArray();
            var set = (IAsyncEnumerable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(table.ClrType).Invoke(db, null)!;
            await foreach (var row in set.WithCancellation(cancellation))
            {
                writer.WriteStartObject();
                foreach (var column in Columns(table))
                {
                    writer.WritePropertyName(column.GetColumnName());
                    JsonSerializer.Serialize(writer, column.GetGetter().GetClrValue(row), column.ClrType);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return content.ToArray();
    }

    private static void Add(DbContext db, IEntityType table, ReadOnlyMemory<byte> rows)
    {
        var columns = Columns(table).ToDictionary(c => c.GetColumnName());
        try
        {
            using var parsed = JsonDocument.Parse(rows);
            foreach (var row in parsed.RootElement.EnumerateArray())
            {
                var entry = db.Entry(Activator.CreateInstance(table.ClrType)!);
                foreach (var value in row.EnumerateObject())
                    entry.Property(columns.GetValueOrDefault(value.Name) ?? throw new InvalidDataException($"The table {table.GetTableName()} has no column {value.Name} in this release.")).CurrentValue =
                        value.Value.Deserialize(columns[value.Name].ClrType);
                entry.State = EntityState.Added;
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"The rows of {table.GetTableName()} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Tables that others refer to come before those.</summary>
    private IEnumerable<IEntityType> Tables(DbContext db) =>
        db.Model.GetEntityTypes().Where(t => !but.Contains(t.GetTableName()!)).OrderBy(Depth).ThenBy(t => t.GetTableName(), StringComparer.Ordinal);

    private static int Depth(IEntityType table) => table.GetForeignKeys().Where(k => k.PrincipalEntityType != table).Select(k => 1 + Depth(k.PrincipalEntityType)).DefaultIfEmpty().Max();

    // A number that the database gives to a row is not taken along: nothing refers to it, and the database would go on giving numbers from where it stands.
    private static IEnumerable<IProperty> Columns(IEntityType table) => table.GetProperties().Where(p => p.ValueGenerated != ValueGenerated.OnAdd || p.ClrType != typeof(int));

    private MailDb Mails(DbConnection connection) => new(Options<MailDb>(connection));

    private OrganizationsDb Organizations(DbConnection connection) => new(Options<OrganizationsDb>(connection));

    private DbContextOptions<T> Options<T>(DbConnection connection) where T : DbContext =>
        (DbContextOptions<T>)SqlDatabase.Use(new DbContextOptionsBuilder<T>().UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking), connection).Options;

    private Task<DbConnection> Open(bool readOnly, CancellationToken cancellation) => database.Connect(readOnly, cancellation);
}
