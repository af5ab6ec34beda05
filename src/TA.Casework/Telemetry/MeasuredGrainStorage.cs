using System.Diagnostics;
using System.Runtime.CompilerServices;
using Orleans.Storage;
using TA.Engagements;

namespace TA.Casework.Telemetry;

/// <summary>Measures how long the writes of a grain storage take, and how many changes of an engagement each keeps: the runtime joins writes that wait.</summary>
internal sealed class MeasuredGrainStorage(IGrainStorage inner, Measures measures) : IGrainStorage
{
    /// <summary>The version that was last read or written, for each activation.</summary>
    private readonly ConditionalWeakTable<object, StrongBox<long>> _kept = [];

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        await inner.ReadStateAsync(stateName, grainId, grainState, cancellationToken);
        if (grainState.State is EngagementRecord record)
            _kept.AddOrUpdate(grainState, new(record.Version));
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        var version = (grainState.State as EngagementRecord)?.Version;
        var isKept = false;
        try
        {
            await inner.WriteStateAsync(stateName, grainId, grainState, cancellationToken);
            isKept = true;
        }
        finally
        {
            measures.Written(stateName, Stopwatch.GetElapsedTime(begin), isKept);
        }

        if (version is { } reached)
        {
            var before = _kept.GetOrCreateValue(grainState);
            measures.WrittenChanges(reached - before.Value);
            before.Value = reached;
        }
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        inner.ClearStateAsync(stateName, grainId, grainState, cancellationToken);
}
