using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Diagnostics;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Api;

namespace TA.Web.Pages;

/// <summary>What is answered where an endpoint gave no answer of its own: a page, or problem details under /api.</summary>
internal static class Answers
{
    /// <summary>Answers after a fault: 503 for one of the storage, of a machine that does not answer, or of a site that stops, else 500, or what the web server says of a request that cannot be read.</summary>
    public static void UseFaultAnswers(this WebApplication app) => app.UseExceptionHandler(new ExceptionHandlerOptions
    {
        StatusCodeSelector = fault => fault is BadHttpRequestException bad ? bad.StatusCode
            : StorageFault.Is(fault) || GrainFault.Is(fault) || fault is StoppingException ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status500InternalServerError,
        ExceptionHandler = context => Write(context, Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier),
        SuppressDiagnosticsCallback = fault => fault.Exception is BadHttpRequestException or StoppingException,
    });

    /// <summary>Gives an answer that is a status alone (404, 403, …) its page.</summary>
    public static void UseStatusAnswers(this WebApplication app) => app.UseStatusCodePages(status => Write(status.HttpContext, null));

    private static Task Write(HttpContext context, string? trace)
    {
        var status = context.Response.StatusCode;
        var isStopping = context.Features.Get<IExceptionHandlerFeature>()?.Error is StoppingException;
        if (status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = isStopping ? "5" : "60";
        if (!Problems.IsApi(context.Request))
            return Show.Page<ErrorPage>(new { Status = status, Trace = isStopping ? null : trace }, status).ExecuteAsync(context);
        // What a command has begun goes on and may be kept.
        if (isStopping && !HttpMethods.IsGet(context.Request.Method))
            return ApiProblem.Unknown.ExecuteAsync(context);
        if (status == StatusCodes.Status400BadRequest && Unread(context) is { Count: > 0 } faults)
            return Outcomes.Problem(context, new Malformed(faults)).ExecuteAsync(context);
        var (type, sentence) = status switch
        {
            StatusCodes.Status403Forbidden => ("not-allowed", "Problem.NotAllowed"),
            StatusCodes.Status404NotFound => ("not-found", "Problem.NotFound"),
            StatusCodes.Status405MethodNotAllowed => ("method-not-allowed", "Problem.MethodNotAllowed"),
            StatusCodes.Status413PayloadTooLarge => ("too-large", "Problem.TooLarge"),
            StatusCodes.Status415UnsupportedMediaType => ("media-type", "Problem.MediaType"),
            StatusCodes.Status503ServiceUnavailable => ("storage", "Problem.Storage"),
            >= 500 => ("fault", "Problem.Fault"),
            _ => ("malformed", "Problem.Malformed"),
        };
        return Problems.Write(context, status, type, sentence);
    }

    /// <summary>The words of the address that the endpoint takes as numbers or truths and that are none; whoever answers such a request otherwise says only that it cannot be read.</summary>
    private static Items<FieldFault> Unread(HttpContext context) =>
    [
        .. from parameter in (context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint)?.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? []
           where context.Request.Query[parameter.Name!] is [{ Length: > 0 } text, ..] && !CanBeRead(parameter.ParameterType, text)
           select new FieldFault(parameter.Name!, FieldFaultKind.BadForm),
    ];

    private static bool CanBeRead(Type type, string text) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var number when number == typeof(int) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        var number when number == typeof(long) => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        var truth when truth == typeof(bool) => bool.TryParse(text, out _),
        _ => true,
    };
}
