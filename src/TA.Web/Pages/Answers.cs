using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Data.Sqlite;
using TA.Casework.Storage;
using TA.Web.Api;

namespace TA.Web.Pages;

/// <summary>What is answered where an endpoint gave no answer of its own: a page, or problem details under /api.</summary>
internal static class Answers
{
    // ENOSPC and EDQUOT of Linux, ERROR_DISK_FULL of Windows: what an IOException carries when there is no room.
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    // Result codes of SQLite (https://sqlite.org/rescode.html) that tell of the file and its disk, and not of a statement.
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int DiskFails = 10;
    private const int Damaged = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NoDatabase = 26;

    /// <summary>Answers after a fault: 503 for one of the storage, else 500, or what the web server says of a request that cannot be read.</summary>
    public static void UseFaultAnswers(this WebApplication app) => app.UseExceptionHandler(new ExceptionHandlerOptions
    {
        StatusCodeSelector = fault => fault is BadHttpRequestException bad ? bad.StatusCode
            : IsOfStorage(fault) ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status500InternalServerError,
        ExceptionHandler = context => Write(context, Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier),
        SuppressDiagnosticsCallback = fault => fault.Exception is BadHttpRequestException,
    });

    /// <summary>Gives an answer that is a status alone (404, 403, …) its page.</summary>
    public static void UseStatusAnswers(this WebApplication app) => app.UseStatusCodePages(status => Write(status.HttpContext, null));

    /// <summary>Whether the disk or a database kept the request from being answered. The log has the whole of it; the person is told that nothing is lost.</summary>
    private static bool IsOfStorage(Exception fault) =>
        fault is GrainDatabaseException
            or SqliteException { SqliteErrorCode: Busy or Locked or ReadOnly or DiskFails or Damaged or Full or CannotOpen or NoDatabase }
            or IOException { HResult: NoSpace or QuotaExceeded or NoSpaceOnWindows }
        || (fault.InnerException is { } inner && IsOfStorage(inner));

    private static Task Write(HttpContext context, string? trace)
    {
        var status = context.Response.StatusCode;
        if (status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = "60";
        if (!Problems.IsApi(context.Request))
            return Show.Page<ErrorPage>(new { Status = status, Trace = trace }, status).ExecuteAsync(context);
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
}
