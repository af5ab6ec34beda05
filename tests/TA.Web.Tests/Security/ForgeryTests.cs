namespace TA.Web.Tests.Security;

public sealed class ForgeryTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private readonly RunningSite site = shared.Site;
    private TestAccount officer = null!;

    public async Task InitializeAsync() => officer = await site.Add(AccountRoles.Officer);

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("/account/language")]
    [InlineData("/account/tokens")]
    [InlineData("/account/password")]
    [InlineData("/sign-out")]
    public async Task A_form_without_proof_is_refused(string form)
    {
        using var client = await site.SignedIn(officer);
        using var refused = await client.PostAsync(form, new FormUrlEncodedContent([new("language", "fr"), new("name", "x"), new("days", "1")]));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("<html", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_sign_in_form_without_proof_is_refused()
    {
        using var client = site.Anonymous();
        using var refused = await client.PostAsync("/sign-in", new FormUrlEncodedContent([new("email", officer.Email), new("password", officer.Password)]));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_form_with_a_file_that_is_too_large_to_be_read_is_answered_with_that_and_one_up_to_the_limit_is_read()
    {
        using var client = await site.SignedIn(officer);
        var proof = await client.Proof("/account");
        var tooLarge = await Send(31);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.Status);
        Assert.Contains("This is too large", tooLarge.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await Send(20)).Status);

        async Task<(HttpStatusCode Status, string Text)> Send(int megabytes)
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[megabytes * 1024 * 1024]), "file", "a.pdf" }, { new StringContent(proof), "__RequestVerificationToken" } };
            using var request = new HttpRequestMessage(HttpMethod.Post, "/engagements/KEN-2001-0001/documents") { Content = form };
            // So that the answer comes before the file is sent.
            request.Headers.ExpectContinue = true;
            using var answer = await client.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task The_proof_of_one_person_is_of_no_use_to_another()
    {
        using var client = await site.SignedIn(officer);
        using var other = await site.SignedIn(await site.Add(AccountRoles.Officer));
        var foreign = await other.Proof("/account");
        using var refused = await client.PostAsync("/account/language", new FormUrlEncodedContent(
            [new("language", "fr"), new("__RequestVerificationToken", foreign)]));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_changing_call_of_the_API_with_the_cookie_needs_the_header()
    {
        using var client = await site.SignedIn(officer);
        using var refused = await client.PostAsync("/api/nothing-here", null);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("urn:ta:problem:proof-missing", await refused.Content.ReadAsStringAsync());

        client.DefaultRequestHeaders.Add("RequestVerificationToken", await client.Proof("/account"));
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync("/api/nothing-here", null)).StatusCode);
    }

    [Fact]
    public async Task A_changing_call_of_the_API_with_a_token_needs_no_proof()
    {
        using var program = await site.WithToken(officer);
        Assert.Equal(HttpStatusCode.NotFound, (await program.PostAsync("/api/nothing-here", null)).StatusCode);
    }
}
