using Microsoft.Extensions.DependencyInjection;

namespace TA.Web.Tests.Security;

public sealed class SetupTests : IAsyncLifetime
{
    private RunningSite site = null!;

    public async Task InitializeAsync() => site = await RunningSite.Start();

    public async Task DisposeAsync() => await site.DisposeAsync();

    [Fact]
    public async Task The_first_visit_makes_the_first_administrator_with_the_code_from_the_console()
    {
        using var client = site.Anonymous();
        using var first = await client.GetAsync("/");
        Assert.Equal("/setup", first.Headers.Location!.OriginalString);

        using var made = await Setup(client, Code!);
        Assert.Equal("/accounts", made.Headers.Location!.OriginalString);
        Assert.Contains("Amina Diallo", await client.GetStringAsync("/accounts"));
    }

    [Fact]
    public async Task A_wrong_code_makes_nothing()
    {
        using var client = site.Anonymous();
        using var refused = await Setup(client, "AAAA-AAAA-AAAA-AAAA");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/setup")).StatusCode);
    }

    [Fact]
    public async Task A_password_that_is_too_short_does_not_use_the_code_up()
    {
        using var client = site.Anonymous();
        var code = Code!;
        Assert.Equal(HttpStatusCode.BadRequest, (await Setup(client, code, "short")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Setup(client, code)).StatusCode);
    }

    [Fact]
    public async Task The_code_works_once_and_the_page_is_gone_afterwards()
    {
        using var client = site.Anonymous();
        using var other = site.Anonymous();
        var code = Code!;
        var proof = await other.Proof("/setup");
        Assert.Equal(HttpStatusCode.Redirect, (await Setup(client, code)).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync("/setup")).StatusCode);
        using var again = await other.PostAsync("/setup", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = proof, ["code"] = code, ["name"] = "B", ["email"] = "b@example.org", ["password"] = "four plain words here",
        }));
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Null(Code);
    }

    [Fact]
    public async Task There_is_no_code_as_soon_as_there_is_an_account()
    {
        await site.Add(AccountRoles.Officer);
        using var client = site.Anonymous();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/setup")).StatusCode);
    }

    private string? Code => site.Services.GetRequiredService<SetupCode>().Code;

    private static Task<HttpResponseMessage> Setup(HttpClient client, string code, string password = "four plain words here") => client.Send(
        "/setup", "/setup", ("code", code), ("name", "Amina Diallo"), ("email", "amina@example.org"), ("password", password));
}
