using System.Data.Common;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TA.Casework.Storage;

namespace TA.Web.Security;

/// <summary>Accounts and personal tokens. They have their only home here, so that the schema moves by migrations.</summary>
public class AccountsDb : IdentityUserContext<Account, Guid>
{
    private readonly WriteGate gate;

    /// <summary>On SQLite.</summary>
    public AccountsDb(DbContextOptions<AccountsDb> options, WriteGate? gate = null) : base(options) => this.gate = gate ?? new WriteGate();

    /// <summary>On another database, whose migrations are its own.</summary>
    protected AccountsDb(DbContextOptions options, WriteGate? gate) : base(options) => this.gate = gate ?? new WriteGate();

    /// <summary>Personal tokens, revoked and expired ones too.</summary>
    public DbSet<PersonalToken> PersonalTokens => Set<PersonalToken>();

    /// <summary>On a connection that is open; made for the database that it leads to.</summary>
    public static AccountsDb On(DbConnection connection) => connection is SqliteConnection
        ? new AccountsDb((DbContextOptions<AccountsDb>)SqlDatabase.Use(new DbContextOptionsBuilder<AccountsDb>(), connection).Options)
        : new PostgreSqlAccountsDb((DbContextOptions<PostgreSqlAccountsDb>)SqlDatabase.Use(new DbContextOptionsBuilder<PostgreSqlAccountsDb>(), connection).Options);

    /// <summary>Runs a change that does not go through <see cref="SaveChangesAsync(bool, CancellationToken)"/> while nobody else writes.</summary>
    public async Task<int> WriteAlone(Func<AccountsDb, Task<int>> change)
    {
        using (await gate.Enter())
            return await change(this);
    }

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using (await gate.Enter(cancellationToken))
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>(account =>
        {
            account.ToTable("accounts");
            account.Property(a => a.DisplayName).HasMaxLength(Account.LongestName);
            account.Property(a => a.Office).HasMaxLength(Account.LongestName);
            account.Property(a => a.OrganizationKey).HasMaxLength(Account.LongestName);
            account.Property(a => a.Language).HasMaxLength(20);
        });
        builder.Entity<Microsoft.AspNetCore.Identity.IdentityUserClaim<Guid>>().ToTable("account_claims");
        builder.Entity<Microsoft.AspNetCore.Identity.IdentityUserLogin<Guid>>().ToTable("account_logins");
        builder.Entity<Microsoft.AspNetCore.Identity.IdentityUserToken<Guid>>().ToTable("account_tokens");
        builder.Entity<PersonalToken>(token =>
        {
            token.ToTable("personal_tokens");
            token.Property(t => t.Name).HasMaxLength(Account.LongestName);
            token.Property(t => t.Hash).HasMaxLength(64);
            token.HasIndex(t => t.Hash).IsUnique();
            token.HasIndex(t => t.AccountId);
            token.HasOne<Account>().WithMany().HasForeignKey(t => t.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    /// <summary>SQLite cannot order by DateTimeOffset: times are kept as UTC ticks.</summary>
    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        time => time.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
