using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TA.Casework.Grains;
using TA.Engagements;

namespace TA.Casework.Telemetry;

/// <summary>What the product counts and measures. How many grains are active is counted by Orleans (<c>orleans-grains</c>). No tag names a person.</summary>
public sealed class Measures
{
    /// <summary>What the meter is called.</summary>
    public const string Name = "TA.Casework";

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] };
    private static readonly InstrumentAdvice<long> Pieces = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128] };

    private readonly Meter _meter;
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _unknown;
    private readonly Histogram<long> _writtenChanges;
    private readonly Histogram<double> _writeTime;
    private readonly Histogram<double> _lag;
    private readonly Histogram<long> _batch;
    private readonly Counter<long> _sweeps;
    private readonly Histogram<double> _sweepTime;
    private readonly Counter<long> _caughtUp;

    /// <summary>Makes the instruments; who listens to none of them pays nearly nothing.</summary>
    public Measures(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _accepted = _meter.CreateCounter<long>("ta.updates.accepted", "{update}", "Commands that were accepted and are durable, repetitions included, by command");
        _refused = _meter.CreateCounter<long>("ta.updates.refused", "{update}", "Commands that were refused, by command, refusal and kind of refusal");
        _unknown = _meter.CreateCounter<long>("ta.updates.unknown", "{update}", "Commands of which nobody knows whether they were kept, by command");
        _writtenChanges = _meter.CreateHistogram("ta.write.changes", "{change}", "Changes of an engagement that one write to the grain storage kept", advice: Pieces);
        _writeTime = _meter.CreateHistogram("ta.write.duration", "s", "How long a write to the grain storage took, waiting for its turn included, by state and result", advice: Seconds);
        _lag = _meter.CreateHistogram("ta.projection.lag", "s", "From the commit of a change to its row in the portfolio", advice: Seconds);
        _batch = _meter.CreateHistogram("ta.projection.batch", "{state}", "Engagements and programmes that were written to the portfolio at once", advice: Pieces);
        _sweeps = _meter.CreateCounter<long>("ta.sweeps", "{sweep}", "Sweeps of the portfolio, by result");
        _sweepTime = _meter.CreateHistogram("ta.sweep.duration", "s", "How long a sweep of the portfolio took", advice: Seconds);
        _caughtUp = _meter.CreateCounter<long>("ta.sweep.caught_up", "{state}", "States that a sweep found other than their rows, by what was done");
    }

    internal void Answered(string command, Outcome outcome)
    {
        var named = new KeyValuePair<string, object?>("command", command);
        switch (outcome.Kind)
        {
            case OutcomeKind.Accepted:
                _accepted.Add(1, named);
                break;
            case OutcomeKind.Refused:
                _refused.Add(1, named, new("refusal", outcome.Refusal!.GetType().Name), new("kind", outcome.Refusal.Kind().ToString().ToLowerInvariant()));
                break;
            case OutcomeKind.Unknown:
                _unknown.Add(1, named);
                break;
        }
    }

    internal void Written(string state, TimeSpan took, bool isKept) => _writeTime.Record(took.TotalSeconds, new("state", state), new("result", isKept ? "kept" : "failed"));

    internal void WrittenChanges(long count) => _writtenChanges.Record(count);

    internal void Projected(TimeSpan lag) => _lag.Record(lag.TotalSeconds);

    internal void ProjectedTogether(int count) => _batch.Record(count);

    internal void Swept(TimeSpan took, int read, int removed)
    {
        _sweeps.Add(1, new KeyValuePair<string, object?>("result", "done"));
        _sweepTime.Record(took.TotalSeconds);
        _caughtUp.Add(read, new KeyValuePair<string, object?>("done", "read"));
        _caughtUp.Add(removed, new KeyValuePair<string, object?>("done", "removed"));
    }

    internal void SweepFailed() => _sweeps.Add(1, new KeyValuePair<string, object?>("result", "failed"));

    /// <summary>Has a number looked up whenever somebody collects.</summary>
    internal void Watch(string name, string unit, string description, Func<int> number) => _meter.CreateObservableGauge(name, number, unit, description);
}

/// <summary>Registers what the product measures and tells of commands.</summary>
public static class MeasuresRegistration
{
    /// <summary>Adds it, once.</summary>
    public static IServiceCollection AddMeasures(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<Measures>();
        services.TryAddSingleton<CommandLog>();
        return services;
    }
}
