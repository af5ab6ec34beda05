using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace TA.Web.Security;

/// <summary>
/// Says who a cookie or a token stands for, from the accounts as they are now. An answer is kept for 10 seconds, so that a request
/// does not cost a query; every change of an account or a token in this process ends that at once.
/// </summary>
internal sealed partial class SignedInPeople(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SignedInPeople> log)
{
    /// <summary>How long an answer is kept. In another process a change may take effect this much later.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan VisitEnds = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LongestNote = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Noted = TimeSpan.FromMinutes(1);
    private const int Most = 10_000;

    private ConcurrentDictionary<string, (ClaimsPrincipal Principal, DateTimeOffset Until)> known = new();

    /// <summary>Forgets all answers. To be called after a change of an account or a token has been saved.</summary>
    // A look-up that is under way writes into the old dictionary, which nobody reads any more.
    public void Forget() => known = new();

    /// <summary>The principal of a page's cookie; null when the account is disabled or its security stamp has changed.</summary>
    public Task<ClaimsPrincipal?> BySession(Guid id, string stamp) => Known($"{id} {stamp}", async (db, now) =>
    {
        var account = await db.Users.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id);
        if (account is not { DisabledAt: null } || account.SecurityStamp != stamp)
            return null;
        await NoteVisit(db, account, now);
        return (SignedInPerson.PrincipalOf(account, Schemes.Cookie), now + Kept);
    });

    /// <summary>The principal of a personal token; null when it is unknown, expired or revoked, or its account is disabled.</summary>
    public Task<ClaimsPrincipal?> ByToken(string token)
    {
        var hash = PersonalTokens.HashOf(token);
        return Known(hash, async (db, now) =>
        {
            var found = await db.PersonalTokens.AsNoTracking().FirstOrDefaultAsync(t => t.Hash == hash);
            if (found is not { RevokedAt: null } || found.ExpiresAt <= now)
                return null;
            var account = await db.Users.AsNoTracking().FirstAsync(a => a.Id == found.AccountId);
            if (account.DisabledAt is not null)
                return null;
            if (found.LastUsedAt is null || now - found.LastUsedAt >= Noted)
                await Note(db, d => d.PersonalTokens.Where(t => t.Id == found.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.LastUsedAt, now)));
            var until = now + Kept;
            return (SignedInPerson.PrincipalOf(account, Schemes.Token), until < found.ExpiresAt ? until : found.ExpiresAt);
        });
    }

    private async Task<ClaimsPrincipal?> Known(string key, Func<AccountsDb, DateTimeOffset, Task<(ClaimsPrincipal Principal, DateTimeOffset Until)?>> find)
    {
        var answers = known;
        var now = clock.GetUtcNow();
        if (answers.TryGetValue(key, out var answer) && now < answer.Until)
            return answer.Principal;
        await using var scope = scopes.CreateAsyncScope();
        if (await find(scope.ServiceProvider.GetRequiredService<AccountsDb>(), now) is not { } found)
            return null;
        if (answers.Count >= Most)
            answers.Clear();
        answers[key] = found;
        return found.Principal;
    }

    private async Task NoteVisit(AccountsDb db, Account account, DateTimeOffset now)
    {
        var seen = account.LastSeenAt;
        if (seen is not null && now - seen < Noted)
            return;
        if (seen is not null && now - seen >= VisitEnds)
            account.PreviousVisitAt = seen;
        var previous = account.PreviousVisitAt;
        await Note(db, d => d.Users.Where(a => a.Id == account.Id && a.LastSeenAt == seen)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.LastSeenAt, now).SetProperty(a => a.PreviousVisitAt, previous)));
    }

    // Neither a full disk nor a locked file must keep people from reading.
    private async Task Note(AccountsDb db, Func<AccountsDb, Task<int>> change)
    {
        try
        {
            db.Database.SetCommandTimeout(LongestNote);
            await db.WriteAlone(change);
        }
        catch (DbException fault)
        {
            NotNoted(fault);
        }
        finally
        {
            db.Database.SetCommandTimeout(null);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The time of a visit could not be noted.")]
    private partial void NotNoted(Exception fault);
}
