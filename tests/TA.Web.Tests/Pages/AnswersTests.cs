namespace TA.Web.Tests.Pages;

public sealed class AnswersTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly RunningSite site = shared.Site;

    [Fact]
    public async Task An_unknown_address_is_answered_with_a_page_and_status_404()
    {
        using var client = await site.SignedIn(await site.Add(AccountRoles.Officer));
        using var answer = await client.GetAsync("/nothing-here");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is nothing here", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_unknown_address_of_the_API_is_answered_with_problem_details()
    {
        using var program = await site.WithToken(await site.Add(AccountRoles.Officer));
        using var answer = await program.GetAsync("/api/nothing-here");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/api/portfolio?size=abc", "size")]
    [InlineData("/api/my/tasks?mine=2", "mine")]
    [InlineData("/api/engagements/KEN-2026-0001/history?before=x&size=10", "before")]
    public async Task A_word_of_an_address_that_cannot_be_read_is_named(string path, string field)
    {
        using var program = await site.WithToken(await site.Add(AccountRoles.Officer));
        using var answer = await program.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadAsStringAsync();
        Assert.Contains("urn:ta:problem:malformed", problem);
        Assert.Contains($"\"field\":\"{field}\"", problem);
    }

    [Fact]
    public async Task Every_answer_forbids_scripts_and_frames()
    {
        using var client = site.Anonymous();
        foreach (var path in new[] { "/sign-in", "/api/x", "/site.css", "/nothing-here" })
        {
            using var answer = await client.GetAsync(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'", policy);
            Assert.DoesNotContain("unsafe", policy);
            Assert.Contains("frame-ancestors 'none'", policy);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Fact]
    public async Task A_language_once_chosen_stays_and_Arabic_runs_from_right_to_left()
    {
        using var client = site.Anonymous();
        Assert.Contains("<html lang=\"en\" dir=\"ltr\"", await client.GetStringAsync("/sign-in"));
        Assert.Contains("<html lang=\"ar\" dir=\"rtl\"", await client.GetStringAsync("/sign-in?lang=ar"));
        Assert.Contains("<html lang=\"ar\" dir=\"rtl\"", await client.GetStringAsync("/sign-in"));
        Assert.Contains("<html lang=\"en\"", await client.GetStringAsync("/sign-in?lang=en"));
    }

    [Fact]
    public async Task The_stylesheet_is_small_and_knows_no_left_and_right()
    {
        using var client = site.Anonymous();
        var css = await client.GetStringAsync("/site.css");
        Assert.True(css.Length < 16 * 1024);
        Assert.DoesNotMatch(@"(?<![\w-])(left|right|width|height|(margin|padding|border)-(left|right|top|bottom))\s*:", css.Replace("(max-width:", "("));
    }
}
