using System.Globalization;
using System.Text.Json;
using TA.Casework.Grains;
using TA.Casework.Storage;
using TA.Engagements;

namespace TA.Casework.Verification;

/// <summary>Something that is not as it must be.</summary>
/// <param name="Key">The engagement, programme or other record concerned.</param>
/// <param name="What">What is wrong, in English.</param>
public sealed record Fault(string Key, string What);

/// <summary>What was checked, and what is wrong.</summary>
public sealed record VerificationReport(int Engagements, long Events, int Programmes, int MemberStates, IReadOnlyDictionary<string, Head> Heads, IReadOnlyList<Fault> Faults);

/// <summary>Compares an engagement that is sound in itself with what is kept of it elsewhere; says what differs.</summary>
/// <param name="record">The engagement's record.</param>
/// <param name="tag">The storage tag the record has.</param>
public delegate Task<IReadOnlyList<string>> ComparedElsewhere(EngagementRecord record, string tag);

/// <summary>
/// Checks everything that the grain storage holds, reading only. Works beside a running server: what looks wrong is looked at again after a pause,
/// for a change may have been under way.
/// </summary>
/// <param name="catalogue">What the storage holds.</param>
/// <param name="stored">The bytes of it.</param>
/// <param name="earlier">Heads of an earlier export that history must still contain.</param>
/// <param name="elsewhere">A further comparison, or null.</param>
/// <param name="pause">How long to wait before looking again.</param>
public sealed class Verification(IEngagementCatalogue catalogue, StoredGrains stored, IReadOnlyDictionary<string, Head> earlier, ComparedElsewhere? elsewhere, TimeSpan pause)
{
    private readonly Dictionary<string, Head> _heads = [];
    private readonly Dictionary<string, HashSet<string>> _numbered = [];
    private ILookup<string, string> _segments = Array.Empty<string>().ToLookup(k => k);

    /// <summary>Checks all of it.</summary>
    /// <param name="progress">Hears how many records are done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<VerificationReport> Run(IProgress<int>? progress, CancellationToken cancellationToken)
    {
        await ListSegments(cancellationToken);
        var memberStates = await Keys("member-state", cancellationToken);
        var programmes = await Keys("programme", cancellationToken);
        var kept = await Keys("engagement", cancellationToken);
        // History or an earlier head without a record tells of an engagement that is gone.
        var engagements = kept.Union(_segments.Select(s => s.Key)).Union(earlier.Keys).ToList();

        var checks = memberStates.Select(key => (Key: key, Check: (Func<List<string>, Task>)(faults => Done(() => CheckMemberState(key, faults)))))
            .Concat(programmes.Select(key => (Key: key, Check: (Func<List<string>, Task>)(faults => Done(() => CheckProgramme(key, faults))))))
            .Concat(engagements.Select(key => (Key: key, Check: (Func<List<string>, Task>)(faults => CheckEngagement(key, faults)))))
            .ToList();
        var again = new List<(string Key, Func<List<string>, Task> Check)>();
        for (var i = 0; i < checks.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((await Faults(checks[i])).Count > 0)
                again.Add(checks[i]);
            progress?.Report(i + 1);
        }

        var faults = new List<Fault>();
        if (again.Count > 0)
        {
            await Task.Delay(pause, cancellationToken);
            _numbered.Clear();
            await ListSegments(cancellationToken);
            foreach (var check in again)
                faults.AddRange(await Faults(check));
        }

        return new(kept.Count, _heads.Values.Sum(h => h.Version), programmes.Count, memberStates.Count, _heads, faults);
    }

    private static Task Done(Action check)
    {
        check();
        return Task.CompletedTask;
    }

    private static async Task<List<Fault>> Faults((string Key, Func<List<string>, Task> Check) subject)
    {
        var faults = new List<string>();
        await subject.Check(faults);
        return [.. faults.Select(f => new Fault(subject.Key, f))];
    }

