using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace TA.Web.Tests.Api;

/// <summary>A site with the people of one engagement. One site serves all tests of a class; each opens an engagement of its own.</summary>
public sealed class ApiSite : IAsyncLifetime
{
    public RunningSite Site { get; private set; } = null!;

    public HttpClient Officer { get; private set; } = null!;

    public HttpClient Iom { get; private set; } = null!;

    public HttpClient Unicef { get; private set; } = null!;

    public HttpClient Manager { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Site = await RunningSite.Start();
        Officer = await Person(AccountRoles.Officer, null);
        Iom = await Person(AccountRoles.Partner, "iom");
        Unicef = await Person(AccountRoles.Partner, "unicef");
        Manager = await Person(AccountRoles.Manager, null);
    }

    /// <summary>Somebody with a token, whose every problem has to be one that the description tells of.</summary>
    public async Task<HttpClient> Person(AccountRoles roles, string? organization)
    {
        var token = await Site.NewToken(await Site.Add(roles, organization: organization));
        var client = new HttpClient(new DescribedProblems(new SocketsHttpHandler { AllowAutoRedirect = false })) { BaseAddress = Site.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    public async Task DisposeAsync() => await Site.DisposeAsync();

    /// <summary>Opens an engagement and gives its first task to IOM.</summary>
    public async Task<string> Engagement()
    {
        using var opened = await Officer.Command("/api/engagements", Opening);
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        var address = opened.Headers.Location!.OriginalString;
        using var assigned = await Officer.Command($"{address}/assign-tasks",
            """{"tasks":[{"task":"case.request.log","from":"unodc"}],"organization":"iom","name":"IOM"}""");
        await assigned.Is(HttpStatusCode.OK);
        return address;
    }

    public const string Opening =
        """
        {"details":{"memberState":"KEN","title":"Support against trafficking in persons","topics":{"traffickingInPersons":true},"workstreams":["training"]},
         "request":{"channel":"note-verbale","authority":"Ministry of Justice","receivedOn":"2026-01-05","asked":"Training of prosecutors"},
         "leadOfficer":null,"planFrom":"2026-01-12"}
        """;
}

internal static class ApiCalls
{
    public static Task<HttpResponseMessage> Command(this HttpClient client, string address, string body, Guid? id = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", (id ?? Guid.NewGuid()).ToString());
        return client.SendAsync(request);
    }

    public static async Task<JsonElement> Json(this HttpClient client, string address) => await client.GetFromJsonAsync<JsonElement>(address);

    public static async Task<JsonElement> Is(this HttpResponseMessage answer, HttpStatusCode status)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode}: {body}");
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    public static async Task Is2xx(this HttpResponseMessage answer, string what) =>
        Assert.True(answer.IsSuccessStatusCode, $"{what}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");

    /// <summary>Holds that the answer is a problem of this type with a sentence; gives the whole of it.</summary>
    public static async Task<JsonElement> IsProblem(this HttpResponseMessage answer, HttpStatusCode status, string type)
    {
        var problem = await answer.Is(status);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"urn:ta:problem:{type}", problem.GetProperty("type").GetString());
        Assert.Contains(' ', problem.GetProperty("title").GetString()!);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        return problem;
    }

    public static string Field(this JsonElement problem) => problem.GetProperty("fields")[0].GetProperty("field").GetString()!;
}
