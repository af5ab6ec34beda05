using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace TA.Casework.Portfolio;

/// <summary>Makes the tables of the read model. They carry a number: tables of another number are dropped, and the sweep fills the new ones.</summary>
internal sealed class PortfolioSchema(IDbContextFactory<PortfolioDb> databases)
{
    /// <summary>Raise it with every change of the rows, of what they hold, or of the words and numbers of an enumeration in them.</summary>
    public const int Number = 5;

    private const string Name = "portfolio";

    /// <summary>Makes the tables unless they are there with this number.</summary>
    public Task Prepare(CancellationToken cancellation) => Make(evenIfThere: false, cancellation);

    /// <summary>Drops the tables and makes them anew, empty.</summary>
    public Task Reset(CancellationToken cancellation) => Make(evenIfThere: true, cancellation);

    private async Task Make(bool evenIfThere, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.Database.OpenConnectionAsync(cancellation);
        await SchemaNumbers.Prepare(db, cancellation);
        await Execute(db, "CREATE TABLE IF NOT EXISTS leases (name TEXT NOT NULL PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL)", cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        if (!evenIfThere && await SchemaNumbers.Read(db, Name, cancellation) == Number)
            return;
        foreach (var table in await Tables(db, cancellation))
            await Execute(db, $"DROP TABLE \"{table}\"", cancellation);
        await Execute(db, db.Database.GenerateCreateScript(), cancellation);
        db.Add(new StateRow { Id = 1, Generation = Guid.NewGuid().ToString("n") });
        await db.SaveChangesAsync(cancellation);
        await SchemaNumbers.Write(db, Name, Number, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Tables of ours, of whatever number; those that refer to others first.</summary>
    private static async Task<List<string>> Tables(PortfolioDb db, CancellationToken cancellation)
    {
        var tables = await db.Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE type = 'table' AND name LIKE 'portfolio\\_%' ESCAPE '\\'").ToListAsync(cancellation);
        return [.. tables.OrderBy(t => t == "portfolio_engagements")];
    }

    private static async Task Execute(PortfolioDb db, string sql, CancellationToken cancellation)
    {
        await using var command = SchemaNumbers.Command(db, sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}

/// <summary>The numbers of the schemas that share the database file.</summary>
internal static class SchemaNumbers
{
    /// <summary>Makes the table, and has the file keep a write-ahead log, so that readers and the writer do not wait for one another.</summary>
    public static async Task Prepare(DbContext db, CancellationToken cancellation)
    {
        await using var command = Command(db, "PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS schema_numbers (name TEXT NOT NULL PRIMARY KEY, number INTEGER NOT NULL)");
        await command.ExecuteNonQueryAsync(cancellation);
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

    /// <summary>A statement on the context's open connection and in its transaction.</summary>
    public static DbCommand Command(DbContext db, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
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
