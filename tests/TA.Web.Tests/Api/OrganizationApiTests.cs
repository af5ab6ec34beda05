using System.Text.Json;

namespace TA.Web.Tests.Api;

/// <summary>Programs list organizations, and enter those that are missing.</summary>
public sealed class OrganizationApiTests(ApiSite site) : IClassFixture<ApiSite>
{
    private const HttpStatusCode Refused = (HttpStatusCode)422;

    [Fact]
    public async Task A_ministry_is_entered_once_and_fills_a_role()
    {
        var body = """{"name":"Ministry of Labour","kind":"national","memberState":"KEN"}""";
        var entered = await (await site.Officer.Command("/api/organizations", body)).Is(HttpStatusCode.OK);
        var again = await (await site.Officer.Command("/api/organizations", body.Replace("Ministry", "MINISTRY"))).Is(HttpStatusCode.OK);
        Assert.Equal((true, false), (entered.GetProperty("isNew").GetBoolean(), again.GetProperty("isNew").GetBoolean()));
        Assert.Equal("ken-ministry-of-labour", Id(entered.GetProperty("organization")));
        Assert.Equal("Ministry of Labour", again.GetProperty("organization").GetProperty("name").GetString());

        var address = await site.Engagement();
        await (await site.Officer.Command($"{address}/fill-role", """{"role":"national-counterpart","workstream":null,"organization":{"from":null,"to":"ken-ministry-of-labour"},"name":"Ministry of Labour"}""")).Is(HttpStatusCode.OK);
        Assert.Equal(["ken-ministry-of-labour"], (await site.Manager.Json("/api/organizations?text=labour+ministry")).EnumerateArray().Select(o => Id(o.GetProperty("organization"))));
        Assert.Equal(["iom"], (await site.Iom.Json("/api/organizations")).EnumerateArray().Select(o => Id(o.GetProperty("organization"))));
    }

    [Fact]
    public async Task What_cannot_be_entered_is_refused_with_the_reason()
    {
        await (await site.Officer.Command("/api/organizations", """{"name":"Fishers","kind":"ngo"}""")).Is(HttpStatusCode.OK);
        var problem = await (await site.Officer.Command("/api/organizations", """{"name":"Fishers","kind":"national","memberState":"PER"}""")).IsProblem(Refused, "organizations-alike");
        Assert.Equal("fishers", problem.GetProperty("organizations")[0].GetString());
        await (await site.Officer.Command("/api/organizations", """{"name":"Fishers","kind":"national","memberState":"PER","otherThan":["fishers"]}""")).Is(HttpStatusCode.OK);

        Assert.Equal("memberState", (await (await site.Officer.Command("/api/organizations", """{"name":"A court","kind":"national"}""")).IsProblem(HttpStatusCode.BadRequest, "malformed")).Field());
        Assert.Equal("name", (await (await site.Officer.Command("/api/organizations", """{"kind":"ngo"}""")).IsProblem(HttpStatusCode.BadRequest, "malformed")).Field());
        await (await site.Officer.Command("/api/organizations", """{"name":"A court","kind":"national","memberState":"ABW"}""")).IsProblem(Refused, "no-member-state");
        await (await site.Officer.Command("/api/organizations", """{"name":"A court","kind":"other","memberState":"PER"}""")).IsProblem(Refused, "only-national-bodies");
        foreach (var other in new[] { site.Iom, site.Manager })
            await (await other.Command("/api/organizations", """{"name":"Mine","kind":"ngo"}""")).IsProblem(HttpStatusCode.Forbidden, "officers-only");
        Assert.Empty((await site.Officer.Json("/api/organizations?text=mine")).EnumerateArray());
    }

    private static string? Id(JsonElement organization) => organization.GetProperty("id").GetString();
}
