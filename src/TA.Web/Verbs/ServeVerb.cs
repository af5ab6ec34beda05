using System.CommandLine;

namespace TA.Web.Verbs;

/// <summary>Starts TA and runs until it is stopped. It is what the program does when no verb is given.</summary>
internal static class ServeVerb
{
    /// <summary>The verb by its name.</summary>
    public static Command Create()
    {
        var command = new Command("serve", "Start TA (this is the default)");
        AddTo(command);
        return command;
    }

    /// <summary>Makes a command behave as this verb does.</summary>
    public static void AddTo(Command command)
    {
        var data = Options.Data("data");
        var urls = Options.Urls();
        command.Add(data);
        command.Add(urls);
        command.SetAction((parsed, stop) => Running.Run(new SiteSettings
        {
            DataFolder = parsed.GetRequiredValue(data).FullName,
            Urls = parsed.GetRequiredValue(urls),
        }, "serve", stop));
    }
}
