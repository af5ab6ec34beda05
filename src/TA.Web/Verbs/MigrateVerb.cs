using System.CommandLine;
using Microsoft.AspNetCore.DataProtection;
using TA.Casework.Storage;
using TA.Casework.UseCases;
using TA.Web.Placement;

namespace TA.Web.Verbs;

/// <summary>Makes the tables in SQL and brings them up to date. On a server this is the only thing that changes them.</summary>
internal static class MigrateVerb
{
    /// <summary>The verb by its name.</summary>
    public static Command Create()
    {
        var data = Options.Data("data");
        var command = new Command("migrate", "Make the tables of the database, or bring them up to date; on PostgreSQL before every start of a new release") { data };
        command.SetAction((parsed, stop) => Run(parsed.GetRequiredValue(data).FullName, stop));
        return command;
    }

    /// <summary>Returns 0 when the tables are those of this release, 1 when they could not be changed, 2 when a setting is wrong (each said in one line on standard error).</summary>
    private static async Task<int> Run(string folder, CancellationToken stop)
    {
        try
        {
            using var taken = Running.TakeFolder(folder, "migrate");
            await using var app = Site.Build(new SiteSettings { DataFolder = folder, Urls = "http://127.0.0.1:0" });
            await app.Services.GetRequiredService<Migration>().Apply(app.Services.GetRequiredService<IDataProtectionProvider>(), stop);
            Console.WriteLine($"The tables in {app.Services.GetRequiredService<SqlDatabase>().Name} are those of this release.");
            return 0;
        }
        catch (Exception fault) when (StorageFault.Is(fault)
            || fault is SettingsException or DataFolderInUseException or IOException or InvalidDataException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            await Console.Error.WriteLineAsync($"TA cannot migrate: {Running.InOneLine(fault)}");
            return fault is SettingsException ? 2 : 1;
        }
    }
}
