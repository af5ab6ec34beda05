using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace TA.Infra.Tests;

/// <summary>The Bicep compiler, which comes as a NuGet package for Linux on x64.</summary>
internal static class Bicep
{
    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? Missing { get; } =
        !OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64 ? "The Bicep compiler comes for Linux on x64 only."
        : null;

    /// <summary>The folder of the repository.</summary>
    public static string Repository => Metadata("Repository");

    /// <summary>Runs it and returns what it writes.</summary>
    public static (string Output, string Diagnostics) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Metadata("Bicep"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        using var process = Process.Start(start)!;
        var diagnostics = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeSpan.FromMinutes(3)))
        {
            process.Kill();
            throw new TimeoutException($"bicep {string.Join(' ', arguments)} did not end.");
        }

        // Type errors are warnings that leave the exit code at 0: what it writes decides, not the code.
        return (output, diagnostics.Result.Trim());
    }

    private static string Metadata(string key) =>
        typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}

/// <summary>A test that needs the Bicep compiler, and says so where it is missing.</summary>
internal sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute() => Skip = Bicep.Missing;
}

/// <summary>A theory that needs the Bicep compiler, and says so where it is missing.</summary>
internal sealed class BicepTheoryAttribute : TheoryAttribute
{
    public BicepTheoryAttribute() => Skip = Bicep.Missing;
}
