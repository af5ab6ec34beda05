using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace TA.Web.Security;

/// <summary>Makes and revokes personal tokens.</summary>
internal sealed class PersonalTokens(AccountsDb db, SignedInPeople people, TimeProvider clock)
{
    /// <summary>What every token begins with, so that scanners for leaked secrets find it.</summary>
    public const string Prefix = "ta_";

    /// <summary>How long a token is valid unless said otherwise, in days.</summary>
    public const int DefaultDays = 90;

    /// <summary>How long a token may be valid, in days.</summary>
    public const int MostDays = 365;

    /// <summary>What is kept of a token.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>A person's tokens that are not revoked, newest first.</summary>
    public Task<List<PersonalToken>> Of(Guid account) =>
        db.PersonalTokens.AsNoTracking().Where(t => t.AccountId == account && t.RevokedAt == null).OrderByDescending(t => t.CreatedAt).ToListAsync();

    /// <summary>Makes a token of 256 random bits and returns it: the only time that anybody sees it.</summary>
    /// <param name="account">Whose token it is.</param>
    /// <param name="name">What the owner calls it, 1 to 100 characters.</param>
    /// <param name="days">How long it is valid, 1 to 365 days.</param>
    public async Task<string> Create(Guid account, string name, int days = DefaultDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays);
        var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        db.Add(new PersonalToken { Id = Guid.NewGuid(), AccountId = account, Name = name, Hash = HashOf(token), CreatedAt = now, ExpiresAt = now.AddDays(days) });
        await db.SaveChangesAsync();
        return token;
    }

    /// <summary>Revokes one token of a person at once; false when the person has no such token.</summary>
    public async Task<bool> Revoke(Guid account, Guid token) =>
        await Revoke(db.PersonalTokens.Where(t => t.Id == token && t.AccountId == account)) > 0;

    /// <summary>Revokes all tokens of a person at once.</summary>
    public Task<int> RevokeAll(Guid account) => Revoke(db.PersonalTokens.Where(t => t.AccountId == account));

    private async Task<int> Revoke(IQueryable<PersonalToken> tokens)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        var revoked = await db.WriteAlone(_ => tokens.Where(t => t.RevokedAt == null).ExecuteUpdateAsync(s => s.SetProperty(t => t.RevokedAt, now)));
        people.Forget();
        return revoked;
    }
}
