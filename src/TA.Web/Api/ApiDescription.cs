using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Localization;
using Microsoft.OpenApi;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TA.Engagements;
using TA.Web.Pages;
using TA.Web.Resources;

namespace TA.Web.Api;

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
            options.AddOperationTransformer(OperationDescription.Complete);
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

    private static Task DescribeWhole(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var texts = context.ApplicationServices.GetRequiredService<IStringLocalizer<Texts>>();
        document.Info = new() { Title = texts["Api.Title"], Description = $"{texts["Api.Text"]}\n\n{texts["Api.Limits"]}\n\n{string.Join('\n', LimitLines())}", Version = Document };
        document.Servers = [];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = texts["Api.Bearer"] },
            ["cookie"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Description = texts["Api.Cookie"],
                Name = $"{context.ApplicationServices.GetRequiredService<SiteSettings>().CookiePrefix}.session",
            },
        };
        document.Security =
        [
            new() { [new OpenApiSecuritySchemeReference("bearer", document)] = [] },
            new() { [new OpenApiSecuritySchemeReference("cookie", document)] = [] },
        ];
        return Task.CompletedTask;
    }

    /// <summary>Every limit, from the one place where limits are named.</summary>
    private static IEnumerable<string> LimitLines() => typeof(Limits).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(limit => string.Create(CultureInfo.InvariantCulture, $"- {Value(limit.GetValue(null))}: {ApiSchemas.Summary(limit)}"));

    private static string Value(object? limit) => limit switch
    {
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "",
    };
}
