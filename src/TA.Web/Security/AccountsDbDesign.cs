using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace TA.Web.Security;

/// <summary>Lets <c>dotnet ef migrations add NAME --project src/TA.Web --output-dir Security/Migrations</c> see the model.</summary>
internal sealed class AccountsDbDesign : IDesignTimeDbContextFactory<AccountsDb>
{
    /// <inheritdoc />
    public AccountsDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<AccountsDb>().UseSqlite("Data Source=design.db").Options);
}
