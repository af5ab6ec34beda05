using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TA.Web.Pages;

/// <summary>Shows a component as the page that answers a request.</summary>
internal static class Show
{
    /// <summary>The page with its parameters, as an anonymous object, and the status of the answer.</summary>
    public static IResult Page<TPage>(object? parameters = null, int status = StatusCodes.Status200OK) where TPage : IComponent =>
        new RazorComponentResult<TPage>(parameters ?? new { }) { StatusCode = status, PreventStreamingRendering = true };
}
