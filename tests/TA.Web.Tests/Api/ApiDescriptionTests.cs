using System.Text.Json;

namespace TA.Web.Tests.Api;

public sealed class ApiDescriptionTests(ApiSite site) : IClassFixture<ApiSite>
{
    [Fact]
    public async Task Every_operation_is_described_with_its_summary_and_its_refusals()
    {
        using var person = await site.Site.SignedIn(await site.Site.Add(AccountRoles.Officer));
        var text = await person.GetStringAsync("/openapi/v1.json");
        var description = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.StartsWith("3.1", description.GetProperty("openapi").GetString());
        Assert.Equal("bearer", description.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString());

        var operations = description.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()).Select(o => o.Value).ToList();
        Assert.True(operations.Count > 38, $"{operations.Count} operations");
        Assert.All(operations, o => Assert.NotEqual("", o.GetProperty("summary").GetString()));
        Assert.All(operations, o => Assert.DoesNotContain("Api.", o.GetProperty("summary").GetString()));
        Assert.All(operations, o => Assert.True(o.GetProperty("responses").TryGetProperty("404", out _)));
        Assert.Equal(operations.Count, operations.Select(o => o.GetProperty("operationId").GetString()).Distinct().Count());

        var start = operations.Single(o => o.GetProperty("operationId").GetString() == "start-task");
        Assert.Equal("Begins work on a task that is ready.", start.GetProperty("summary").GetString());
        Assert.Contains(start.GetProperty("parameters").EnumerateArray(), p => p.GetProperty("name").GetString() == "Idempotency-Key");
        var schemas = description.GetProperty("components").GetProperty("schemas");
        Assert.Equal(2000, schemas.GetProperty("BlockTask").GetProperty("properties").GetProperty("because").GetProperty("maxLength").GetInt32());
        Assert.Equal("string", schemas.GetProperty("TaskId").GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_person_browses_the_description_without_any_script()
    {
        using var person = await site.Site.SignedIn(await site.Site.Add(AccountRoles.Officer));
        var page = await person.GetStringAsync("/api-docs");
        Assert.Contains("/api/engagements/{reference}/start-task", page);
        Assert.DoesNotContain("<script", page);
    }
}
