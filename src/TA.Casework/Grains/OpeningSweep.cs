using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TA.Casework.Storage;

namespace TA.Casework.Grains;

/// <summary>Every 20 s finishes the openings that a crash left half done, and has engagements go by changed calendars: it looks at the Member States whose record has changed since it last looked.</summary>
public sealed partial class OpeningSweep(IEngagementCatalogue catalogue, GrainArchive archive, IGrainFactory grains, TimeProvider clock, ILogger<OpeningSweep> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(20);
    private readonly Dictionary<string, string> _seen = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Sweep(stoppingToken);
                await Task.Delay(Between, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFailed(fault);
                await Task.Delay(Between, CancellationToken.None);
            }
        }
    }

    private async Task Sweep(CancellationToken stop)
    {
        await foreach (var (key, tag) in catalogue.List("member-state", stop))
        {
            if (_seen.GetValueOrDefault(key) == tag)
                continue;
            var record = await archive.Read<MemberStateRecord>("member-state", GrainId.Create("member-state", key), stop);
            if (record?.State.Format > MemberStateRecord.CurrentFormat)
                continue; // the newer release sees to it
            if (record?.State is { MustTell: true } || record?.State.Openings.Any(o => o.IsHalfDone) == true)
                await grains.GetGrain<IMemberStateGrain>(key).FinishOpenings();
            else
                _seen[key] = tag;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Openings could not be looked through; it is tried again")]
    private partial void LogFailed(Exception fault);
}