    private async Task CheckEngagement(string key, List<string> faults)
    {
        _heads.Remove(key);
        var (record, tag) = Read<EngagementRecord>("engagement", key, faults);
        if (record is null)
            return;
        var segments = new List<(long, HistorySegment)>();
        // The segments are read after the record: what has left its tail meanwhile is in them.
        foreach (var segment in _segments[key])
            if (Read<HistorySegment>("history", segment, faults).State is { } state)
                segments.Add((long.Parse(segment.AsSpan(key.Length + 2), CultureInfo.InvariantCulture), state));
        if (record.Format > EngagementRecord.CurrentFormat)
        {
            faults.Add($"it is kept in form {record.Format}, which only a newer version of the product can check");
            return;
        }

        var history = HistoryCheck.Join(record, segments, faults);
        HistoryCheck.Check(key, record, history, faults);
        if (history.Count > 0)
            _heads[key] = new(history[^1].Version, history[^1].Hash);
        if (earlier.TryGetValue(key, out var head) && history.FirstOrDefault(e => e.Version == head.Version)?.Hash != head.Hash)
            faults.Add($"its history no longer holds the event {head.Version} of the earlier export");
        if (!IsNumbered(key))
            faults.Add("its Member State has given no such number");
        if (faults.Count == 0 && elsewhere is not null)
            faults.AddRange(await elsewhere(record, tag));
    }

    private void CheckMemberState(string key, List<string> faults)
    {
        if (Read<MemberStateRecord>("member-state", key, faults).State is not { } record)
            return;
        foreach (var given in record.Openings.GroupBy(o => o.Reference).Where(g => g.Count() > 1))
            faults.Add($"the number {given.Key} was given {given.Count()} times");
        foreach (var opening in record.Openings)
        {
            if (opening.IsHalfDone)
                faults.Add($"the opening of {opening.Reference} is not finished");
            else if (stored.Read("engagement", opening.Reference.ToString()) is null)
                faults.Add($"the number {opening.Reference} was given, but there is no such engagement");
        }
    }

    private void CheckProgramme(string key, List<string> faults)
    {
        if (Read<ProgrammeRecord>("programme", key, faults).State is not { } record)
            return;
        Programme? replayed = null;
        foreach (var entry in record.History)
        {
            replayed = ProgrammeRules.Decide(replayed, new(key), entry.Command, entry.Actor, entry.CommandId).Becomes;
            if (replayed?.Version == entry.Version)
                continue;
            faults.Add($"change {entry.Version} cannot be replayed");
            return;
        }

        if (replayed != record.Programme)
            faults.Add("the state is not what its history leads to");
    }

    private bool IsNumbered(string reference)
    {
        var state = reference[..3];
        if (!_numbered.TryGetValue(state, out var numbers))
        {
            var record = Read<MemberStateRecord>("member-state", GrainKeys.MemberState(state), []).State;
            _numbered[state] = numbers = [.. record?.Openings.Select(o => o.Reference.ToString()) ?? []];
        }

        return numbers.Contains(reference);
    }

    private (T? State, string Tag) Read<T>(string name, string key, List<string> faults) where T : class
    {
        if (stored.Read(name, key) is not { } found)
        {
            faults.Add("there is no such record");
            return (null, "");
        }

        try
        {
            return (JsonSerializer.Deserialize<T>(found.Utf8Json.Span, EngagementJson.Stored) ?? throw new JsonException("It is empty."), found.Tag);
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            faults.Add($"{(name == "history" ? key : "the record")} cannot be read: {fault.Message}");
            return (null, found.Tag);
        }
    }

    private async Task<List<string>> Keys(string name, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        await foreach (var entry in catalogue.List(name, cancellationToken))
            keys.Add(entry.Key);
        return keys;
    }

    private async Task ListSegments(CancellationToken cancellationToken) =>
        _segments = (await Keys("history", cancellationToken)).ToLookup(key => key[..key.LastIndexOf("-h", StringComparison.Ordinal)]);
}
