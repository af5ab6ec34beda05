using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace TA.Web.Tests.Security;

public sealed partial class TokenTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    // Whoever is signed in learns that there is nothing here; everybody else has to sign in.
    private const string Anything = "/api/nothing-here";

    private readonly RunningSite site = shared.Site;
    private TestAccount officer = null!;

    public async Task InitializeAsync() => officer = await site.Add(AccountRoles.Officer);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_token_made_on_the_own_page_signs_a_program_in()
    {
        using var client = await site.SignedIn(officer);
        using var made = await client.Send("/account", "/account/tokens", ("name", "Spreadsheet"), ("days", "90"));
        var token = Token().Match(await made.Content.ReadAsStringAsync()).Value;
        Assert.Equal(46, token.Length);

        Assert.Equal(HttpStatusCode.NotFound, await Use(token));
        Assert.DoesNotContain(token, await client.GetStringAsync("/account"));
    }

    [Fact]
    public async Task Only_the_hash_of_a_token_is_kept()
    {
        var token = await site.NewToken(officer);
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.Equal(PersonalTokens.HashOf(token), (await db.PersonalTokens.SingleAsync(t => t.AccountId == officer.Id)).Hash);
        foreach (var file in Directory.GetFiles(site.DataFolder, "app.db*"))
            Assert.DoesNotContain(token, await ReadShared(file));

        static async Task<string> ReadShared(string file)
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return await new StreamReader(stream, System.Text.Encoding.Latin1).ReadToEndAsync();
        }
    }

    [Fact]
    public async Task A_revoked_token_is_refused_at_once()
    {
        var token = await site.NewToken(officer);
        Assert.Equal(HttpStatusCode.NotFound, await Use(token));

        using var client = await site.SignedIn(officer);
        var revoke = Revoke().Match(await client.GetStringAsync("/account")).Value;
        using var revoked = await client.Send("/account", revoke);
        Assert.Equal(HttpStatusCode.Redirect, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await Use(token));
    }

    [Fact]
    public async Task Nobody_revokes_the_token_of_somebody_else()
    {
        var token = await site.NewToken(officer);
        using var owner = await site.SignedIn(officer);
        var revoke = Revoke().Match(await owner.GetStringAsync("/account")).Value;

        using var other = await site.SignedIn(await site.Add(AccountRoles.Administrator));
        Assert.Equal(HttpStatusCode.NotFound, (await other.Send("/account", revoke)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await Use(token));
    }

    [Fact]
    public async Task An_expired_token_is_refused()
    {
        var token = await site.NewToken(officer, days: 1);
        Assert.Equal(HttpStatusCode.NotFound, await Use(token));
        site.Clock.Pass(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await Use(token));
    }

    [Fact]
    public async Task A_disabled_account_takes_its_tokens_and_sessions_along_at_once()
    {
        var token = await site.NewToken(officer);
        using var client = await site.SignedIn(officer);
        Assert.Equal(HttpStatusCode.NotFound, await Use(token));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/account")).StatusCode);

        using var administrator = await site.SignedIn(await site.Add(AccountRoles.Administrator));
        using var disabled = await administrator.Send("/accounts", $"/accounts/{officer.Id}/disable");
        Assert.Equal("/accounts?done=disabled", disabled.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Unauthorized, await Use(token));
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/account")).StatusCode);
        using var again = site.Anonymous();
        Assert.Equal(HttpStatusCode.Unauthorized, (await again.SignIn(officer.Email, officer.Password)).StatusCode);
    }

    [Fact]
    public async Task A_token_opens_no_page()
    {
        using var program = await site.WithToken(officer);
        Assert.Equal(HttpStatusCode.Redirect, (await program.GetAsync("/account")).StatusCode);
    }

    [Theory]
    [InlineData("Bearer ta_AAAA")]
    [InlineData("Bearer")]
    [InlineData("Basic YTpi")]
    public async Task A_wrong_header_is_refused_with_problem_details_even_beside_a_valid_cookie(string header)
    {
        using var client = await site.SignedIn(officer);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        using var answer = await client.GetAsync(Anything);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("urn:ta:problem:not-signed-in", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("Spreadsheet", "0")]
    [InlineData("Spreadsheet", "366")]
    [InlineData("Spreadsheet", "soon")]
    [InlineData("", "90")]
    public async Task A_token_needs_a_name_and_a_life_of_1_to_365_days(string name, string days)
    {
        using var client = await site.SignedIn(officer);
        using var refused = await client.Send("/account", "/account/tokens", ("name", name), ("days", days));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    private async Task<HttpStatusCode> Use(string token)
    {
        using var program = site.WithToken(token);
        using var answer = await program.GetAsync(Anything);
        return answer.StatusCode;
    }

    [GeneratedRegex("ta_[A-Za-z0-9_-]{43}")]
    private static partial Regex Token();

    [GeneratedRegex("/account/tokens/[0-9a-f-]+/revoke")]
    private static partial Regex Revoke();
}
