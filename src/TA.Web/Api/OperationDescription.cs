using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using TA.Engagements;
using TA.Web.Resources;

namespace TA.Web.Api;

/// <summary>Describes one operation: what it is for, an example of what is sent and answered, and everything it may refuse.</summary>
internal sealed partial class OperationDescription(IStringLocalizer<Texts> texts, Sentences sentences, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json)
{
    private const string Problem = "application/problem+json";

    private const string Something = "11111111-1111-4111-8111-111111111111";

    // What stands in the places of an address, in examples.
    private static readonly Dictionary<string, string> Places = new()
    {
        ["reference"] = "KEN-2026-0001", ["memberState"] = "KEN", ["code"] = "KEN", ["of"] = "KEN", ["indicator"] = "LEG-1", ["bill"] = Something, ["round"] = Something,
        ["version"] = "2", ["from"] = "1", ["to"] = "2",
    };

    /// <summary>Completes an operation.</summary>
    public static Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<ApiOperation>().LastOrDefault() is { } described)
            ActivatorUtilities.CreateInstance<OperationDescription>(context.ApplicationServices).Complete(operation, described, "/" + context.Description.RelativePath);
        return Task.CompletedTask;
    }

    private void Complete(OpenApiOperation operation, ApiOperation described, string path)
    {
        operation.OperationId = described.Name;
        operation.Summary = described.Command is { } command ? ApiSchemas.Summary(command) : texts[$"Api.{described.Name}"];
        operation.Description = Text(described);
        Parameters(operation, described);
        if (described.Command is not null)
            ShowCommand(operation, described, ApiExamples.Command(described.ExampleOf));
        else if (ApiExamples.Request(described.Name) is { } example)
            ShowRequest(operation, example);
        ShowProblems(operation, described, path);
        foreach (var (status, response) in operation.Responses ?? [])
            if (texts[$"Api.Status{status}"] is { ResourceNotFound: false } sentence)
                response.Description = sentence;
    }

    private string Text(ApiOperation described)
    {
        var parts = new List<string>();
        if (texts[$"Api.{described.Name}.Text", Limits.ImportBytes, Limits.ImportRows, Limits.DocumentBytes, Casework.Portfolio.ListPortfolio.MostRows] is { ResourceNotFound: false } own)
            parts.Add(own);
        if (described.Command is not null)
        {
            var events = ApiExamples.Command(described.ExampleOf).Events.Select(e => (string?)e?["$type"]).OfType<string>().Distinct().ToList();
            if (events.Count > 0)
                parts.Add(texts["Api.Leaves", string.Join(", ", events)]);
            parts.Add(texts["Api.Repeated"]);
            if (described.BodyBytes is { } limit)
                parts.Add(texts["Api.BodyLimit", limit]);
        }

        if (described.HasTag)
            parts.Add(texts["Api.HasTag"]);
        return string.Join(' ', parts);
    }

    private void Parameters(OpenApiOperation operation, ApiOperation described)
    {
        operation.Parameters ??= [];
        foreach (var bound in operation.Parameters.OfType<OpenApiParameter>())
            if (texts[$"Api.Parameter.{bound.Name}"] is { ResourceNotFound: false } text)
                bound.Description = text;
        foreach (var (name, values, many, form) in described.Parameters)
        {
            var value = new OpenApiSchema { Type = JsonSchemaType.String, Format = form, Enum = values?.Select(v => (JsonNode)v).ToList() };
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Query,
                Description = texts[$"Api.Parameter.{name}"],
                Schema = many ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = value } : value,
            });
        }

        if (described.Command is not null)
            operation.Parameters.Add(Header(Bodies.IdempotencyKey, "Api.IdempotencyKey", isRequired: true, "uuid"));
        if (described.HasTag)
            operation.Parameters.Add(Header("If-None-Match", "Api.IfNoneMatch", isRequired: false));
    }

    private void ShowCommand(OpenApiOperation operation, ApiOperation described, CommandExample example)
    {
        if (described.BodyBytes is null)
            operation.RequestBody = Upload(example);
        else if (operation.RequestBody?.Content?.Values.FirstOrDefault() is { } sent)
            sent.Examples = One(example.Title, described.Sent is { } body ? JsonSerializer.SerializeToNode(body, body.GetType(), EngagementJson.Public) : WithoutType(example.Body));
        var reference = described.Command!.IsSubclassOf(typeof(ProgrammeCommand)) ? "P-GLOT59" : "KEN-2026-0001";
        foreach (var response in operation.Responses?.Where(r => r.Key.StartsWith('2')).Select(r => r.Value) ?? [])
            if (response.Content?.Values.FirstOrDefault() is { } answered)
                answered.Examples = One(example.Title, Node(new ChangeAnswer(reference, example.Version, Changed: true), EngagementJson.Public));
    }

    private static void ShowRequest(OpenApiOperation operation, RequestExample example)
    {
        if (example.Body is { } json && operation.RequestBody?.Content?.Values.FirstOrDefault() is { } sent)
            sent.Examples = One(example.Address, JsonNode.Parse(json));
        else if (example.Body is { } body)
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["text/csv"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Examples = One(example.Address, body) },
                },
            };
        if (operation.Responses?.TryGetValue($"{example.Status}", out var response) == true && response.Content is { } kinds)
            foreach (var kind in kinds.Values)
                kind.Examples = One(example.Address, example.Answer?.DeepClone());
    }

    private void ShowProblems(OpenApiOperation operation, ApiOperation described, string path)
    {
        var instance = Place().Replace(path, place => Places.GetValueOrDefault(place.Groups[1].Value, path.Contains("documents", StringComparison.Ordinal) ? Something : "P-GLOT59"));
        foreach (var problem in described.Problems)
            Show(operation, null, problem.Details(texts, instance));
        foreach (var refusal in described.Refusals)
            Show(operation, null, Outcomes.Details(refusal, sentences, instance));
        if (described.Command is not null)
            foreach (var (title, refusal) in ApiExamples.Command(described.ExampleOf).Refusals)
                Show(operation, title, Outcomes.Details(refusal, sentences, instance));
    }

    private void Show(OpenApiOperation operation, string? title, ProblemDetails problem)
    {
        var content = Refusing(operation, $"{problem.Status}");
        content.Examples ??= new Dictionary<string, IOpenApiExample>();
        var name = problem.Type!["urn:ta:problem:".Length..];
        var key = name;
        for (var number = 2; content.Examples.ContainsKey(key); number++)
            key = $"{name}-{number}";
        content.Examples[key] = new OpenApiExample { Summary = title ?? problem.Title, Value = Node(problem, json.Value.SerializerOptions) };
    }

    // Every endpoint says itself that the storage may fail; the other refusals look the same.
    private static OpenApiMediaType Refusing(OpenApiOperation operation, string status)
    {
        if (!operation.Responses!.TryGetValue(status, out var response))
        {
            var problem = operation.Responses[$"{ApiProblem.Storage.Status}"].Content![Problem];
            operation.Responses[status] = response = new OpenApiResponse { Content = new Dictionary<string, OpenApiMediaType> { [Problem] = new() { Schema = problem.Schema } } };
        }

        return response.Content![Problem];
    }

    private OpenApiParameter Header(string name, string text, bool isRequired, string? format = null) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = isRequired,
        Description = texts[text],
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = format },
    };

    private static OpenApiRequestBody Upload(CommandExample example)
    {
        OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };
        const string pdf = "%PDF-1.7 …";
        return new()
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new()
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = Binary() }, Required = new HashSet<string> { "file" } },
                    Examples = One(example.Title, new JsonObject { ["file"] = pdf }),
                },
                ["application/octet-stream"] = new() { Schema = Binary(), Examples = One(example.Title, pdf) },
            },
        };
    }

    private static Dictionary<string, IOpenApiExample> One(string summary, JsonNode? value) =>
        new() { ["example"] = new OpenApiExample { Summary = summary, Value = value } };

    /// <summary>The address says which command it is.</summary>
    private static JsonObject WithoutType(JsonObject body)
    {
        var sent = body.DeepClone().AsObject();
        sent.Remove("$type");
        return sent;
    }

    // A route says what its words may be, as in {id:guid}.
    [System.Text.RegularExpressions.GeneratedRegex("{([a-zA-Z]+)(:[a-z]+)?}")]
    private static partial System.Text.RegularExpressions.Regex Place();

    private static JsonNode? Node<T>(T value, JsonSerializerOptions options) => JsonSerializer.SerializeToNode(value, options);
}
