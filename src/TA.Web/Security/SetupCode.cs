using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace TA.Web.Security;

/// <summary>The one-time code with which the first administrator is made while there is no account at all.</summary>
internal sealed class SetupCode(IServiceScopeFactory scopes) : IDisposable
{
    // Without letters and digits that look alike.
    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private readonly SemaphoreSlim one = new(1, 1);

    /// <summary>The code, 16 characters in groups of four (79 bits); null when there is an account.</summary>
    public string? Code { get; private set; }

    /// <summary>Makes a code if there is no account. Where several machines share the accounts, the first one's is everybody's.</summary>
    public async Task OpenIfNobodyIsThere()
    {
        if (!await NobodyIsThere())
            return;
        await using var scope = scopes.CreateAsyncScope();
        Code = scope.ServiceProvider.GetRequiredService<AccountsDb>() is PostgreSqlAccountsDb shared ? await Shared(shared) : New();
    }

    private static async Task<string> Shared(PostgreSqlAccountsDb db)
    {
        await db.Database.ExecuteSqlAsync($"INSERT INTO setup_codes (\"Id\", \"Code\") VALUES (1, {New()}) ON CONFLICT DO NOTHING");
        return await db.SetupCodes.Select(c => c.Code).SingleAsync();
    }

    private static string New() => string.Join('-', RandomNumberGenerator.GetString(Alphabet, 16).Chunk(4).Select(part => new string(part)));

    /// <summary>Whether the first administrator is still to be made.</summary>
    public async Task<bool> IsOpen()
    {
        if (Code is not null && !await NobodyIsThere())
            Code = null;
        return Code is not null;
    }

    /// <summary>Whether this is the code. The comparison takes as long wherever the first difference lies.</summary>
    public bool Matches(string typed) =>
        Code is { } code && CryptographicOperations.FixedTimeEquals(Digest(typed.Trim().ToUpperInvariant()), Digest(code));

    /// <summary>Makes the first account with the code, one at a time; what <paramref name="make"/> returns says whether one was made.</summary>
    public async Task<bool> Use(Func<Task<bool>> make)
    {
        await one.WaitAsync();
        try
        {
            if (!await IsOpen() || !await make())
                return false;
            Code = null;
            return true;
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => one.Dispose();

    private async Task<bool> NobodyIsThere()
    {
        await using var scope = scopes.CreateAsyncScope();
        return !await scope.ServiceProvider.GetRequiredService<AccountsDb>().Users.AnyAsync();
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
