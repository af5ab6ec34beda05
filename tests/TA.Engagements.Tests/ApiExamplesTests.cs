using System.Text.Json;
using System.Text.Json.Nodes;

namespace TA.Engagements.Tests;

/// <summary>The examples of the API description are the examples that run here. <c>UPDATE_GOLDEN=1</c> writes the file anew.</summary>
public sealed class ApiExamplesTests
{
    private static readonly JsonSerializerOptions Readable = new(EngagementJson.Public) { WriteIndented = true };

    [Fact]
    public void The_examples_of_the_API_description_are_those_of_the_tests()
    {
        var path = Files.Path("src", "TA.Web", "Api", "examples.json");
        var text = ApiExamples().ToJsonString(Readable) + "\n";
        if (Files.Update)
            File.WriteAllText(path, text);
        Assert.True(File.Exists(path) && File.ReadAllText(path) == text, "src/TA.Web/Api/examples.json is out of date: run the tests once with UPDATE_GOLDEN=1 and commit the file.");
    }

    private static JsonObject ApiExamples()
    {
        var commands = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var example in Examples.All)
            Add(commands, example.Title, Json<EngagementCommand>(example.Command), Json<Refusal>(example.Refusal), () =>
                [.. example.Play().Events.Select(e => Json<EngagementEvent>(e))]);
        foreach (var example in ProgrammeExamples.All)
            Add(commands, example.Title, Json<ProgrammeCommand>(example.Command), Json<Refusal>(example.Refusal), () =>
                example.Becomes is null ? [] : [JsonSerializer.SerializeToNode(example.Becomes, EngagementJson.Public)]);
        return new(commands.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value)));
    }

    /// <summary>The first accepted example gives the body; each kind of refusal is shown once.</summary>
    private static void Add(SortedDictionary<string, JsonObject> commands, string title, JsonNode? body, JsonNode? refusal, Func<JsonArray> results)
    {
        var name = (string)body!["$type"]!;
        if (!commands.TryGetValue(name, out var command))
            commands[name] = command = new JsonObject { ["title"] = null, ["body"] = null, ["events"] = null, ["refusals"] = new JsonArray() };
        var refusals = command["refusals"]!.AsArray();
        if (refusal is not null && refusals.All(r => (string)r!["refusal"]!["$type"]! != (string)refusal["$type"]!))
            refusals.Add(new JsonObject { ["title"] = title, ["body"] = body, ["refusal"] = refusal });
        if (refusal is not null || command["body"] is not null || results() is not { Count: > 0 } events)
            return;
        (command["title"], command["body"], command["events"]) = (title, body, events);
    }

    private static JsonNode? Json<T>(T? value) => value is null ? null : JsonSerializer.SerializeToNode<T>(value, EngagementJson.Public);
}
