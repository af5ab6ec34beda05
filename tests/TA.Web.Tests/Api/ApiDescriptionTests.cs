using System.Globalization;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TA.Engagements;

namespace TA.Web.Tests.Api;

public sealed class ApiDescriptionTests(ApiSite site) : IClassFixture<ApiSite>
{
    [Fact]
    public async Task Every_operation_has_a_summary_a_text_and_an_example_of_its_answer()
    {
        var operations = Operations(await Description());
        Assert.True(operations.Count > 38, $"{operations.Count} operations");
        Assert.Equal(operations.Count, operations.Select(Name).Distinct().Count());
        foreach (var operation in operations)
        {
            var name = Name(operation);
            foreach (var text in new[] { operation.GetProperty("summary").GetString()!, operation.GetProperty("description").GetString()! })
                Assert.True(text.Contains(' ', StringComparison.Ordinal) && !text.StartsWith("Api.", StringComparison.Ordinal), $"{name}: {text}");
            Assert.All(Of(operation, "parameters"), p => Assert.Contains(' ', p.GetProperty("description").GetString()!));
            var answers = operation.GetProperty("responses").EnumerateObject().Where(r => r.Name[0] == '2').ToList();
            Assert.NotEmpty(answers);
            Assert.All(answers, answer => Assert.All(answer.Value.GetProperty("content").EnumerateObject(), kind =>
                Assert.NotEqual(JsonValueKind.Null, Assert.Single(kind.Value.GetProperty("examples").EnumerateObject()).Value.GetProperty("value").ValueKind)));
        }
    }

    [Fact]
    public async Task Every_problem_is_told_with_its_type_its_sentence_and_an_example()
    {
        foreach (var operation in Operations(await Description()))
        {
            var responses = operation.GetProperty("responses").EnumerateObject().Where(r => r.Name[0] is '4' or '5').ToList();
            Assert.Contains(responses, r => r.Name == "401");
            foreach (var response in responses)
                Assert.All(response.Value.GetProperty("content").GetProperty("application/problem+json").GetProperty("examples").EnumerateObject(), example =>
                {
                    var problem = example.Value.GetProperty("value");
                    Assert.Equal(response.Name, problem.GetProperty("status").GetRawText());
                    Assert.StartsWith($"urn:ta:problem:{example.Name.TrimEnd('2', '3', '4', '-')}", problem.GetProperty("type").GetString());
                    Assert.Contains(' ', problem.GetProperty("title").GetString()!);
                    Assert.DoesNotContain("{", problem.GetProperty("instance").GetString());
                    Assert.NotEqual("", example.Value.GetProperty("summary").GetString());
                });
        }
    }

    [Fact]
    public async Task A_command_is_told_with_its_request_and_all_refusals_that_the_tests_know()
    {
        var operations = Operations(await Description()).ToDictionary(Name);
        var examples = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "src", "TA.Web", "Api", "examples.json")));
        var commands = examples.EnumerateObject().Where(c => c.Name is not ("record-engagement" or "mark-as-sample" or "take-calendar")).ToList();
        Assert.True(commands.Count > 34, $"{commands.Count} commands");
        foreach (var command in commands)
        {
            var operation = operations[command.Name];
            var told = Types(operation);
            Assert.Equal([], command.Value.GetProperty("refusals").EnumerateArray().Select(r => $"urn:ta:problem:{r.GetProperty("refusal").GetProperty("$type").GetString()}").Except(told));
            foreach (var common in new[] { "idempotency-key", "proof-missing", "not-signed-in", "unknown", "too-large" })
                Assert.Contains($"urn:ta:problem:{common}", told);
            var sent = operation.GetProperty("requestBody").GetProperty("content").EnumerateObject().First();
            var body = Assert.Single(sent.Value.GetProperty("examples").EnumerateObject()).Value.GetProperty("value");
            Assert.False(body.TryGetProperty("$type", out _));
            Assert.Contains(Of(operation, "parameters"), p => p.GetProperty("name").GetString() == "Idempotency-Key" && p.GetProperty("required").GetBoolean());
        }
    }

    [Fact]
    public async Task Limits_are_named_in_the_description_and_in_the_schemas()
    {
        var description = await Description();
        Assert.StartsWith("3.1", description.GetProperty("openapi").GetString());
        var text = description.GetProperty("info").GetProperty("description").GetString()!;
        Assert.All(typeof(Limits).GetFields(BindingFlags.Public | BindingFlags.Static), limit =>
            Assert.Contains($"- {(limit.GetValue(null) is DateOnly day ? day.ToString("O", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{limit.GetValue(null)}"))}: ", text));
        var schemas = description.GetProperty("components").GetProperty("schemas");
        Assert.Equal(2000, schemas.GetProperty("BlockTask").GetProperty("properties").GetProperty("because").GetProperty("maxLength").GetInt32());
        Assert.Equal("string", schemas.GetProperty("TaskId").GetProperty("type").GetString());
        var ways = description.GetProperty("components").GetProperty("securitySchemes");
        Assert.Equal("bearer", ways.GetProperty("bearer").GetProperty("scheme").GetString());
        Assert.Equal("ta.session", ways.GetProperty("cookie").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_person_browses_the_description_without_any_script()
    {
        using var person = await site.Site.SignedIn(await site.Site.Add(AccountRoles.Officer));
        var page = WebUtility.HtmlDecode(await person.GetStringAsync("/api-docs"));
        Assert.DoesNotContain("<script", page);
        var start = page[page.IndexOf("<section id=\"start-task\"", StringComparison.Ordinal)..];
        start = start[..start.IndexOf("</section>", StringComparison.Ordinal)];
        Assert.Contains("POST /api/engagements/{reference}/start-task", start);
        Assert.Contains("\"task\": \"leg.draft.v1\"", start);
        Assert.Contains("\"version\": 11", start);
        foreach (var type in Types(Operations(await Description()).Single(o => Name(o) == "start-task")))
            Assert.Contains($"\"type\": \"{type}\"", start);
        Assert.Contains("It cannot start yet. It waits for:", start);
        Assert.Contains("<li>20971520: ", page);
    }

    private async Task<JsonElement> Description() => await site.Officer.Json("/openapi/v1.json");

    private static List<JsonElement> Operations(JsonElement description) =>
        [.. description.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()).Select(o => o.Value)];

    private static string Name(JsonElement operation) => operation.GetProperty("operationId").GetString()!;

    private static IEnumerable<JsonElement> Of(JsonElement operation, string list) => operation.TryGetProperty(list, out var items) ? items.EnumerateArray() : [];

    private static HashSet<string> Types(JsonElement operation) =>
    [
        .. from response in operation.GetProperty("responses").EnumerateObject()
           where response.Name[0] is '4' or '5'
           from example in response.Value.GetProperty("content").GetProperty("application/problem+json").GetProperty("examples").EnumerateObject()
           select example.Value.GetProperty("value").GetProperty("type").GetString()!,
    ];

    private static string Here([CallerFilePath] string path = "") => path;
}
