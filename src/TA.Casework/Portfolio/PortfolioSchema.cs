using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TA.Casework.Storage;

namespace TA.Casework.Portfolio;

/// <summary>
/// Makes the tables of the read model. They carry a number, and the sweep fills those of a new number anew. In a file those of another number are dropped. On a server each number has a schema of its own: the
/// release that goes keeps its lists exact while the one that comes fills its own, and the schema is dropped when the next but one comes.
/// </summary>
internal sealed class PortfolioSchema(IDbContextFactory<PortfolioDb> databases)
{
    /// <summary>Raise it with every change of the rows, of what they hold, or of the words and numbers of an enumeration in them.</summary>
    public const int Number = 12;

    /// <summary>The schema of the tables on PostgreSQL.</summary>
    public static readonly string OnServer = $"{Prefix}{Number}";

    private const string Prefix = "portfolio_";

    /// <summary>Makes the tables unless they are there with this number.</summary>
    public Task Prepare(CancellationToken cancellation) => Make(evenIfThere: false, cancellation);

    /// <summary>Drops the tables and makes them anew, empty.</summary>
    public Task Reset(CancellationToken cancellation) => Make(evenIfThere: true, cancellation);

    /// <summary>Ends with <see cref="NotMigratedException"/> unless the tables are there with this number.</summary>
    public async Task Check(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await SchemaNumbers.Check(db, Name(db), Number, cancellation);
    }

    private async Task Make(bool evenIfThere, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.Database.OpenConnectionAsync(cancellation);
        await SchemaNumbers.Prepare(db, cancellation);
        await using var transaction = await SchemaNumbers.Begin(db, cancellation);
        if (!await SchemaNumbers.HasTable(db, "leases", cancellation))
            await SchemaNumbers.Execute(db, "CREATE TABLE leases (name TEXT NOT NULL PRIMARY KEY, holder TEXT NOT NULL, until BIGINT NOT NULL)", cancellation);
        var isThere = await SchemaNumbers.Read(db, Name(db), cancellation) == Number;
        if (isThere && !evenIfThere)
        {
            await transaction.CommitAsync(cancellation);
            return;
        }

        if (db.Database.IsSqlite())
        {
            await DropTables(db, cancellation);
            await MakeTables(db, cancellation);
        }
        else if (isThere)
            // Other processes have the tables in use: they wait for the end of this instead of finding others.
            await SchemaNumbers.Execute(db, $"TRUNCATE {string.Join(", ", (await Tables(db, OnServer, cancellation)).Select(t => $"{OnServer}.\"{t}\""))}", cancellation);
        else
        {
            await DropOlder(db, cancellation);
            await SchemaNumbers.Execute(db, $"CREATE SCHEMA {OnServer}; SET LOCAL search_path = {OnServer}", cancellation);
            await MakeTables(db, cancellation);
            await SchemaNumbers.Execute(db, $"SET LOCAL search_path = public, {OnServer}", cancellation);
        }

        db.Add(new StateRow { Id = 1, Generation = Guid.NewGuid().ToString("n") });
        await db.SaveChangesAsync(cancellation);
        await SchemaNumbers.Write(db, Name(db), Number, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static string Name(PortfolioDb db) => db.Database.IsSqlite() ? "portfolio" : OnServer;

    private static async Task MakeTables(PortfolioDb db, CancellationToken cancellation)
    {
        await SchemaNumbers.Execute(db, db.Database.GenerateCreateScript(), cancellation);
        await using var past = PastDb.Beside(db);
        await SchemaNumbers.Execute(db, past.Database.GenerateCreateScript(), cancellation);
    }

    /// <summary>Drops the schemas of earlier numbers but the newest of them, whose release still works, and tables from before there were schemas.</summary>
    private static async Task DropOlder(PortfolioDb db, CancellationToken cancellation)
    {
        await DropTables(db, cancellation);
        var schemas = await db.Database.SqlQuery<string>($"SELECT nspname::text AS \"Value\" FROM pg_namespace").ToListAsync(cancellation);
        var earlier = schemas.Where(s => s.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(s => int.TryParse(s.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue)
            .Where(number => number < Number).OrderDescending();
        foreach (var number in earlier.Skip(1))
            await SchemaNumbers.Execute(db, $"DROP SCHEMA {Prefix}{number} CASCADE; DELETE FROM schema_numbers WHERE name = '{Prefix}{number}'", cancellation);
    }

    private static async Task DropTables(PortfolioDb db, CancellationToken cancellation)
    {
        foreach (var table in await Tables(db, "public", cancellation))
            await SchemaNumbers.Execute(db, $"DROP TABLE \"{table}\"", cancellation);
    }

    /// <summary>Tables of ours in a SQLite file or a schema, of whatever number; those that refer to others first.</summary>
    private static async Task<List<string>> Tables(PortfolioDb db, string schema, CancellationToken cancellation)
    {
        var all = db.Database.IsSqlite()
            ? db.Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'table'")
            : db.Database.SqlQuery<string>($"SELECT tablename::text AS \"Value\" FROM pg_tables WHERE schemaname = {schema}");
        var tables = await all.ToListAsync(cancellation);
        return [.. tables.Where(t => t.StartsWith(Prefix, StringComparison.Ordinal)).OrderBy(t => t == "portfolio_engagements")];
    }
}
