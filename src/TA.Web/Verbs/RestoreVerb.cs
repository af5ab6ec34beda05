using System.CommandLine;
using TA.Casework.Installations;
using TA.Web.Placement;

namespace TA.Web.Verbs;

/// <summary>Puts a backup into an empty place, which then is an installation.</summary>
internal static class RestoreVerb
{
    /// <summary>The verb by its name.</summary>
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A file that backup has written" };
        var data = Options.Data("data");
        var command = new Command("restore", "Put a backup into an empty place") { file, data };
        command.SetAction((parsed, _) => Copying.Try("restore", stop => Run(parsed.GetRequiredValue(data).FullName, parsed.GetRequiredValue(file).FullName, stop)));
        return command;
    }

    private static async Task<int> Run(string folder, string file, CancellationToken stop)
    {
        var placed = PlacementSettings.Read(PlacementSettings.OfProgram());
        using var backup = await BackupFile.Open(file, stop);
        using var taken = Running.TakeFolder(folder, "restore");
        return await Copying.Into(folder, placed, $"the backup of {backup.Manifest.Begun:yyyy-MM-dd HH:mm:ss} UTC ({backup.Id[..16]})", backup.Read(Told.Of("pieces put in place"), stop), stop);
    }
}
