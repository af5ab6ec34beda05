using Microsoft.EntityFrameworkCore;
using TA.Casework.Storage;

namespace TA.Casework.Installations;

/// <summary>
/// The note, kept in SQL, that something is being copied into an installation: until it is taken away, no site works on what is there so far, and the same copy can be begun again.
/// </summary>
public sealed class UnfinishedCopy(SqlDatabase database)
{
    // A lease that no process holds and that never runs out.
    private const string Name = "copy";

    /// <summary>What is being copied, as <see cref="Begin"/> was told; null when nothing is.</summary>
    public async Task<string?> From(CancellationToken cancellation)
    {
        await using var db = Open();
        return await db.Database.SqlQuery<string>($"SELECT holder AS \"Value\" FROM leases WHERE name = {Name}").SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Notes it; it is durable when this returns.</summary>
    /// <param name="from">What is copied, told apart from anything else that could be.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task Begin(string from, CancellationToken cancellation)
    {
        await using var db = Open();
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO leases (name, holder, until) VALUES ({Name}, {from}, {long.MaxValue}) ON CONFLICT (name) DO UPDATE SET holder = excluded.holder", cancellation);
    }

    /// <summary>Takes the note away.</summary>
    public async Task End(CancellationToken cancellation)
    {
        await using var db = Open();
        await db.Database.ExecuteSqlAsync($"DELETE FROM leases WHERE name = {Name}", cancellation);
    }

    /// <summary>Looks whether the installation is whole.</summary>
    /// <exception cref="UnfinishedCopyException">It is not.</exception>
    public async Task Check(CancellationToken cancellation)
    {
        if (await From(cancellation) is { } from)
            throw new UnfinishedCopyException(from);
    }

    private DbContext Open() => new(database.Use(new DbContextOptionsBuilder()).Options);
}

/// <summary>An installation holds only a part of what was to be copied into it; the message says in one line what to do.</summary>
public sealed class UnfinishedCopyException(string from)
    : IOException($"what is here is the beginning of a copy from {from}, which was not finished: give the same command again, or empty the place.");
