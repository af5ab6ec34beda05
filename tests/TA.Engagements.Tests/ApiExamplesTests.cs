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

    [Fact]
    public void No_command_is_refused_for_a_reason_that_the_description_does_not_tell()
    {
        var told = ApiExamples().SelectMany(c => c.Value!["refusals"]!.AsArray().Select(r => (c.Key, (string)r!["refusal"]!["$type"]!))).ToHashSet();
        var met = new Dictionary<(string, string), string>();
        var people = new[] { LeadOfficer, OtherOfficer, Manager, PartnerUserOf(Iom), PartnerUserOf(Unicef), PartnerUserOf(new("osce")) };
        // Many short stories, always the same ones.
        for (var story = 0; story < 400; story++)
        {
            var random = new Random(story);
            var work = new RandomWork();
            var record = RandomWork.Start(story);
            for (var step = 1; step < 40; step++)
            {
                var pick = new Pick(random.Next(1_000), random.Next(10_000), random.Next(10_000), random.Next(10_000));
                var command = step % 3 == 0 ? work.Wild(record.Engagement!, pick) : work.AsAPage(record.Engagement!, pick);
                var answer = record.Ask(CommandId(step), step % 4 == 0 ? people[random.Next(people.Length)] : LeadOfficer, command);
                record = answer.Record;
                if (answer.Refusal is { } refusal)
                    met.TryAdd((Name(Json<EngagementCommand>(command)), Name(Json(refusal))), $"{command} → {refusal}");
            }
        }

        Assert.True(met.Count > 80, $"Only {met.Count} kinds of refusals were met.");
        // Opening what is open already is decided by the Member State before any engagement is asked.
        var untold = met.Where(m => !told.Contains(m.Key) && m.Key.Item1 != "open-engagement").Select(m => $"{m.Key}: {m.Value}").ToList();
        Assert.True(untold.Count == 0, string.Join('\n', untold));
    }

    private static JsonObject ApiExamples()
    {
        var commands = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var example in Examples.All.Where(e => e is not { Command: OpenEngagement, Given: not null }))
            if (example.Refusal is not null)
                Add(commands, example.Title, Json<EngagementCommand>(example.Command), Json(example.Refusal));
            else if (example.Play() is { Events.Count: > 0 } scenario)
                Add(commands, example.Title, Json<EngagementCommand>(example.Command), [.. scenario.Events.Select(Json)], scenario.Engagement.Version);
        foreach (var example in ProgrammeExamples.All)
            if (example.Refusal is not null)
                Add(commands, example.Title, Json<ProgrammeCommand>(example.Command), Json(example.Refusal));
            else if (example.Becomes is not null)
                Add(commands, example.Title, Json<ProgrammeCommand>(example.Command), [Json(example.Becomes)], example.Becomes.Version);
        foreach (var accepted in Examples.All.Where(e => e.Refusal is null && e.Events is not { Count: 0 }))
            foreach (var (title, command, refusal) in Otherwise.Refused(accepted))
                Add(commands, title, Json<EngagementCommand>(command), Json(refusal));
        foreach (var accepted in ProgrammeExamples.All.Where(e => e.Becomes is not null))
            foreach (var (title, command, refusal) in Otherwise.Refused(accepted))
                Add(commands, title, Json<ProgrammeCommand>(command), Json(refusal));
        return new(commands.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value)));
    }

    /// <summary>The first accepted example gives the body.</summary>
    private static void Add(SortedDictionary<string, JsonObject> commands, string title, JsonNode body, JsonArray events, long version)
    {
        var command = Of(commands, body);
        if (command["body"] is null)
            (command["title"], command["body"], command["events"], command["version"]) = (title, body, events, version);
    }

    /// <summary>Each kind of refusal is shown once, as the first example has it.</summary>
    private static void Add(SortedDictionary<string, JsonObject> commands, string title, JsonNode body, JsonNode refusal)
    {
        var refusals = Of(commands, body)["refusals"]!.AsArray();
        if (refusals.All(r => Name(r!["refusal"]!) != Name(refusal)))
            refusals.Add(new JsonObject { ["title"] = title, ["refusal"] = refusal });
    }

    private static JsonObject Of(SortedDictionary<string, JsonObject> commands, JsonNode body)
    {
        if (!commands.TryGetValue(Name(body), out var command))
            commands[Name(body)] = command = new JsonObject { ["title"] = null, ["body"] = null, ["events"] = null, ["version"] = null, ["refusals"] = new JsonArray() };
        return command;
    }

    private static string Name(JsonNode value) => (string)value["$type"]!;

    private static JsonNode Json<T>(T value) => JsonSerializer.SerializeToNode<T>(value, EngagementJson.Public)!;
}
