using Microsoft.Extensions.Logging.Console;

namespace TA.Web;

/// <summary>The log goes to standard error, one line an entry; frameworks speak up from Warning on.</summary>
internal static class SiteLogging
{
    /// <summary>Sets the log up.</summary>
    public static void AddSiteLogging(this ILoggingBuilder logging, SiteSettings settings)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(LogLevel.Information);
        // A fault before the start is told by the verb in one line, without the stack.
        foreach (var framework in new[] { "Microsoft", "System", "Orleans", "Polly" })
            logging.AddFilter(framework, level => settings.Started && level >= LogLevel.Warning);

        // Keys lie in the data folder, which only its owner reads: the warning that they are not encrypted says nothing new.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // The guard answers 400 to a forged or outdated form; that is no fault of the site.
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical);
    }
}
