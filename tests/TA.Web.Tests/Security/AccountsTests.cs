using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TA.Casework.Organizations;

namespace TA.Web.Tests.Security;

public sealed partial class AccountsTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private readonly RunningSite site = shared.Site;
    private HttpClient administrator = null!;
    private TestAccount own = null!;

    public async Task InitializeAsync()
    {
        own = await site.Add(AccountRoles.Administrator);
        administrator = await site.SignedIn(own);
    }

    public Task DisposeAsync()
    {
        administrator.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task An_administrator_adds_a_partner_who_signs_in_with_the_password_shown_once()
    {
        using var added = await Add("iom@example.org", "Partner", organization: "iom");
        var password = Password().Match(await added.Content.ReadAsStringAsync()).Value;
        using var partner = site.Anonymous();
        Assert.Equal(HttpStatusCode.Redirect, (await partner.SignIn("iom@example.org", password)).StatusCode);
        Assert.Contains("International Organization for Migration", await partner.GetStringAsync("/account"));
        Assert.DoesNotContain(password, await administrator.GetStringAsync("/accounts"));
    }

    [Theory]
    [InlineData("no address", "Officer", "")]
    [InlineData("Officer <officer@example.org>", "Officer", "")]
    [InlineData("a@example.org", "", "")]
    [InlineData("a@example.org", "7", "")]
    [InlineData("a@example.org", "Partner", "")]
    [InlineData("a@example.org", "Partner", "no-such-organization")]
    [InlineData("a@example.org", "Partner", "unodc")]
    public async Task What_an_account_cannot_be_is_refused(string email, string role, string organization)
    {
        using var refused = await Add(email, role, organization);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_national_body_that_was_entered_has_users_of_its_own()
    {
        var ministry = await site.Services.GetRequiredService<OrganizationDirectory>().AddUnverified("Ministry of Justice", "KEN");
        Assert.Contains("Ministry of Justice (Kenya)", await administrator.GetStringAsync("/accounts"));
        using var added = await Add("justice@example.org", "Partner", ministry.Value);
        var password = Password().Match(await added.Content.ReadAsStringAsync()).Value;
        using var partner = site.Anonymous();
        Assert.Equal(HttpStatusCode.Redirect, (await partner.SignIn("justice@example.org", password)).StatusCode);
        Assert.Contains("Ministry of Justice (Kenya)", await partner.GetStringAsync("/account"));
    }

    [Fact]
    public async Task An_officer_needs_an_office_and_one_from_before_signs_in_without()
    {
        using var refused = await Add("officer@example.org", "Officer", office: " ");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("An officer needs an office", await refused.Content.ReadAsStringAsync());

        var before = await site.Add(AccountRoles.Officer);
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountsDb>().Users.Where(a => a.Id == before.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Office, (string?)null));
        using var client = await site.SignedIn(before);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/my/tasks")).StatusCode);
        using var without = await administrator.Send("/accounts", $"/accounts/{before.Id}/place", ("office", ""));
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        using var given = await administrator.Send("/accounts", $"/accounts/{before.Id}/place", ("office", "Nairobi"));
        Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
    }

    [Fact]
    public async Task An_address_belongs_to_one_account()
    {
        using var first = await Add("one@example.org", "Officer");
        using var second = await Add("ONE@example.org", "Manager");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
    }

    [Fact]
    public async Task A_new_password_replaces_the_old_one_and_unlocks_the_account()
    {
        var officer = await site.Add(AccountRoles.Officer);
        var token = await site.NewToken(officer);
        using var client = site.Anonymous();
        for (var failure = 0; failure < 10; failure++)
            await client.SignIn(officer.Email, "not the password");

        using var reset = await administrator.Send("/accounts", $"/accounts/{officer.Id}/password");
        var password = Password().Match(await reset.Content.ReadAsStringAsync()).Value;
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SignIn(officer.Email, officer.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await client.SignIn(officer.Email, password)).StatusCode);
        using var program = site.WithToken(token);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/nothing-here")).StatusCode);
    }

    [Fact]
    public async Task A_disabled_account_can_be_enabled_again()
    {
        var officer = await site.Add(AccountRoles.Officer);
        using var client = site.Anonymous();
        await administrator.Send("/accounts", $"/accounts/{officer.Id}/disable");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SignIn(officer.Email, officer.Password)).StatusCode);
        await administrator.Send("/accounts", $"/accounts/{officer.Id}/enable");
        Assert.Equal(HttpStatusCode.Redirect, (await client.SignIn(officer.Email, officer.Password)).StatusCode);
    }

    [Fact]
    public async Task Nobody_disables_the_own_account()
    {
        using var refused = await administrator.Send("/accounts", $"/accounts/{own.Id}/disable");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync("/accounts")).StatusCode);
    }

    [Fact]
    public async Task A_partner_who_changes_the_organization_works_for_the_new_one_at_once()
    {
        var account = await site.Add(AccountRoles.Partner, organization: "iom");
        using var partner = await site.SignedIn(account);
        Assert.Contains("International Organization for Migration", await partner.GetStringAsync("/account"));
        await administrator.Send("/accounts", $"/accounts/{account.Id}/place", ("organization", "unicef"));
        Assert.DoesNotContain("International Organization for Migration", await partner.GetStringAsync("/account"));
        await using var scope = site.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<SignedInPeople>();
        var stamp = (await scope.ServiceProvider.GetRequiredService<AccountsDb>().Users.SingleAsync(a => a.Id == account.Id)).SecurityStamp!;
        var person = SignedInPerson.From((await people.BySession(account.Id, stamp))!)!;
        Assert.Equal(("unicef", AccountRoles.Partner, "Test Partner"), (person.OrganizationKey, person.Roles, person.DisplayName));
    }

    [Fact]
    public async Task The_migrations_lead_to_the_schema_of_the_program()
    {
        await using var scope = site.Services.CreateAsyncScope();
        Assert.False(scope.ServiceProvider.GetRequiredService<AccountsDb>().Database.HasPendingModelChanges());
    }

    private Task<HttpResponseMessage> Add(string email, string role, string organization = "", string office = "Vienna") => administrator.Send(
        "/accounts", "/accounts", ("name", "Test"), ("email", email), ("roles", role), ("organization", organization), ("office", office));

    [GeneratedRegex("[a-z2-9]{5}(-[a-z2-9]{5}){3}(?=</code>)")]
    private static partial Regex Password();
}
