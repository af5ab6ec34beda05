using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TA.Engagements;
using TA.Web.Api;
using TA.Web.Pages.Engagements;

namespace TA.Web.Tests.Pages;

/// <summary>Forms whose fields are named by their place in the command.</summary>
public sealed class FormBodyTests
{
    private static readonly JsonObject ApiExamples = JsonNode.Parse(File.ReadAllText(Examples()))!.AsObject();

    private static readonly Dictionary<string, Type> Commands = EngagementCommands.Of<EngagementCommand>().ToDictionary(c => c.Name, c => c.Type);

    public static TheoryData<string> Names => [.. Commands.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_command_sent_as_a_form_is_the_command_sent_as_JSON(string name)
    {
        var body = ApiExamples[name]!["body"]!.AsObject();
        var sent = body.Deserialize<EngagementCommand>(EngagementJson.Public)!;
        var fields = new Dictionary<string, StringValues>();
        Flatten("", body, fields);
        fields.Remove("$type");
        fields["__RequestVerificationToken"] = "x";
        fields["tab"] = "plan";
        Assert.Equal(Settled(sent), Settled(FormBody.Read(Commands[name], new FormCollection(fields))));
    }

    [Fact]
    public void The_tenth_line_comes_after_the_ninth_and_blank_lines_are_left_out()
    {
        var fields = Enumerable.Range(0, 12).ToDictionary(n => $"tasks[{n}]", n => new StringValues(n == 5 ? "" : $"t{n}"));
        fields["because"] = "Not wanted";
        var command = (CancelTasks)FormBody.Read(typeof(CancelTasks), new FormCollection(fields));
        Assert.Equal(Enumerable.Range(0, 12).Where(n => n != 5).Select(n => new TaskId($"t{n}")), command.Tasks);
    }

    [Theory]
    [InlineData("workingDays", "2.5")]
    [InlineData("workingDays", "many")]
    [InlineData("workingDays", "99999999999")]
    [InlineData("workingDays", "99999999999999999999")]
    [InlineData("workingDays", "-79228162514264337593543950335")]
    [InlineData("workingDays", "")]
    [InlineData("from", "31 March")]
    [InlineData("title", "")]
    [InlineData("nonsense", "1")]
    public void A_field_that_cannot_be_read_is_named(string field, string value)
    {
        var fields = new Dictionary<string, StringValues>();
        Flatten("", ApiExamples["add-task"]!["body"]!, fields);
        fields.Remove("$type");
        fields[field] = value;
        Assert.Equal(field, Assert.Throws<FormFault>(() => FormBody.Read(typeof(AddTask), new FormCollection(fields))).Field);
    }

    // A form holds all fields of a thing, changed or not: an edit of it that changes nothing is left out.
    private static string Settled(EngagementCommand command)
    {
        var json = JsonSerializer.SerializeToNode(command, EngagementJson.Public)!;
        Settle(json);
        return json.ToJsonString();

        static void Settle(JsonNode node)
        {
            if (node is JsonArray items)
                foreach (var item in items.OfType<JsonNode>())
                    Settle(item);
            if (node is not JsonObject members)
                return;
            foreach (var (name, value) in members.ToList())
                if (value is JsonObject { Count: 2 } edit && edit.ContainsKey("from") && edit.ContainsKey("to") && JsonNode.DeepEquals(edit["from"], edit["to"]))
                    members[name] = null;
                else if (value is not null)
                    Settle(value);
        }
    }

    private static string Examples([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "TA.Web", "Api", "examples.json");

    private static void Flatten(string path, JsonNode? node, Dictionary<string, StringValues> fields)
    {
        if (node is JsonObject members)
            foreach (var (name, value) in members)
                Flatten(path.Length == 0 ? name : $"{path}.{name}", value, fields);
        else if (node is JsonArray items)
            for (var i = 0; i < items.Count; i++)
                Flatten($"{path}[{i}]", items[i], fields);
        else
            fields[path] = node?.ToString() ?? "";
    }
}
