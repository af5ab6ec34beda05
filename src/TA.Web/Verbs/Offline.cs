using TA.Casework.Storage;
using TA.Casework.UseCases;
using TA.Web.Placement;

namespace TA.Web.Verbs;

/// <summary>Work on a data folder that no server has open: the silo runs, nothing listens.</summary>
internal static class Offline
{
    /// <summary>Returns what the work returns; 1 with one line on standard error when it cannot be done, 2 when the settings or the tables of a server keep it from starting.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="verb">The verb, for the lock.</param>
    /// <param name="endpoint">What does the same on a running server.</param>
    /// <param name="work">The work.</param>
    public static async Task<int> Run(string folder, string verb, string endpoint, Func<IServiceProvider, Task<int>> work)
    {
        try
        {
            using var taken = Running.TakeFolder(folder, verb);
            await using var app = Site.Build(new SiteSettings { DataFolder = folder, Urls = "http://127.0.0.1:0" });
            await Site.Prepare(app);
            await app.StartAsync();
            try
            {
                return await work(app.Services);
            }
            finally
            {
                await app.StopAsync();
            }
        }
        catch (DataFolderInUseException inUse)
        {
            await Console.Error.WriteLineAsync($"{inUse.Message} On the running server {endpoint} does the same.");
            return 1;
        }
        catch (Exception fault) when (fault is SettingsException or NotMigratedException)
        {
            await Console.Error.WriteLineAsync($"TA cannot {verb}: {fault.Message}");
            return 2;
        }
        catch (Exception fault) when (StorageFault.Is(fault) || fault is IOException or InvalidDataException or UnauthorizedAccessException or GrainDatabaseException)
        {
            await Console.Error.WriteLineAsync($"TA cannot {verb}: {fault.Message}");
            return 1;
        }
    }
}
