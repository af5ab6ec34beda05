using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace TA.Casework.Storage;

/// <summary>The tables on PostgreSQL by which the silos of a cluster find each other, and the statements that the official provider reads from there.</summary>
/// <param name="database">A PostgreSQL database.</param>
public sealed class ClusteringSchema(SqlDatabase database)
{
    /// <summary>Raise it with every change of the script.</summary>
    private const int Number = 1;

    private const string Name = "clustering";

    /// <summary>Makes the tables that are missing and brings the statements up to date.</summary>
    public async Task Prepare(CancellationToken cancellation = default)
    {
        await using var db = Open();
        await db.Database.OpenConnectionAsync(cancellation);
        await SchemaNumbers.Prepare(db, cancellation);
        await using var transaction = await SchemaNumbers.Begin(db, cancellation);
        if (await SchemaNumbers.Read(db, Name, cancellation) < Number)
        {
            // A connection of its own would not see the lock: the script runs in this transaction, as it stands.
            await SchemaNumbers.Execute(db, await Script(), cancellation);
            await SchemaNumbers.Write(db, Name, Number, cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Looks whether the tables are there.</summary>
    /// <exception cref="NotMigratedException">They are not.</exception>
    public async Task Check(CancellationToken cancellation = default)
    {
        await using var db = Open();
        await SchemaNumbers.Check(db, Name, Number, cancellation);
    }

    private DbContext Open() => new(database.Use(new DbContextOptionsBuilder()).Options);

    private static async Task<string> Script()
    {
        await using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("postgresql/clustering.sql")
            ?? throw new InvalidOperationException("The script postgresql/clustering.sql is not part of this assembly.");
        using var reader = new StreamReader(resource);
        return await reader.ReadToEndAsync();
    }
}
