using Microsoft.EntityFrameworkCore;
using TA.Casework.Storage;

namespace TA.Casework.Organizations;

/// <summary>The organizations that the product knows. This table is their only home, so it is never dropped.</summary>
internal sealed class OrganizationsDb(DbContextOptions<OrganizationsDb> options) : DbContext(options)
{
    public DbSet<OrganizationEntry> Organizations => Set<OrganizationEntry>();

    protected override void OnModelCreating(ModelBuilder model) => model.Entity<OrganizationEntry>(entry =>
    {
        entry.ToTable("organizations").HasKey(o => o.Id);
        entry.Property(o => o.Id).HasColumnName("id");
        entry.Property(o => o.Name).HasColumnName("name");
        entry.Property(o => o.Normalized).HasColumnName("normalized");
        entry.Property(o => o.Acronym).HasColumnName("acronym");
        entry.Property(o => o.Kind).HasColumnName("kind");
        entry.Property(o => o.MemberState).HasColumnName("member_state");
        entry.Property(o => o.IsVerified).HasColumnName("is_verified");
    });
}

/// <summary>An organization as it is kept.</summary>
internal sealed class OrganizationEntry
{
    /// <summary>The identifier.</summary>
    public required string Id { get; set; }

    /// <summary>The name as first entered.</summary>
    public required string Name { get; set; }

    /// <summary>The name by which it is known again; unique together with the Member State.</summary>
    public required string Normalized { get; set; }

    /// <summary>The acronym, folded, or null.</summary>
    public string? Acronym { get; set; }

    /// <summary>The kind, in the words of the list.</summary>
    public required string Kind { get; set; }

    /// <summary>The Member State of a national body; empty for others.</summary>
    public required string MemberState { get; set; }

    /// <summary>False for one that was added by use and that nobody has looked at.</summary>
    public bool IsVerified { get; set; }
}

/// <summary>Brings the organizations' table up to date, step by step. Steps are added, never changed.</summary>
internal sealed class OrganizationsSchema(IDbContextFactory<OrganizationsDb> databases)
{
    private const string Name = "organizations";

    private static readonly string[] Steps =
    [
        """
        CREATE TABLE organizations (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            normalized TEXT NOT NULL,
            acronym TEXT NULL,
            kind TEXT NOT NULL,
            member_state TEXT NOT NULL,
            is_verified BOOLEAN NOT NULL,
            UNIQUE (normalized, member_state))
        """,
    ];

    /// <summary>Does the steps that have not been done.</summary>
    public async Task Prepare(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await SchemaNumbers.Climb(db, Name, Steps, cancellation);
    }

    /// <summary>Ends with <see cref="NotMigratedException"/> unless all have been done.</summary>
    public async Task Check(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await SchemaNumbers.Check(db, Name, Steps.Length, cancellation);
    }
}
