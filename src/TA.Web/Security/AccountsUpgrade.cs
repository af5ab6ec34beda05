using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TA.Casework.Storage;

namespace TA.Web.Security;

/// <summary>Brings the database of accounts to the newest schema.</summary>
internal sealed class AccountsUpgrade(IServiceScopeFactory scopes, SqlDatabase place)
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
            if (place.File is null)
            {
                await database.MigrateAsync();
                return;
            }

            // A process that was killed while it migrated leaves its lock behind, and the next one would wait for ever.
            // Only one process uses a data folder, so that such a lock is always an abandoned one.
            await database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
            await database.MigrateAsync();
            await database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL");
        }
        catch (SqliteException fault)
        {
            throw new IOException($"the database {place.Name} cannot be used: {fault.Message}", fault);
        }
    }

    /// <summary>Looks whether all have been applied.</summary>
    /// <exception cref="NotMigratedException">They have not.</exception>
    public async Task Check(CancellationToken cancellation = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        if ((await scope.ServiceProvider.GetRequiredService<AccountsDb>().Database.GetPendingMigrationsAsync(cancellation)).Any())
            throw new NotMigratedException("accounts");
    }
}
