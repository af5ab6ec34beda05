using System.Diagnostics;

namespace TA.TestKit;

/// <summary>Runs the program as its user does, in a process of its own.</summary>
public static class ProgramRun
{
    /// <summary>Runs it to its end, which has to come within three minutes.</summary>
    public static Task<(int Status, string Output, string Errors)> ToItsEnd(params string[] arguments) => ToItsEnd(new Dictionary<string, string>(), arguments);

    /// <summary>Runs it to its end with settings in its environment.</summary>
    public static async Task<(int Status, string Output, string Errors)> ToItsEnd(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        using var process = Start(settings, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Starts it. Who starts it has to end it.</summary>
    public static Process Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    /// <summary>Starts it with settings in its environment, such as <c>Mail__Host</c>. Who starts it has to end it.</summary>
    public static Process Start(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "TA.Web.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
