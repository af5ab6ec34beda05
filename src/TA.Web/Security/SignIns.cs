using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace TA.Web.Security;

/// <summary>
/// Decides whether an e-mail address and a password belong to somebody who may sign in. Whatever is wrong — the address, the
/// password, a disabled or a locked account — the answer is the same and takes about as long, so that nobody learns who has an account.
/// </summary>
internal sealed class SignIns(AccountsDb db, UserManager<Account> users, IPasswordHasher<Account> hasher, TimeProvider clock)
{
    /// <summary>So many failures in a row lock an account.</summary>
    public const int MostFailures = 10;

    /// <summary>How long an account stays locked.</summary>
    public static readonly TimeSpan Locked = TimeSpan.FromMinutes(5);

    private static string? nobodysPassword;

    /// <summary>The account, or null when the sign-in is refused.</summary>
    public async Task<Account?> Check(string email, string password)
    {
        var account = Account.MayBeAddress(email) ? await users.FindByEmailAsync(email) : null;
        if (account is null || !await MayTry(account.Id))
        {
            nobodysPassword ??= hasher.HashPassword(new Account(), Guid.NewGuid().ToString());
            hasher.VerifyHashedPassword(new Account(), nobodysPassword, password);
            return null;
        }
        if (!await users.CheckPasswordAsync(account, password) || account.DisabledAt is not null)
            return null;
        await Set(account.Id, 0, null);
        return account;
    }

    // The failure is counted before the password is looked at and taken back after a success: of many attempts sent at the same
    // time no more than ten are tried. The last one locks the account.
    private async Task<bool> MayTry(Guid id)
    {
        var now = clock.GetUtcNow();
        await db.WriteAlone(d => d.Users.Where(a => a.Id == id && a.LockoutEnd != null && a.LockoutEnd <= now)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.AccessFailedCount, 0).SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null)));
        DateTimeOffset? end = now + Locked;
        return await db.WriteAlone(d => d.Users.Where(a => a.Id == id && a.AccessFailedCount < MostFailures)
            .ExecuteUpdateAsync(s => s
                .SetProperty(a => a.LockoutEnd, a => a.AccessFailedCount + 1 == MostFailures ? end : null)
                .SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount + 1))) == 1;
    }

    private Task Set(Guid id, int failures, DateTimeOffset? lockedUntil) => db.WriteAlone(d => d.Users.Where(a => a.Id == id)
        .ExecuteUpdateAsync(s => s.SetProperty(a => a.AccessFailedCount, failures).SetProperty(a => a.LockoutEnd, lockedUntil)));
}
