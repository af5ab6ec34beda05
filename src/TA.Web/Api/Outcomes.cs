using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using TA.Casework.Grains;
using TA.Engagements;
using TA.Web.Resources;

namespace TA.Web.Api;

/// <summary>The API's answer to a command.</summary>
/// <param name="Reference">The engagement or programme.</param>
/// <param name="Version">The version it has after the command; for a repetition that of the first answer.</param>
/// <param name="Changed">False when everything already was as wanted.</param>
public sealed record ChangeAnswer(string Reference, long Version, bool Changed);

/// <summary>Turns outcomes into answers of the API; each kind of outcome keeps its own status.</summary>
internal static class Outcomes
{
    /// <summary>The status of a refusal.</summary>
    public static int Status(Refusal refusal) => refusal.Kind() switch
    {
        RefusalKind.Unknown => StatusCodes.Status404NotFound,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Malformed => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    /// <summary>200, a problem for a refusal, or 503 with Retry-After where nobody knows.</summary>
    public static IResult Answer(this Outcome outcome, HttpContext context)
    {
        switch (outcome.Kind)
        {
            case OutcomeKind.Accepted or OutcomeKind.NothingToDo:
                return Results.Json(new ChangeAnswer(outcome.Reference, outcome.Version, outcome.Kind == OutcomeKind.Accepted), EngagementJson.Public);
            case OutcomeKind.Refused:
                return Problem(context, outcome.Refusal!);
            default:
                context.Response.Headers.RetryAfter = "2";
                return ApiProblem.Unknown;
        }
    }

    /// <summary>A refusal as a problem: its durable name, its sentence, its facts, and the fields concerned.</summary>
    public static IResult Problem(HttpContext context, Refusal refusal) => Results.Json(
        Details(refusal, context.RequestServices.GetRequiredService<Sentences>(), context.Request.Path), statusCode: Status(refusal), contentType: "application/problem+json");

    /// <summary>The problem details (RFC 9457) of a refusal.</summary>
    /// <param name="refusal">Why not.</param>
    /// <param name="sentences">The person's language.</param>
    /// <param name="instance">The address that was asked.</param>
    public static ProblemDetails Details(Refusal refusal, Sentences sentences, string instance)
    {
        var facts = JsonSerializer.SerializeToElement<Refusal>(refusal, EngagementJson.Public);
        var problem = new ProblemDetails
        {
            Status = Status(refusal),
            Type = $"urn:ta:problem:{facts.GetProperty("$type").GetString()}",
            Title = sentences.Of(refusal),
            Instance = instance,
        };
        foreach (var fact in facts.EnumerateObject().Where(f => f.Name != "$type"))
            problem.Extensions[NameOf(fact.Name)] = fact.Value;
        return problem;
    }

    /// <summary>A fact whose name has a meaning of its own in problem details travels as <c>theTitle</c>, <c>theStatus</c> and so on.</summary>
    private static string NameOf(string fact) => fact is "type" or "title" or "status" or "detail" or "instance" ? $"the{char.ToUpperInvariant(fact[0])}{fact[1..]}" : fact;
}
