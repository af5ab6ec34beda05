using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using TA.Casework.Exchange;
using TA.Web.Resources;

namespace TA.Web.Api;

/// <summary>A problem with the request itself, before any rule is asked.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">The stable name that follows <c>urn:ta:problem:</c>.</param>
/// <param name="Sentence">The key of the sentence in the resources; it may have a place for the field.</param>
/// <param name="Field">The field or header concerned, or null.</param>
/// <param name="Fault">What is wrong with the field, a stable word.</param>
internal sealed record ApiProblem(int Status, string Type, string Sentence, string? Field = null, string? Fault = null) : IResult
{
    /// <summary>Neither cookie nor token tells who asks.</summary>
    public static readonly ApiProblem NotSignedIn = new(StatusCodes.Status401Unauthorized, "not-signed-in", "Problem.NotSignedIn");

    /// <summary>The person's role does not allow it.</summary>
    public static readonly ApiProblem NotAllowed = new(StatusCodes.Status403Forbidden, "not-allowed", "Problem.NotAllowed");

    /// <summary>A change with the page's cookie lacks the proof that it comes from a page.</summary>
    public static readonly ApiProblem ProofMissing = new(StatusCodes.Status400BadRequest, "proof-missing", "Problem.ProofMissing");

    /// <summary>The address names nothing that exists for the person.</summary>
    public static readonly ApiProblem NotFound = new(StatusCodes.Status404NotFound, "not-found", "Problem.NotFound");

    /// <summary>The command has no identifier.</summary>
    public static readonly ApiProblem NoCommandId = new(StatusCodes.Status400BadRequest, "idempotency-key", "Problem.IdempotencyKey", Bodies.IdempotencyKey, "bad-form");

    /// <summary>The body is no JSON object.</summary>
    public static readonly ApiProblem NoJson = new(StatusCodes.Status400BadRequest, "malformed", "Problem.NoJson");

    /// <summary>The body is larger than its limit.</summary>
    public static readonly ApiProblem TooLarge = new(StatusCodes.Status413PayloadTooLarge, "too-large", "Problem.TooLarge");

    /// <summary>The body is of another kind than the address reads.</summary>
    public static readonly ApiProblem MediaType = new(StatusCodes.Status415UnsupportedMediaType, "media-type", "Problem.MediaType");

    /// <summary>The document holds nothing.</summary>
    public static readonly ApiProblem DocumentEmpty = new(StatusCodes.Status400BadRequest, "document-empty", "Problem.DocumentEmpty");

    /// <summary>The document is neither PDF nor DOCX, whatever its name says.</summary>
    public static readonly ApiProblem DocumentType = new(StatusCodes.Status415UnsupportedMediaType, "document-type", "Problem.DocumentType");

    /// <summary>Nobody knows whether the change was kept.</summary>
    public static readonly ApiProblem Unknown = new(StatusCodes.Status503ServiceUnavailable, "unknown", "Problem.Unknown");

    /// <summary>What is kept cannot be read or written: a disk that is full or fails, a database that is locked or damaged.</summary>
    public static readonly ApiProblem Storage = new(StatusCodes.Status503ServiceUnavailable, "storage", "Problem.Storage");

    /// <summary>A field that has to be there is not.</summary>
    public static ApiProblem Missing(string field) => new(StatusCodes.Status400BadRequest, "malformed", "Problem.FieldMissing", field, "missing");

    /// <summary>A field is not known, or holds what cannot be read.</summary>
    /// <param name="field">The field, by its path.</param>
    /// <param name="fault">What is wrong, a stable word.</param>
    public static ApiProblem Unreadable(string field, string fault = "unreadable") =>
        new(StatusCodes.Status400BadRequest, "malformed", "Problem.FieldUnreadable", field, fault);

    /// <summary>A file holds what cannot be imported; nothing of it was.</summary>
    /// <param name="faults">What is wrong, at least one.</param>
    public static ApiProblem File(IReadOnlyList<FileFault> faults) => new(StatusCodes.Status400BadRequest, "file-malformed", "Problem.FileMalformed") { Faults = faults };

    /// <summary>What is wrong with a file, each with its line and column.</summary>
    public IReadOnlyList<FileFault>? Faults { get; init; }

    /// <summary>The problem details (RFC 9457).</summary>
    /// <param name="texts">The person's language.</param>
    /// <param name="instance">The address that was asked.</param>
    public ProblemDetails Details(IStringLocalizer<Texts> texts, string instance)
    {
        var problem = new ProblemDetails
        {
            Status = Status,
            Type = $"urn:ta:problem:{Type}",
            Title = Field is null ? texts[Sentence] : texts[Sentence, Field],
            Instance = instance,
        };
        if (Field is not null)
            problem.Extensions["fields"] = new[] { new { field = Field, fault = Fault } };
        if (Faults is { Count: > 0 } faults)
            (problem.Title, problem.Extensions["faults"]) = (texts[Sentence, faults.Count, faults[0].Line, faults[0].Column], faults);
        return problem;
    }

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var texts = httpContext.RequestServices.GetRequiredService<IStringLocalizer<Texts>>();
        return Results.Json(Details(texts, httpContext.Request.Path), statusCode: Status, contentType: "application/problem+json").ExecuteAsync(httpContext);
    }
}
