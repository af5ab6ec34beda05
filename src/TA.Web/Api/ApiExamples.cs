using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using TA.Engagements;

namespace TA.Web.Api;

/// <summary>A command as a test gives it, and what comes of it.</summary>
/// <param name="Title">What the example is about.</param>
/// <param name="Body">The body of the request.</param>
/// <param name="Events">What the history says afterwards; for a programme, the programme.</param>
/// <param name="Version">The version afterwards.</param>
/// <param name="Refusals">Each refusal that the command can get, once.</param>
internal sealed record CommandExample(string Title, JsonObject Body, JsonArray Events, long Version, IReadOnlyList<RefusedExample> Refusals);

/// <summary>Why a command is refused in a test.</summary>
/// <param name="Title">What the test is about.</param>
/// <param name="Refusal">The refusal.</param>
internal sealed record RefusedExample(string Title, Refusal Refusal);

/// <summary>A request as a test sends it, with the answer.</summary>
/// <param name="Address">Method and address.</param>
/// <param name="Body">The body, where there is one.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Answer">The answer. Its lists show no more than two items.</param>
internal sealed record RequestExample(string Address, string? Body, int Status, JsonNode? Answer);

/// <summary>The examples that tests write down: those of commands come from the rules, those of other requests from the running site.</summary>
internal static class ApiExamples
{
    private static readonly Lazy<Dictionary<string, CommandExample>> Commands = new(() => Read<CommandExample>("commands"));
    private static readonly Lazy<Dictionary<string, RequestExample>> Requests = new(() => Read<RequestExample>("requests"));

    /// <summary>The example of a command. Every command has one.</summary>
    public static CommandExample Command(string name) => Commands.Value[name];

    /// <summary>The example of another request; null for an address that no test has written down yet.</summary>
    public static RequestExample? Request(string name) => Requests.Value.GetValueOrDefault(name);

    private static Dictionary<string, T> Read<T>(string name)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream($"examples/{name}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, T>>(file, EngagementJson.Public)!;
    }
}
