using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TA.Casework.Exchange;

namespace TA.Web.Tests.Api;

/// <summary>The examples of reads and lists in the API description are answers of the running site. <c>UPDATE_GOLDEN=1</c> writes the file anew.</summary>
public sealed partial class ApiExamplesTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_examples_of_the_API_description_are_answers_of_the_site()
    {
        var path = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "src", "TA.Web", "Api", "requests.json");
        var text = (await Examples()).ToJsonString(Readable) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            await File.WriteAllTextAsync(path, text);
        Assert.True(await File.ReadAllTextAsync(path) == text, "src/TA.Web/Api/requests.json is out of date: run the tests once with UPDATE_GOLDEN=1 and commit the file.");
    }

    private static async Task<JsonObject> Examples()
    {
        await using var site = await RunningSite.Start(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new StandingClock())));
        using var officer = await site.WithToken(await site.Add(AccountRoles.Officer));
        using var iom = await site.WithToken(await site.Add(AccountRoles.Partner, organization: "iom"));
        using var administrator = await site.WithToken(await site.Add(AccountRoles.Administrator));
        var address = (await officer.Command("/api/engagements", ApiSite.Opening)).Headers.Location!.OriginalString;
        await (await officer.Command($"{address}/assign-tasks", """{"tasks":[{"task":"case.request.log","from":"unodc"}],"organization":"iom","name":"IOM"}""")).Is(HttpStatusCode.OK);
        await (await iom.Command($"{address}/start-task", """{"task":"case.request.log"}""")).Is(HttpStatusCode.OK);
        await (await officer.Command("/api/programmes/P-GLOT59", """{"title":"Global programme","start":"2015-07"}""")).Is(HttpStatusCode.Created);
        using var upload = new ByteArrayContent(Encoding.ASCII.GetBytes("%PDF-1.7 …"));
        upload.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var attach = new HttpRequestMessage(HttpMethod.Post, $"{address}/documents?task=case.request.log&name=Record.pdf") { Content = upload };
        attach.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var document = (await officer.SendAsync(attach)).Headers.Location!.OriginalString;

        var file = $"{string.Join(',', EngagementFile.Columns)}\n{string.Join(',', EngagementFile.Columns.Select(Field))}\n";
        await Listed(officer, address);
        var entered = await Example(officer, HttpMethod.Post, "/api/organizations", """{"name":"Ministry of Justice","kind":"national","memberState":"KEN"}""");
        var examples = new JsonObject
        {
            ["ask-what-if"] = await Example(officer, HttpMethod.Get, $"{address}/what-if?slip=case.request.log:15"),
            ["change-calendar"] = await Example(officer, HttpMethod.Post, "/api/calendars/KEN/change-calendar", """{"add":[{"on":"2026-12-12","name":"Jamhuri Day"}],"remove":[]}"""),
            ["read-calendar"] = await Example(officer, HttpMethod.Get, "/api/calendars/KEN"),
            ["read-plan"] = await Example(officer, HttpMethod.Get, $"{address}/plan"),
            ["enter-organization"] = entered,
            ["list-organizations"] = await Example(officer, HttpMethod.Get, "/api/organizations?text=ministry"),
            ["list-my-tasks"] = await Example(iom, HttpMethod.Get, "/api/my/tasks"),
            ["list-portfolio"] = await Example(officer, HttpMethod.Get, "/api/portfolio?memberState=KEN&sort=-changed"),
            ["read-document"] = await Example(iom, HttpMethod.Get, document),
            ["read-engagement"] = await Example(officer, HttpMethod.Get, address),
            ["read-history"] = await Example(iom, HttpMethod.Get, $"{address}/history"),
            ["read-programme"] = await Example(officer, HttpMethod.Get, "/api/programmes/P-GLOT59"),
            ["read-tasks"] = await Example(iom, HttpMethod.Get, $"{address}/tasks"),
            ["rebuild-portfolio"] = await Example(administrator, HttpMethod.Post, "/api/portfolio/rebuild"),
            ["import-engagements"] = await Example(officer, HttpMethod.Post, "/api/import", file),
        };
        await LegislationApiExamples.Add(examples, officer, iom, (client, method, path) => Example(client, method, path));
        await ResultsApiExamples.Add(examples, officer, (client, method, path) => Example(client, method, path));
        await UnitAndTrainingApiExamples.Add(examples, officer, (client, method, path) => Example(client, method, path));
        return JsonNode.Parse(Masked(examples.ToJsonString(Readable)))!.AsObject();
    }

    /// <summary>Waits until the lists know of the newest change, so that they show the same in every run.</summary>
    private static async Task Listed(HttpClient officer, string address)
    {
        var version = (await officer.Json(address)).GetProperty("version").GetInt64();
        for (var tries = 0; (await officer.Json("/api/portfolio")).GetProperty("rows").EnumerateArray().All(r => r.GetProperty("version").GetInt64() != version); tries++)
        {
            Assert.True(tries < 100, "The portfolio did not catch up.");
            await Task.Delay(50);
        }
    }

    private static string Field(string column) => column switch
    {
        "reference" => "GLO/X99", "title" => "A project", "source_url" => "https://example.org/a", "status" => "ongoing", "member_states" => "UGA", _ => "",
    };

    private static async Task<JsonObject> Example(HttpClient client, HttpMethod method, string address, string? body = null)
    {
        using var request = new HttpRequestMessage(method, address);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, body[0] == '{' ? "application/json" : "text/csv");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return new JsonObject
        {
            ["address"] = $"{method} {address}",
            ["body"] = body,
            ["status"] = (int)answer.StatusCode,
            ["answer"] = answer.Content.Headers.ContentType!.MediaType == "application/json" ? Short(JsonNode.Parse(text)) : text,
        };
    }

    /// <summary>Two items of a list show what all are like.</summary>
    private static JsonNode? Short(JsonNode? value) => value switch
    {
        JsonArray items => new JsonArray([.. items.Take(2).Select(Short)]),
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Short(m.Value)))),
        _ => value?.DeepClone(),
    };

    /// <summary>What differs from run to run, by its place: identifiers of accounts, and the hashes that cover them.</summary>
    private static string Masked(string text)
    {
        var ids = new Dictionary<string, string>();
        text = Identifier().Replace(text, id => ids.TryGetValue(id.Value, out var known) ? known : ids[id.Value] = $"{ids.Count + 1:d8}-0000-4000-8000-000000000000");
        return Hash().Replace(text, id => ids.TryGetValue(id.Value, out var known) ? known : ids[id.Value] = $"{ids.Count + 1:d64}");
    }

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")]
    private static partial Regex Identifier();

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hash();

    /// <summary>So that what is written down is the same on every day.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    }
}
