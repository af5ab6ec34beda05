using System.Text.Json;
using System.Text.RegularExpressions;

namespace TA.Web.Tests.Api;

/// <summary>Holds every problem that is answered against the description of the operation: one that it does not tell of fails the test that met it.</summary>
internal sealed partial class DescribedProblems(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private List<(string Method, Regex Path, HashSet<(int Status, string Type)> Problems)>? operations;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return answer;
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        var type = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(cancellationToken)).GetProperty("type").GetString()!;
        operations ??= await Read(request, cancellationToken);
        var path = request.RequestUri!.AbsolutePath;
        var operation = operations.FirstOrDefault(o => o.Method == request.Method.Method && o.Path.IsMatch(path));
        if (operation.Path is not null && !operation.Problems.Contains(((int)answer.StatusCode, type)))
            throw new InvalidOperationException($"{request.Method} {path} answered {(int)answer.StatusCode} {type}, which its description does not tell of.");
        return answer;
    }

    private async Task<List<(string, Regex, HashSet<(int, string)>)>> Read(HttpRequestMessage like, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(like.RequestUri!, "/openapi/v1.json"));
        request.Headers.Authorization = like.Headers.Authorization;
        using var answer = await base.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        using var description = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
        return
        [
            .. from path in description.RootElement.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               select (operation.Name.ToUpperInvariant(), new Regex($"^{Part().Replace(path.Name, "[^/]+")}$"), Problems(operation.Value)),
        ];
    }

    private static HashSet<(int, string)> Problems(JsonElement operation) =>
    [
        .. from response in operation.GetProperty("responses").EnumerateObject()
           where response.Name[0] is '4' or '5'
           from example in response.Value.GetProperty("content").GetProperty("application/problem+json").GetProperty("examples").EnumerateObject()
           select (int.Parse(response.Name), example.Value.GetProperty("value").GetProperty("type").GetString()!),
    ];

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Part();
}
