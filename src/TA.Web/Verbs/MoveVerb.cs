using System.CommandLine;
using TA.Casework.Installations;
using TA.Web.Placement;

namespace TA.Web.Verbs;

/// <summary>Takes an installation that nobody works on to another place: from a folder to a server or the other way round.</summary>
internal static class MoveVerb
{
    /// <summary>The verb by its name.</summary>
    public static Command Create()
    {
        var data = Options.Data("data");
        var to = new Option<FileInfo>("--to") { Description = "A file of settings, as appsettings.json, that says where everything is to be", HelpName = "SETTINGS", Required = true };
        var toData = new Option<DirectoryInfo?>("--to-data") { Description = "The data folder there, where these settings keep something in a folder", HelpName = "FOLDER" };
        var command = new Command("move", "Take everything to another place, such as from a folder to Azure; TA is stopped meanwhile") { data, to, toData };
        command.SetAction((parsed, _) => Copying.Try("move", stop => Run(
            parsed.GetRequiredValue(data).FullName, parsed.GetRequiredValue(to).FullName, parsed.GetValue(toData)?.FullName, stop)));
        return command;
    }

    private static async Task<int> Run(string folder, string settings, string? newFolder, CancellationToken stop)
    {
        var (here, there) = (PlacementSettings.Read(PlacementSettings.OfProgram()), PlacementSettings.Read(Settings(settings)));
        if (there.UsesFolder && newFolder is null)
            throw new SettingsException($"--to-data is missing: with {settings} something is kept in a folder.");
        using var source = KeptInstallation.Open(folder, here);
        using var held = Running.TakeFolder(folder, "move", here);
        await Copying.NobodyWorks(here, folder, stop);
        await new UnfinishedCopy(source.Database).Check(stop);
        using var taken = Running.TakeFolder(newFolder ?? "", "move", there);
        var from = here.Account is { } account ? $"{account.Uri.GetLeftPart(UriPartial.Path)} and {source.Database.Name}" : folder;
        return await Copying.Into(newFolder ?? "", there, from, source.Source.Read(Told.Of("engagements copied"), stop), stop);
    }

    private static IConfiguration Settings(string file)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonFile(file).Build();
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or FormatException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{file} cannot be read as a file of settings: {Running.InOneLine(fault)}");
        }
    }
}
