using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
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
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var texts = httpContext.RequestServices.GetRequiredService<IStringLocalizer<Texts>>();
        var problem = new ProblemDetails
        {
            Status = Status,
            Type = $"urn:ta:problem:{Type}",
            Title = Field is null ? texts[Sentence] : texts[Sentence, Field],
            Instance = httpContext.Request.Path,
        };
        if (Field is not null)
            problem.Extensions["fields"] = new[] { new { field = Field, fault = Fault } };
        return Results.Json(problem, statusCode: Status, contentType: "application/problem+json").ExecuteAsync(httpContext);
    }
}
