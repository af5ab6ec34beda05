using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace TA.Web.Security;

/// <summary>
/// The accounts on PostgreSQL, where several machines share them; and beside them what these have to share too: the keys that protect cookies and forms, and the code of the first administrator.
/// Whoever reads this database can sign in as anybody.
/// </summary>
public sealed class PostgreSqlAccountsDb(DbContextOptions<PostgreSqlAccountsDb> options, WriteGate? gate = null) : AccountsDb(options, gate), IDataProtectionKeyContext
{
    /// <summary>The keys of data protection.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>The code of the first administrator, from the first start until there is one.</summary>
    public DbSet<SharedSetupCode> SetupCodes => Set<SharedSetupCode>();

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // Texts stand in the order of their bytes, as on SQLite, whatever language the database was made for.
        configurationBuilder.Properties<string>().UseCollation("C");
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<DataProtectionKey>().ToTable("protection_keys");
        builder.Entity<SharedSetupCode>(code =>
        {
            code.ToTable("setup_codes");
            code.Property(c => c.Id).ValueGeneratedNever();
        });
    }
}

/// <summary>A code that all machines know.</summary>
public sealed class SharedSetupCode
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>16 characters in groups of four.</summary>
    public required string Code { get; init; }
}
