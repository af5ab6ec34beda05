using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace TA.Web.Tests.Security;

public sealed partial class EveryEndpointTests
{
    private static readonly string[] Open = ["/sign-in", "/setup", "/health", "/health/live", "/health/ready"];

    [Fact]
    public async Task Every_endpoint_but_the_entrance_needs_sign_in()
    {
        await using var site = await RunningSite.Start();
        await site.Add(AccountRoles.Administrator);
        var endpoints = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => !Open.Contains("/" + e.RoutePattern.RawText!.TrimStart('/')))
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (Method: method, Pattern: e.RoutePattern.RawText!)))
            .ToList();
        Assert.NotEmpty(endpoints);

        using var client = site.Anonymous();
        var open = new List<string>();
        foreach (var (method, pattern) in endpoints)
        {
            var path = Parameter().Replace("/" + pattern.TrimStart('/'), Guid.Empty.ToString());
            using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
            var closed = path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/openapi/", StringComparison.Ordinal)
                ? answer.StatusCode == HttpStatusCode.Unauthorized
                : answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.PathAndQuery.StartsWith("/sign-in?", StringComparison.Ordinal);
            if (!closed)
                open.Add($"{method} {pattern}: {answer.StatusCode}");
        }
        Assert.Empty(open);
    }

    [Fact]
    public async Task The_entrance_is_open_to_everybody()
    {
        await using var site = await RunningSite.Start();
        using var client = site.Anonymous();
        foreach (var path in Open)
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Nobody_but_an_administrator_sees_the_accounts()
    {
        await using var site = await RunningSite.Start();
        using var client = await site.SignedIn(await site.Add(AccountRoles.Officer | AccountRoles.Partner | AccountRoles.Manager));
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/accounts")).StatusCode);
        using var added = await client.Send("/account", "/accounts", ("name", "X"), ("email", "x@example.org"), ("roles", "Administrator"));
        Assert.Equal(HttpStatusCode.Forbidden, added.StatusCode);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
