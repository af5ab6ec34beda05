using Microsoft.Extensions.Logging.Console;
using TA.Web.Placement;

namespace TA.Web;

/// <summary>
/// The log goes to standard error, one line an entry; frameworks speak up from Warning on. <c>Log:Format</c> is <c>Text</c>, for people who watch a program, or <c>Json</c>, for many machines whose
/// lines are collected: it carries the engagement, the command and the trace that a line belongs to, and tells of every command. Unless it is said, Json goes with the profile Azure.
/// </summary>
internal static class SiteLogging
{
    /// <summary>Sets the log up.</summary>
    /// <exception cref="SettingsException">The format is neither of the two.</exception>
    public static void AddSiteLogging(this ILoggingBuilder logging, IConfiguration configuration, SiteSettings settings)
    {
        var isJson = IsJson(configuration);
        logging.ClearProviders();
        if (isJson)
            logging.AddJsonConsole(console =>
            {
                console.IncludeScopes = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        else
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
                console.ColorBehavior = LoggerColorBehavior.Disabled;
            });
        logging.Services.AddSingleton<IExternalScopeProvider, LogScopes>();
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(LogLevel.Information);
        // A fault before the start is told by the verb in one line, without the stack.
        foreach (var framework in new[] { "Microsoft", "System", "Orleans", "Polly" })
            logging.AddFilter(framework, level => settings.Started && level >= LogLevel.Warning);

        logging.AddFilter("TA.Casework.Telemetry", isJson ? LogLevel.Information : LogLevel.Warning);
        // Keys lie in the data folder, which only its owner reads: the warning that they are not encrypted says nothing new.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // The guard answers 400 to a forged or outdated form; that is no fault of the site.
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical);
    }

    private static bool IsJson(IConfiguration configuration) => configuration["Log:Format"]?.ToUpperInvariant() switch
    {
        "JSON" => true,
        "TEXT" => false,
        null or "" => string.Equals(configuration["Profile"], "Azure", StringComparison.OrdinalIgnoreCase),
        _ => throw new SettingsException($"Log:Format is '{configuration["Log:Format"]}'; it must be Text or Json."),
    };
}
