using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace TA.Web.Tests.Security;

public sealed partial class SignInTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly RunningSite site = shared.Site;

    [Fact]
    public async Task Who_signs_in_goes_on_to_the_page_that_was_asked_for()
    {
        var officer = await site.Add(AccountRoles.Officer);
        using var client = site.Anonymous();

        using var asked = await client.GetAsync("/portfolio?state=delivery");
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Equal("/sign-in?return=%2Fportfolio%3Fstate%3Ddelivery", asked.Headers.Location!.PathAndQuery);

        using var signedIn = await client.SignIn(officer.Email, officer.Password, "/portfolio?state=delivery");
        Assert.Equal("/portfolio?state=delivery", signedIn.Headers.Location!.OriginalString);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("ta.session", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=lax", cookie);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/account")).StatusCode);
    }

    [Theory]
    [InlineData(AccountRoles.Partner, "/my/tasks")]
    [InlineData(AccountRoles.Officer, "/portfolio")]
    [InlineData(AccountRoles.Manager, "/portfolio")]
    [InlineData(AccountRoles.Administrator, "/portfolio")]
    public async Task Everybody_begins_where_the_work_is(AccountRoles role, string start)
    {
        using var client = await site.SignedIn(await site.Add(role));
        using var home = await client.GetAsync("/");
        Assert.Equal(start, home.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        var officer = await site.Add(AccountRoles.Officer);
        var wrong = await Answer(officer.Email);
        var unknown = await Answer("nobody@example.org");
        Assert.Equal(wrong, unknown);

        async Task<string> Answer(string email)
        {
            using var client = site.Anonymous();
            using var answer = await client.SignIn(email, "not the password");
            var page = await answer.Content.ReadAsStringAsync();
            return $"{answer.StatusCode} {Proof().Replace(page.Replace(email, "E-MAIL"), "")}";
        }
    }

    [Theory]
    [InlineData(0xFFFE)]
    [InlineData(1)]
    public async Task An_address_of_what_is_no_text_is_an_unknown_one(int code)
    {
        using var client = site.Anonymous();
        using var answer = await client.SignIn($"a{(char)code}@example.org", "not the password");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await Assert.ThrowsAsync<InvalidOperationException>(() => site.Add(AccountRoles.Administrator, $"a{(char)code}@example.org"));
    }

    [Fact]
    public async Task Ten_failures_lock_an_account_for_five_minutes()
    {
        var officer = await site.Add(AccountRoles.Officer);
        for (var failure = 0; failure < 10; failure++)
            Assert.Equal(HttpStatusCode.Unauthorized, await Try(officer, "not the password"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Try(officer));

        site.Clock.Pass(TimeSpan.FromMinutes(5.1));
        Assert.Equal(HttpStatusCode.Redirect, await Try(officer));
    }

    [Fact]
    public async Task Failures_sent_at_the_same_time_are_all_counted()
    {
        var officer = await site.Add(AccountRoles.Officer);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Try(officer, "not the password")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Try(officer));
    }

    [Fact]
    public async Task A_success_takes_earlier_failures_back()
    {
        var officer = await site.Add(AccountRoles.Officer);
        for (var round = 0; round < 2; round++)
        {
            for (var failure = 0; failure < 9; failure++)
                await Try(officer, "not the password");
            Assert.Equal(HttpStatusCode.Redirect, await Try(officer));
        }
    }

    [Fact]
    public async Task A_session_ends_after_eight_hours_without_a_request()
    {
        using var client = await site.SignedIn(await site.Add(AccountRoles.Officer));
        site.Clock.Pass(TimeSpan.FromHours(7));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/account")).StatusCode);
        site.Clock.Pass(TimeSpan.FromHours(7));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/account")).StatusCode);
        site.Clock.Pass(TimeSpan.FromHours(8.1));
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task Who_signs_out_has_to_sign_in_again()
    {
        using var client = await site.SignedIn(await site.Add(AccountRoles.Officer));
        using var bye = await client.Send("/account", "/sign-out");
        Assert.Equal("/sign-in", bye.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task A_changed_password_ends_all_other_sessions()
    {
        var officer = await site.Add(AccountRoles.Officer);
        using var here = await site.SignedIn(officer);
        using var elsewhere = await site.SignedIn(officer);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync("/account")).StatusCode);

        using var changed = await here.Send("/account", "/account/password", ("current", officer.Password), ("wanted", "another four plain words"));
        Assert.Equal("/account?done=password", changed.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await Try(officer with { Password = "another four plain words" }));
    }

    [Fact]
    public async Task A_visit_ends_after_thirty_minutes_without_a_request()
    {
        var manager = await site.Add(AccountRoles.Manager);
        using var client = await site.SignedIn(manager);
        await client.GetAsync("/account");
        var (_, first) = await Visits(manager);
        site.Clock.Pass(TimeSpan.FromMinutes(29));
        await client.GetAsync("/account");
        Assert.Null((await Visits(manager)).Previous);

        var (_, last) = await Visits(manager);
        Assert.True(last > first);
        site.Clock.Pass(TimeSpan.FromMinutes(31));
        await client.GetAsync("/account");
        Assert.Equal(last, (await Visits(manager)).Previous);
    }

    private async Task<HttpStatusCode> Try(TestAccount account, string? password = null)
    {
        using var client = site.Anonymous();
        using var answer = await client.SignIn(account.Email, password ?? account.Password);
        return answer.StatusCode;
    }

    private async Task<(DateTimeOffset? Previous, DateTimeOffset? Last)> Visits(TestAccount account)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<AccountsDb>().Users.AsNoTracking().SingleAsync(a => a.Id == account.Id);
        return (found.PreviousVisitAt, found.LastSeenAt);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"[^\"]+\"")]
    private static partial Regex Proof();
}
