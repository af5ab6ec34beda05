using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using TA.Casework.Portfolio;

namespace TA.Web.Verbs;

/// <summary>Drops the read model and makes it again from the grains.</summary>
internal static class RebuildPortfolioVerb
{
    /// <summary>The verb by its name.</summary>
    public static Command Create()
    {
        var data = Options.Data("data");
        var command = new Command("rebuild-portfolio", "Drop the portfolio's tables and make them again from the engagements") { data };
        command.SetAction((parsed, stop) => Offline.Run(parsed.GetRequiredValue(data).FullName, "rebuild-portfolio", "POST /api/portfolio/rebuild", async services =>
        {
            var swept = await services.GetRequiredService<Sweep>().Rebuild(new Told(), stop);
            Console.WriteLine($"{swept.Read} engagements and programmes are in the portfolio.");
            return 0;
        }));
        return command;
    }

    private sealed class Told : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value)
        {
            if (!Console.IsErrorRedirected)
                Console.Error.Write($"\r{value.Done}/{value.Total}{(value.Done == value.Total ? "\n" : "")}");
        }
    }
}
