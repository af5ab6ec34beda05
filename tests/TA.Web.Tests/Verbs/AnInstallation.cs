using Microsoft.Extensions.DependencyInjection;
using TA.Casework.Portfolio;
using TA.Web.Tests.Api;

namespace TA.Web.Tests.Verbs;

/// <summary>What is in an installation, and who may see it: to be found again where it was copied to.</summary>
/// <param name="Token">Of an officer.</param>
/// <param name="Cookie">Of the same officer's browser.</param>
/// <param name="Engagement">The address of an engagement.</param>
/// <param name="Document">The address of a document of it.</param>
internal sealed record AnInstallation(string Token, string Cookie, string Engagement, string Document)
{
    /// <summary>Makes one, with long histories, documents and a programme, and stops it.</summary>
    public static async Task<AnInstallation> In(APlace place, int engagements = 5)
    {
        await using var site = await place.Start();
        var officer = await site.Add(AccountRoles.Officer);
        var token = await site.NewToken(officer);
        using var browser = site.Anonymous();
        using var signedIn = await browser.SignIn(officer.Email, officer.Password);
        using var client = site.WithToken(token);
        await (await client.Command("/api/programmes/P-GLOT59", """{"title":"Global programme"}""")).Is(HttpStatusCode.Created);
        var (engagement, document) = await Work.Attached(client);
        for (var i = 0; i < 100; i++)
            await (await client.Command($"{engagement}/comment-on-task", Work.Comment($"Remark {i}"))).Is(HttpStatusCode.OK);
        for (var i = 1; i < engagements; i++)
            await (await client.Command("/api/engagements", ApiSite.Opening)).Is(HttpStatusCode.Created);
        // Stopped at once, the portfolio would be a moment behind.
        await site.Services.GetRequiredService<Sweep>().Run();
        return new(token, string.Join("; ", signedIn.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0])), engagement, document);
    }

    /// <summary>Starts the site of a place and holds that it is this installation, and that work goes on.</summary>
    public async Task Is(APlace place)
    {
        await using var site = await place.Start();
        using var client = site.WithToken(Token);
        Assert.StartsWith("%PDF-", await client.GetStringAsync(Document), StringComparison.Ordinal);
        await (await client.Command($"{Engagement}/comment-on-task", Work.Comment("Here"))).Is(HttpStatusCode.OK);
        await (await client.Command("/api/engagements", ApiSite.Opening)).Is(HttpStatusCode.Created);
        // The keys came along: who was signed in still is.
        using var page = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Address, "/portfolio"));
        page.Headers.Add("Cookie", Cookie);
        using var plain = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        Assert.Equal(HttpStatusCode.OK, (await plain.SendAsync(page)).StatusCode);
    }
}
