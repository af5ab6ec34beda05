using Microsoft.EntityFrameworkCore;
using TA.Casework.Storage;

namespace TA.Casework.Portfolio;

/// <summary>Makes the tables of the read model. They carry a number: tables of another number are dropped, and the sweep fills the new ones.</summary>
internal sealed class PortfolioSchema(IDbContextFactory<PortfolioDb> databases)
{
    /// <summary>Raise it with every change of the rows, of what they hold, or of the words and numbers of an enumeration in them.</summary>
    public const int Number = 9;

    private const string Name = "portfolio";

    /// <summary>Makes the tables unless they are there with this number.</summary>
    public Task Prepare(CancellationToken cancellation) => Make(evenIfThere: false, cancellation);

    /// <summary>Drops the tables and makes them anew, empty.</summary>
    public Task Reset(CancellationToken cancellation) => Make(evenIfThere: true, cancellation);

    /// <summary>Ends with <see cref="NotMigratedException"/> unless the tables are there with this number.</summary>
    public async Task Check(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await SchemaNumbers.Check(db, Name, Number, cancellation);
    }

    private async Task Make(bool evenIfThere, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.Database.OpenConnectionAsync(cancellation);
        await SchemaNumbers.Prepare(db, cancellation);
        await using var transaction = await SchemaNumbers.Begin(db, cancellation);
        await SchemaNumbers.Execute(db, "CREATE TABLE IF NOT EXISTS leases (name TEXT NOT NULL PRIMARY KEY, holder TEXT NOT NULL, until BIGINT NOT NULL)", cancellation);
        var isThere = await SchemaNumbers.Read(db, Name, cancellation) == Number;
        if (isThere && !evenIfThere)
        {
            await transaction.CommitAsync(cancellation);
            return;
        }

        var tables = await Tables(db, cancellation);
        if (isThere && !db.Database.IsSqlite())
            // Other processes have the tables in use: they wait for the end of this instead of finding others.
            await SchemaNumbers.Execute(db, $"TRUNCATE {string.Join(", ", tables.Select(t => $"\"{t}\""))}", cancellation);
        else
        {
            foreach (var table in tables)
                await SchemaNumbers.Execute(db, $"DROP TABLE \"{table}\"", cancellation);
            await SchemaNumbers.Execute(db, db.Database.GenerateCreateScript(), cancellation);
            await using var past = PastDb.Beside(db);
            await SchemaNumbers.Execute(db, past.Database.GenerateCreateScript(), cancellation);
        }

        db.Add(new StateRow { Id = 1, Generation = Guid.NewGuid().ToString("n") });
        await db.SaveChangesAsync(cancellation);
        await SchemaNumbers.Write(db, Name, Number, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Tables of ours, of whatever number; those that refer to others first.</summary>
    private static async Task<List<string>> Tables(PortfolioDb db, CancellationToken cancellation)
    {
        var all = db.Database.IsSqlite()
            ? db.Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'table'")
            : db.Database.SqlQuery<string>($"SELECT tablename::text AS \"Value\" FROM pg_tables WHERE schemaname = current_schema()");
        var tables = await all.ToListAsync(cancellation);
        return [.. tables.Where(t => t.StartsWith("portfolio_", StringComparison.Ordinal)).OrderBy(t => t == "portfolio_engagements")];
    }
}
