using System.Text.Json.Nodes;

namespace TA.Infra.Tests;

/// <summary>A compiled template with all that its modules deploy.</summary>
internal sealed class Template
{
    private static readonly Lazy<Template> Main = new(() => Compile("main"));
    private static readonly Lazy<Template> Web = new(() => Compile("web"));

    private readonly List<Resource> resources = [];

    /// <summary>What everything stands on.</summary>
    public static Template OfMain => Main.Value;

    /// <summary>A release of the app.</summary>
    public static Template OfWeb => Web.Value;

    /// <summary>The JSON as it is sent to Azure.</summary>
    public required JsonObject Json { get; init; }

    /// <summary>The resources of one type, in all modules; those that are only referred to are left out.</summary>
    public IReadOnlyList<Resource> All(string type) => [.. resources.Where(r => r.Type == type)];

    /// <summary>The only resource of a type.</summary>
    public Resource One(string type) => Assert.Single(All(type));

    private static Template Compile(string name)
    {
        var (output, diagnostics) = Bicep.Run("build", Path.Combine(Bicep.Repository, "infra", name + ".bicep"), "--stdout");
        Assert.True(output.Length > 0, diagnostics);
        var template = new Template { Json = JsonNode.Parse(output)!.AsObject() };
        template.Walk(template.Json, null);
        return template;
    }

    private void Walk(JsonObject template, JsonObject? given)
    {
        var scope = new Scope(template["parameters"] as JsonObject, given, template["variables"] as JsonObject);
        var nodes = template["resources"] switch
        {
            JsonObject byName => byName.Select(p => p.Value!.AsObject()),
            JsonArray list => list.Select(v => v!.AsObject()),
            _ => [],
        };
        foreach (var node in nodes.Where(n => (bool?)n["existing"] != true))
        {
            var type = (string)node["type"]!;
            if (type == "Microsoft.Resources/deployments")
                Walk(node["properties"]!["template"]!.AsObject(), node["properties"]!["parameters"] as JsonObject);
            else
                resources.Add(new Resource(type, node, scope));
        }
    }
}

/// <summary>What a resource's expressions may refer to.</summary>
internal sealed record Scope(JsonObject? Parameters, JsonObject? Given, JsonObject? Variables)
{
    /// <summary>Follows a bare reference to a variable or to the value a module is given; everything else comes back as it is.</summary>
    public string Follow(string text)
    {
        if (Between(text, "[variables('", "')]") is { } variable && Variables?[variable] is { } value)
            return value.GetValueKind() == System.Text.Json.JsonValueKind.String ? Follow((string)value!) : value.ToJsonString();
        if (Between(text, "[parameters('", "')]") is { } parameter && Given?[parameter]?["value"] is { } passed)
            return passed.GetValueKind() == System.Text.Json.JsonValueKind.String ? (string)passed! : passed.ToJsonString();
        return text;
    }

    private static string? Between(string text, string start, string end) =>
        text.StartsWith(start, StringComparison.Ordinal) && text.EndsWith(end, StringComparison.Ordinal) ? text[start.Length..^end.Length] : null;
}

/// <summary>One resource of a template.</summary>
internal sealed record Resource(string Type, JsonObject Json, Scope Scope)
{
    /// <summary>Its name, which may be an expression.</summary>
    public string Name => (string)Json["name"]!;

    /// <summary>The value at a path of member names and indexes, with bare references followed; null where there is none.</summary>
    public JsonNode? At(params object[] path)
    {
        JsonNode? node = Json["properties"];
        foreach (var step in path)
            node = step is int index ? node?[index] : node?[(string)step];
        return node;
    }

    /// <summary>The text at a path, with bare references followed.</summary>
    public string? Text(params object[] path) =>
        At(path) is { } node ? Scope.Follow(node.GetValueKind() == System.Text.Json.JsonValueKind.String ? (string)node! : node.ToJsonString()) : null;
}
