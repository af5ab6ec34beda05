using System.CommandLine;

namespace TA.Web.Verbs;

/// <summary>Starts TA with sample data in a folder of its own.</summary>
internal static class DemoVerb
{
    /// <summary>The verb by its name.</summary>
    public static Command Create()
    {
        var data = Options.Data("data/demo");
        var urls = Options.Urls();
        var command = new Command("demo", "Start TA with sample data") { data, urls };
        command.SetAction((parsed, stop) => Running.Run(new SiteSettings
        {
            DataFolder = parsed.GetRequiredValue(data).FullName,
            Urls = parsed.GetRequiredValue(urls),
            CookiePrefix = "ta-demo",
        }, "demo", stop, new Filling(DemoData.MakeAccounts, DemoData.Fill)));
        return command;
    }
}
