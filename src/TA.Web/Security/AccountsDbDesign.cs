using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace TA.Web.Security;

/// <summary>Lets <c>dotnet ef migrations add NAME --project src/TA.Web --context AccountsDb --output-dir Security/Migrations</c> see the model.</summary>
internal sealed class AccountsDbDesign : IDesignTimeDbContextFactory<AccountsDb>
{
    /// <inheritdoc />
    public AccountsDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<AccountsDb>().UseSqlite("Data Source=design.db").Options);
}

/// <summary>The same for PostgreSQL: <c>--context PostgreSqlAccountsDb --output-dir Security/PostgreSqlMigrations</c>.</summary>
internal sealed class PostgreSqlAccountsDbDesign : IDesignTimeDbContextFactory<PostgreSqlAccountsDb>
{
    /// <inheritdoc />
    public PostgreSqlAccountsDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlAccountsDb>().UseNpgsql("Host=localhost;Database=design").Options);
}
