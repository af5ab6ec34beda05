using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace TA.Web.Security;

/// <summary>Brings the database of accounts to the newest schema.</summary>
internal sealed class AccountsUpgrade(IServiceScopeFactory scopes, SiteSettings settings)
{
    /// <summary>Applies the migrations that are missing. A file that is no database, or is locked, is a fault that names the file.</summary>
    public async Task Run()
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<AccountsDb>().Database;
        try
        {
            if (!(await database.GetPendingMigrationsAsync()).Any())
                return;
            // A process that was killed while it migrated leaves its lock behind, and the next one would wait for ever.
            // Only one process uses a data folder, so that such a lock is always an abandoned one.
            await database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
            await database.MigrateAsync();
            await database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL");
        }
        catch (SqliteException fault)
        {
            throw new IOException($"the database {settings.AppDatabase} cannot be used: {fault.Message}", fault);
        }
    }
}
