using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Localization;
using Microsoft.OpenApi;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TA.Engagements;
using TA.Web.Pages;
using TA.Web.Resources;

namespace TA.Web.Api;

/// <summary>What an address of the API is, as metadata of its endpoint.</summary>
/// <param name="Name">Its stable name; that of the command where it takes one.</param>
/// <param name="Command">The command it takes, or null for a read.</param>
internal sealed record ApiOperation(string Name, Type? Command);

/// <summary>Describes the API by OpenAPI 3.1 at /openapi/v1.json, and for people at /api-docs.</summary>
internal static class ApiDescription
{
    private const string Document = "v1";

    /// <summary>Adds the description. Answers and schemas follow the public form of <see cref="EngagementJson"/>.</summary>
    public static void AddApiDescription(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
            json.SerializerOptions.NumberHandling = EngagementJson.Public.NumberHandling;
            json.SerializerOptions.UnmappedMemberHandling = EngagementJson.Public.UnmappedMemberHandling;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.TypeInfoResolver = json.SerializerOptions.TypeInfoResolver?.WithAddedModifier(ApiSchemas.WithoutEmptyDefaults);
        });
        services.AddOpenApi(Document, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer(DescribeWhole);
            options.AddOperationTransformer(DescribeOperation);
            options.AddSchemaTransformer(ApiSchemas.Describe);
        });
    }

    /// <summary>Maps the description and its page.</summary>
    public static void MapApiDescription(this WebApplication app)
    {
        app.MapOpenApi();
        app.MapGet("/api-docs", async ([FromKeyedServices(Document)] IOpenApiDocumentProvider description, CancellationToken cancellationToken) =>
            Show.Page<ApiPage>(new { Description = await description.GetOpenApiDocumentAsync(cancellationToken) })).ExcludeFromDescription();
    }

    /// <summary>Describes a read.</summary>
    public static void Describes<TAnswer>(this RouteHandlerBuilder route, string name) => route
        .WithMetadata(new ApiOperation(name, null)).WithName(name)
        .Produces<TAnswer>().Produces(StatusCodes.Status304NotModified)
        .ProducesProblems(401, 404);

    /// <summary>Describes a command.</summary>
    public static void DescribesCommand(this RouteHandlerBuilder route, string name, Type command, int status = StatusCodes.Status200OK) => route
        .WithMetadata(new ApiOperation(name, command)).WithName(name)
        .Accepts(command, "application/json")
        .Produces<ChangeAnswer>(status)
        .ProducesProblems(400, 401, 403, 404, 409, 413, 422, 503);

    /// <summary>Describes a command whose content is kept before the command itself is given.</summary>
    public static void DescribesContent<TBody>(this RouteHandlerBuilder route, string name, Type command) where TBody : notnull => route
        .WithMetadata(new ApiOperation(name, command)).WithName(name)
        .Accepts<TBody>("application/json")
        .Produces<ChangeAnswer>(StatusCodes.Status201Created).Produces<ChangeAnswer>()
        .ProducesProblems(400, 401, 403, 404, 409, 413, 422, 503);

    /// <summary>Describes the address that takes a document.</summary>
    public static void DescribesUpload(this RouteHandlerBuilder route, string name, Type command) => route
        .WithMetadata(new ApiOperation(name, command)).WithName(name)
        .Produces<ChangeAnswer>(StatusCodes.Status201Created).Produces<ChangeAnswer>()
        .ProducesProblems(400, 401, 403, 404, 413, 415, 422, 503);

    /// <summary>Describes the address that hands a document out.</summary>
    public static void DescribesDownload(this RouteHandlerBuilder route, string name) => route
        .WithMetadata(new ApiOperation(name, null)).WithName(name)
        .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").Produces(StatusCodes.Status304NotModified)
        .ProducesProblems(401, 404);

    private static void ProducesProblems(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses)
            route.ProducesProblem(status);
    }

    private static Task DescribeWhole(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var texts = context.ApplicationServices.GetRequiredService<IStringLocalizer<Texts>>();
        document.Info = new() { Title = texts["Api.Title"], Description = texts["Api.Text", Limits.BodyBytes, Limits.DocumentBytes, Limits.Tasks], Version = Document };
        document.Servers = [];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = texts["Api.Bearer"] },
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
        return Task.CompletedTask;
    }

    private static Task DescribeOperation(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<ApiOperation>().LastOrDefault() is not { } described)
            return Task.CompletedTask;
        var texts = context.ApplicationServices.GetRequiredService<IStringLocalizer<Texts>>();
        operation.OperationId = described.Name;
        operation.Summary = described.Command is { } command ? ApiSchemas.Summary(command) : texts[$"Api.{described.Name}"];
        operation.Parameters ??= [];
        if (described.Command is not null)
            operation.Parameters.Add(Header(Bodies.IdempotencyKey, texts["Api.IdempotencyKey"], isRequired: true, "uuid"));
        else
            operation.Parameters.Add(Header("If-None-Match", texts["Api.IfNoneMatch"], isRequired: false));
        if (described.Name is "attach-document" or "add-draft-file")
            operation.RequestBody = Upload();
        foreach (var (status, response) in operation.Responses ?? [])
            if (texts[$"Api.Status{status}"] is { ResourceNotFound: false } sentence)
                response.Description = sentence;
        return Task.CompletedTask;
    }

    private static OpenApiParameter Header(string name, string text, bool isRequired, string? format = null) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = isRequired,
        Description = text,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = format },
    };

    private static OpenApiRequestBody Upload()
    {
        OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };
        return new()
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = Binary() }, Required = new HashSet<string> { "file" } },
                },
                ["application/octet-stream"] = new OpenApiMediaType { Schema = Binary() },
            },
        };
    }
}
