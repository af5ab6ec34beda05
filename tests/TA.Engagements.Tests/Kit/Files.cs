namespace TA.Engagements.Tests;

/// <summary>Files of the source tree that tests compare with.</summary>
internal static class Files
{
    public static bool Update => Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    public static string Path(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "TA.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("TA.sln is nowhere above the tests.");
        return System.IO.Path.Combine([folder.FullName, .. parts]);
    }
}
