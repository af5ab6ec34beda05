using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace TA.Casework.Storage;

/// <summary>The numbers of the schemas that share a database.</summary>
internal static class SchemaNumbers
{
    // Any number of our own will do: whoever makes or changes tables of PostgreSQL takes this lock first.
    private const long Lock = 0x54_41_53_51_4c;

    /// <summary>Makes the table. A SQLite file is told to keep a write-ahead log, so that readers and the writer do not wait for one another.</summary>
    public static async Task Prepare(DbContext db, CancellationToken cancellation)
    {
        if (db.Database.IsSqlite())
            await Execute(db, "PRAGMA journal_mode = WAL", cancellation);
        if (await HasTable(db, "schema_numbers", cancellation))
            return;
        // Two that make the same table of PostgreSQL at once can both find it missing.
        await using var transaction = await Begin(db, cancellation);
        await Execute(db, "CREATE TABLE IF NOT EXISTS schema_numbers (name TEXT NOT NULL PRIMARY KEY, number INTEGER NOT NULL)", cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>A transaction in which nobody else changes tables.</summary>
    public static async Task<IDbContextTransaction> Begin(DbContext db, CancellationToken cancellation)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!db.Database.IsSqlite())
            await Execute(db, $"SELECT pg_advisory_xact_lock({Lock.ToString(CultureInfo.InvariantCulture)})", cancellation);
        return transaction;
    }

    /// <summary>Does the steps that have not been done, in one transaction. Steps are added, never changed, and written in the SQL that both databases read.</summary>
    public static async Task Climb(DbContext db, string name, IReadOnlyList<string> steps, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        await Prepare(db, cancellation);
        await using var transaction = await Begin(db, cancellation);
        for (var done = await Read(db, name, cancellation); done < steps.Count; done++)
        {
            // Texts stand in the order of their bytes on both.
            await Execute(db, db.Database.IsSqlite() ? steps[done] : steps[done].Replace("TEXT", "TEXT COLLATE \"C\"", StringComparison.Ordinal), cancellation);
            await Write(db, name, done + 1, cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Ends with <see cref="NotMigratedException"/> unless the schema has the number, or a higher one, since later ones only add. Changes nothing.</summary>
    /// <param name="db">A context on PostgreSQL.</param>
    /// <param name="name">The schema.</param>
    /// <param name="number">Its number.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task Check(DbContext db, string name, int number, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        var found = await HasTable(db, "schema_numbers", cancellation) ? await Read(db, name, cancellation) : 0;
        if (found < number)
            throw new NotMigratedException(name, found, number);
    }

    /// <summary>Whether a table is there. A role of PostgreSQL that may only work on tables may not even ask for one to be made if it is missing.</summary>
    public static async Task<bool> HasTable(DbContext db, string name, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        await using var command = Command(
            db, db.Database.IsSqlite() ? "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = @name" : "SELECT count(to_regclass(@name))", ("@name", name));
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture) > 0;
    }

    /// <summary>The number, or 0 where there is none.</summary>
    public static async Task<int> Read(DbContext db, string name, CancellationToken cancellation)
    {
        await using var command = Command(db, "SELECT number FROM schema_numbers WHERE name = @name", ("@name", name));
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellation) ?? 0, CultureInfo.InvariantCulture);
    }

    /// <summary>Sets the number.</summary>
    public static async Task Write(DbContext db, string name, int number, CancellationToken cancellation)
    {
        await using var command = Command(
            db, "INSERT INTO schema_numbers (name, number) VALUES (@name, @number) ON CONFLICT (name) DO UPDATE SET number = excluded.number", ("@name", name), ("@number", number));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Runs statements that return nothing.</summary>
    public static async Task Execute(DbContext db, string sql, CancellationToken cancellation)
    {
        await using var command = Command(db, sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>A statement on the context's open connection and in its transaction.</summary>
    private static DbCommand Command(DbContext db, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}

/// <summary>The tables of a shared database are not those of this release. Only the verb <c>migrate</c> changes them.</summary>
public sealed class NotMigratedException : Exception
{
    /// <summary>Tables that are not up to date.</summary>
    /// <param name="schema">What they hold.</param>
    public NotMigratedException(string schema) : base($"the tables of {schema} in the database are not those of this release: run migrate.")
    {
    }

    internal NotMigratedException(string schema, int found, int wanted)
        : base($"the tables of {schema} in the database are not those of this release (number {found} instead of {wanted}): run migrate.")
    {
    }
}
