using System.Text.Json;
using TA.Engagements;

namespace TA.Web.Api;

/// <summary>Reads what a request carries: a JSON body in the public form, and the command's identifier.</summary>
internal static class Bodies
{
    /// <summary>The header that carries the command's identifier.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>The identifier of the command; false, with the answer, when it is missing or no UUID.</summary>
    public static bool TryCommandId(this HttpContext context, out Guid id, out IResult? problem)
    {
        var isGood = Guid.TryParseExact(context.Request.Headers[IdempotencyKey], "D", out id) && id != Guid.Empty;
        problem = isGood ? null : ApiProblem.NoCommandId;
        return isGood;
    }

    /// <summary>The body as a value of a type; else the answer: 413 above the limit, 400 with the field that cannot be read.</summary>
    public static async Task<(object? Value, IResult? Problem)> ReadBody(this HttpContext context, Type type, long limit = Limits.BodyBytes)
    {
        if (await Bytes(context, limit) is not { } bytes)
            return (null, ApiProblem.TooLarge);
        try
        {
            return JsonSerializer.Deserialize(bytes, type, EngagementJson.Public) is { } value ? (value, null) : (null, ApiProblem.NoJson);
        }
        catch (JsonException fault)
        {
            return (null, Problem(bytes, type, fault));
        }
    }

    private static async Task<byte[]?> Bytes(HttpContext context, long limit)
    {
        if (context.Request.ContentLength > limit)
            return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            if (body.Length + read > limit)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static IResult Problem(byte[] bytes, Type type, JsonException fault)
    {
        if (fault.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal))
            return ApiProblem.Unreadable(path[2..]);
        return Missing(bytes, type) is { } field
            ? ApiProblem.Missing(field)
            : ApiProblem.NoJson;
    }

    private static string? Missing(byte[] bytes, Type type)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind != JsonValueKind.Object ? null : EngagementJson.Public.GetTypeInfo(type).Properties
                .FirstOrDefault(p => p.IsRequired && !document.RootElement.TryGetProperty(p.Name, out _))?.Name;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
