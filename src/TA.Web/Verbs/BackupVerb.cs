using System.CommandLine;
using TA.Casework.Installations;
using TA.Web.Placement;

namespace TA.Web.Verbs;

/// <summary>Writes everything that is kept into one file; also beside a running server.</summary>
internal static class BackupVerb
{
    /// <summary>The verb by its name.</summary>
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The file to write; it must not be there yet" };
        var data = Options.Data("data");
        var command = new Command("backup", "Write everything that is kept into one file, also while TA runs") { file, data };
        command.SetAction((parsed, _) => Copying.Try("backup", stop => Run(parsed.GetRequiredValue(data).FullName, parsed.GetRequiredValue(file).FullName, stop)));
        return command;
    }

    private static async Task<int> Run(string folder, string file, CancellationToken stop)
    {
        using var installation = KeptInstallation.Open(folder, PlacementSettings.Read(PlacementSettings.OfProgram()));
        var unfinished = new UnfinishedCopy(installation.Database);
        await unfinished.Check(stop);
        var manifest = await BackupFile.Write(file, installation.Source.Read(Told.Of("engagements read"), stop), DateTimeOffset.UtcNow, stop);
        Console.WriteLine($"{file} holds {manifest.InWords()}.");
        return 0;
    }
}
