using System.CommandLine;

namespace TA.Web.Verbs;

/// <summary>The options that verbs share. Each verb makes its own instance, since the defaults differ.</summary>
internal static class Options
{
    /// <summary>The folder that holds everything TA keeps.</summary>
    public static Option<DirectoryInfo> Data(string folder) => new("--data")
    {
        Description = "The folder that holds everything TA keeps",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => new DirectoryInfo(folder),
    };

    /// <summary>The addresses the web server listens on, separated by semicolons.</summary>
    public static Option<string> Urls() => new("--urls")
    {
        Description = "The addresses to listen on, separated by semicolons",
        HelpName = "URLS",
        DefaultValueFactory = _ => "http://localhost:5180",
    };
}
