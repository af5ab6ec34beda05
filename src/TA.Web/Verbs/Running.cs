using Microsoft.Extensions.DependencyInjection;
using TA.Casework.Storage;
using TA.Web.Placement;
using TA.Web.Security;

namespace TA.Web.Verbs;

/// <summary>What a verb puts into a site: accounts before it starts, engagements after.</summary>
internal sealed record Filling(Func<WebApplication, SiteSettings, Task> Accounts, Func<WebApplication, Task> Casework);

/// <summary>Runs the site from start to stop and says on the console what its user has to know.</summary>
internal static class Running
{
    /// <summary>Returns 0 after an orderly stop, 1 when the site could not start, 2 when its settings or the tables of a server kept it from that (each said in one line on standard error).</summary>
    public static async Task<int> Run(SiteSettings settings, string verb, CancellationToken stop, Filling? filling = null)
    {
        try
        {
            using var folder = TakeFolder(settings.DataFolder, verb);
            await using var app = Site.Build(settings);
            await Site.Prepare(app, filling is null ? null : () => filling.Accounts(app, settings));
            await Start(app, stop, filling);
            settings.Started = true;
            Announce(app);
            await app.WaitForShutdownAsync(stop);
            return 0;
        }
        catch (Exception fault) when (!settings.Started)
        {
            await Console.Error.WriteLineAsync($"TA cannot start: {InOneLine(fault)}");
            return fault is SettingsException or NotMigratedException ? 2 : 1;
        }
    }

    /// <summary>Takes the data folder for this process; null where nothing is kept in it.</summary>
    public static DataFolder? TakeFolder(string folder, string verb) => TakeFolder(folder, verb, PlacementSettings.Read(PlacementSettings.OfProgram()));

    /// <summary>The same for other settings than the program's.</summary>
    public static DataFolder? TakeFolder(string folder, string verb, Placed placed) => placed.UsesFolder ? DataFolder.Take(folder, verb) : null;

    // Where one part cannot start, those that have started are stopped before the whole is taken apart.
    private static async Task Start(WebApplication app, CancellationToken stop, Filling? filling)
    {
        try
        {
            await app.StartAsync(stop);
            if (filling is not null)
                await filling.Casework(app);
        }
        catch
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await app.StopAsync(limit.Token);
            throw;
        }
    }

    private static void Announce(WebApplication app)
    {
        var address = app.Urls.First();
        Console.WriteLine($"TA is ready at {address}");
        if (app.Services.GetRequiredService<SetupCode>().Code is { } code)
            Console.Error.WriteLine($"There is no account yet. Make the first one at {address}/setup with the code {code}");
    }

    /// <summary>What a fault says, in one line.</summary>
    public static string InOneLine(Exception fault) =>
        string.Join(' ', fault.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
