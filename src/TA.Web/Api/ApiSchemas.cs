using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TA.Engagements;

namespace TA.Web.Api;

/// <summary>Says in schemas what the types of TA.Engagements are on the wire, with their doc comments and their limits.</summary>
internal static partial class ApiSchemas
{
    private static readonly Lazy<Dictionary<string, string>> Comments = new(ReadComments);

    /// <summary>The summary of a type's doc comment; empty where there is none.</summary>
    public static string Summary(Type type) => Comments.Value.GetValueOrDefault($"T:{type.FullName}", "");

    /// <summary>The summary of a field's doc comment; empty where there is none.</summary>
    public static string Summary(System.Reflection.FieldInfo field) => Comments.Value.GetValueOrDefault($"F:{field.DeclaringType!.FullName}.{field.Name}", "");

    /// <summary>
    /// Describes types by their properties alone where a parameter's default is the empty value of a struct: reflection gives it as null, which the exporter
    /// of schemas cannot write. Bodies are not read by these options but by <see cref="EngagementJson.Public"/>.
    /// </summary>
    public static void WithoutEmptyDefaults(JsonTypeInfo info)
    {
        if (info.Kind != JsonTypeInfoKind.Object || info.Type.Namespace?.StartsWith("TA.", StringComparison.Ordinal) != true)
            return;
        var parameters = info.Type.GetConstructors().SelectMany(c => c.GetParameters()).ToList();
        if (!parameters.Exists(p => p is { HasDefaultValue: true, DefaultValue: null, ParameterType.IsValueType: true } && Nullable.GetUnderlyingType(p.ParameterType) is null))
            return;
        info.CreateObject = () => throw new NotSupportedException($"{info.Type.Name} is described here, not read.");
        foreach (var property in info.Properties)
            property.IsRequired = parameters.Exists(p => !p.HasDefaultValue && string.Equals(p.Name, property.Name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Completes one schema.</summary>
    public static async Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var orNull = type == context.JsonTypeInfo.Type ? default : JsonSchemaType.Null;
        if (IsText(type))
            schema.Type = JsonSchemaType.String | orNull;
        else if (type == typeof(Predecessor))
        {
            schema.AnyOf =
            [
                new OpenApiSchema { Type = JsonSchemaType.String },
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "task" },
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["task"] = new OpenApiSchema { Type = JsonSchemaType.String },
                        ["kind"] = await context.GetOrCreateSchemaAsync(typeof(LinkKind), null, cancellationToken),
                        ["lagWorkingDays"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0", Maximum = $"{Limits.WorkingDays}" },
                        ["informs"] = new OpenApiSchema { Type = JsonSchemaType.Boolean },
                    },
                },
            ];
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Items<>))
        {
            schema.Type = JsonSchemaType.Array | orNull;
            schema.Items = await context.GetOrCreateSchemaAsync(type.GetGenericArguments()[0], null, cancellationToken);
        }

        if (context.JsonPropertyInfo is { } property)
        {
            if (property.PropertyType == typeof(string))
                schema.MaxLength = property.AttributeProvider?.GetCustomAttributes(typeof(LengthAttribute), true).OfType<LengthAttribute>().FirstOrDefault()?.Max ?? Limits.Line;
            if (property.DeclaringType is { } owner && OfProperty(owner, property.Name) is { } comment)
                schema.Description = comment;
        }
        else if (type.Assembly == typeof(Engagement).Assembly && Summary(type) is { Length: > 0 } summary)
            schema.Description = summary;
    }

    private static bool IsText(Type type) =>
        type == typeof(PartialDate) || type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITextIdentifier<>));

    private static string? OfProperty(Type owner, string name)
    {
        var member = char.ToUpperInvariant(name[0]) + name[1..];
        return Comments.Value.GetValueOrDefault($"P:{owner.FullName}.{member}") ?? Comments.Value.GetValueOrDefault($"T:{owner.FullName}/{member}");
    }

    private static Dictionary<string, string> ReadComments()
    {
        var comments = new Dictionary<string, string>();
        var file = Path.Combine(AppContext.BaseDirectory, "TA.Engagements.xml");
        if (!File.Exists(file))
            return comments;
        foreach (var member in XDocument.Load(file).Descendants("member"))
        {
            var name = member.Attribute("name")!.Value;
            if (member.Element("summary") is { } summary)
                comments[name] = Text(summary);
            // What is said of a record's parameter is said of its property.
            foreach (var parameter in member.Elements("param"))
                comments[$"{name}/{parameter.Attribute("name")!.Value}"] = Text(parameter);
        }

        return comments;
    }

    private static string Text(XElement comment) => Spaces().Replace(string.Concat(comment.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Value.Length: > 0 } element => element.Value,
        XElement element => LastName().Match(element.Attribute("cref")?.Value ?? element.Attribute("name")?.Value ?? "").Value,
        _ => "",
    })), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[^.:]+(?=(\(.*)?$)")]
    private static partial Regex LastName();
}
