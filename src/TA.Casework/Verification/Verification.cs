using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using TA.Casework.Documents;
using TA.Casework.Grains;
using TA.Casework.Portfolio;
using TA.Casework.Storage;
using TA.Engagements;

namespace TA.Casework.Verification;

/// <summary>Something that is not as it must be.</summary>
/// <param name="Key">The engagement, programme or other record concerned.</param>
/// <param name="What">What is wrong, in English.</param>
public sealed record Fault(string Key, string What);

/// <summary>What was checked, and what is wrong.</summary>
/// <param name="Engagements">How many engagements.</param>
/// <param name="Events">How many events they have.</param>
/// <param name="Programmes">How many programmes.</param>
/// <param name="MemberStates">How many Member States.</param>
/// <param name="WithPortfolio">Whether the portfolio was compared with them.</param>
/// <param name="Heads">The newest hash of each engagement's history.</param>
/// <param name="Faults">What is wrong.</param>
public sealed record VerificationReport(int Engagements, long Events, int Programmes, int MemberStates, bool WithPortfolio, IReadOnlyDictionary<string, Head> Heads, IReadOnlyList<Fault> Faults);

/// <summary>
/// Checks everything that the grain storage holds, reading only. Works beside a running server: what looks wrong is looked at again after a pause,
/// for a change may have been under way.
/// </summary>
/// <param name="catalogue">What the storage holds.</param>
/// <param name="stored">The bytes of it.</param>
/// <param name="earlier">Heads of an earlier export that history must still contain.</param>
/// <param name="portfolio">The portfolio, whose rows must be those of what is sound in the storage and no others; or null.</param>
/// <param name="contents">Documents: each that a record or its history names must be there.</param>
/// <param name="pause">How long to wait before looking again.</param>
/// <param name="readsDocuments">Whether each document is read, to see that it is what its hash says.</param>
public sealed class Verification(
    IEngagementCatalogue catalogue, IStoredGrains stored, IReadOnlyDictionary<string, Head> earlier, PortfolioComparison? portfolio, IContents contents, TimeSpan pause, bool readsDocuments = false)
{
    private readonly HashSet<string> _sound = [];
    private readonly HashSet<string> _named = [];
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

        var checks = memberStates.Select(key => (Key: key, Check: (Func<List<string>, Task>)(faults => CheckMemberState(key, faults, cancellationToken))))
            .Concat(programmes.Select(key => (Key: key, Check: (Func<List<string>, Task>)(faults => CheckProgramme(key, faults, cancellationToken)))))
            .Concat(engagements.Select(key => (Key: key, Check: (Func<List<string>, Task>)(faults => CheckEngagement(key, faults, cancellationToken)))))
            .ToList();
        // What the portfolio lists is asked for last: what was made meanwhile is in the storage then, too.
        checks.AddRange((await Listed(cancellationToken)).Except(kept).Except(programmes)
            .Select(key => (key, (Func<List<string>, Task>)(faults => CheckSurplus(key, faults, cancellationToken)))));
        var again = new List<((string Key, Func<List<string>, Task> Check) Subject, string? Tag)>();
        for (var i = 0; i < checks.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var tag = await TagOf(checks[i].Key, cancellationToken);
            if ((await Faults(checks[i])).Count > 0)
                again.Add((checks[i], tag));
            progress?.Report(i + 1);
        }

        var faults = new List<Fault>();
        if (again.Count > 0)
        {
            await Task.Delay(pause, cancellationToken);
            await Refresh(cancellationToken);
            foreach (var (subject, tag) in again)
                faults.AddRange(await Again(subject, tag, cancellationToken));
        }

        return new(kept.Count, _heads.Values.Sum(h => h.Version), programmes.Count, memberStates.Count, portfolio is not null, _heads, faults);
    }

    /// <summary>
    /// Looks again at what has had its pause. What has changed since is still at work, and its rows may be a moment behind: it gets the pause anew from its last change on, ten times at most, and is in order as soon as
    /// one look finds it so.
    /// </summary>
    private async Task<List<Fault>> Again((string Key, Func<List<string>, Task> Check) subject, string? tag, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var changed = began - (long)(pause.TotalSeconds * TimeProvider.System.TimestampFrequency); ; await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken), await Refresh(cancellationToken))
        {
            var faults = await Faults(subject);
            var now = await TagOf(subject.Key, cancellationToken);
            if (now != tag)
                (tag, changed) = (now, TimeProvider.System.GetTimestamp());
            if (faults.Count == 0 || TimeProvider.System.GetElapsedTime(changed) >= pause || TimeProvider.System.GetElapsedTime(began) >= 10 * pause)
                return faults;
        }
    }

    private async Task<string?> TagOf(string key, CancellationToken cancellationToken) =>
        (await stored.Read("engagement", key, cancellationToken) ?? await stored.Read("programme", key, cancellationToken) ?? await stored.Read("member-state", key, cancellationToken))?.Tag;

    private static async Task<List<Fault>> Faults((string Key, Func<List<string>, Task> Check) subject)
    {
        var faults = new List<string>();
        await subject.Check(faults);
        return [.. faults.Select(f => new Fault(subject.Key, f))];
    }

    private async Task CheckEngagement(string key, List<string> faults, CancellationToken cancellationToken)
    {
        _heads.Remove(key);
        _named.Clear();
        var record = await Read<EngagementRecord>("engagement", key, faults, cancellationToken);
        if (record is null)
            return;
        var segments = new List<(long, HistorySegment)>();
        // The segments are read after the record: what has left its tail meanwhile is in them.
        foreach (var segment in _segments[key])
            if (await Read<HistorySegment>("history", segment, faults, cancellationToken) is { } state)
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
        if (!await IsNumbered(key, cancellationToken))
            faults.Add("its Member State has given no such number");
        foreach (var sha256 in _named)
            if (!_sound.Contains(sha256) && await WrongWith(sha256, cancellationToken) is { } wrong)
                faults.Add($"the document {sha256}, which it names, {wrong}");
            else
                _sound.Add(sha256);
        if (faults.Count == 0 && portfolio is not null)
            faults.AddRange(await portfolio.Differences(record, cancellationToken));
    }

    private async Task<string?> WrongWith(string sha256, CancellationToken cancellationToken)
    {
        await using var content = await contents.Open(sha256, cancellationToken);
        return content is null ? "is not there"
            : readsDocuments && Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)) != sha256 ? "is damaged: its content has another hash"
            : null;
    }

    private async Task CheckSurplus(string key, List<string> faults, CancellationToken cancellationToken)
    {
        if (await stored.Read("engagement", key, cancellationToken) is null && await stored.Read("programme", key, cancellationToken) is null && (await Listed(cancellationToken)).Contains(key))
            faults.Add("the portfolio has rows of it, but there is no such engagement or programme");
    }

    private async Task<HashSet<string>> Listed(CancellationToken cancellationToken)
    {
        var listed = new HashSet<string>();
        if (portfolio is not null)
            await foreach (var key in portfolio.Keys(cancellationToken))
                listed.Add(key);
        return listed;
    }

    private async Task CheckMemberState(string key, List<string> faults, CancellationToken cancellationToken)
    {
        if (await Read<MemberStateRecord>("member-state", key, faults, cancellationToken) is not { } record)
            return;
        foreach (var given in record.Openings.GroupBy(o => o.Reference).Where(g => g.Count() > 1))
            faults.Add($"the number {given.Key} was given {given.Count()} times");
        foreach (var opening in record.Openings)
        {
            if (opening.IsHalfDone)
                faults.Add($"the opening of {opening.Reference} is not finished");
            else if (await stored.Read("engagement", opening.Reference.ToString(), cancellationToken) is null)
                faults.Add($"the number {opening.Reference} was given, but there is no such engagement");
        }
    }

    private async Task CheckProgramme(string key, List<string> faults, CancellationToken cancellationToken)
    {
        if (await Read<ProgrammeRecord>("programme", key, faults, cancellationToken) is not { } record)
            return;
        Programme? replayed = null;
        foreach (var entry in record.History)
        {
            replayed = ProgrammeRules.Decide(replayed, new(key), entry.Command, entry.CommandId, DateOnly.FromDateTime(entry.At.UtcDateTime)).Becomes;
            if (replayed?.Version == entry.Version)
                continue;
            faults.Add($"change {entry.Version} cannot be replayed");
            return;
        }

        if (replayed != record.Programme)
            faults.Add("the state is not what its history leads to");
        else if (replayed is not null && portfolio is not null)
            faults.AddRange(await portfolio.Differences(replayed, cancellationToken));
    }

    private async Task<bool> IsNumbered(string reference, CancellationToken cancellationToken)
    {
        var state = reference[..3];
        if (!_numbered.TryGetValue(state, out var numbers))
        {
            var record = await Read<MemberStateRecord>("member-state", GrainKeys.MemberState(state), [], cancellationToken);
            _numbered[state] = numbers = [.. record?.Openings.Select(o => o.Reference.ToString()) ?? []];
        }

        return numbers.Contains(reference);
    }

    private async Task<T?> Read<T>(string name, string key, List<string> faults, CancellationToken cancellationToken) where T : class
    {
        if (await stored.Read(name, key, cancellationToken) is not { } found)
        {
            faults.Add("there is no such record");
            return null;
        }

        try
        {
            if (name is "engagement" or "history")
                _named.UnionWith(NamedDocuments.In(found.Utf8Json.Span));
            return JsonSerializer.Deserialize<T>(found.Utf8Json.Span, EngagementJson.Stored) ?? throw new JsonException("It is empty.");
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            faults.Add($"{(name == "history" ? key : "the record")} cannot be read: {fault.Message}");
            return null;
        }
    }

    private async Task<List<string>> Keys(string name, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        await foreach (var entry in catalogue.List(name, cancellationToken))
            keys.Add(entry.Key);
        return keys;
    }

    private async Task Refresh(CancellationToken cancellationToken)
    {
        _numbered.Clear();
        await ListSegments(cancellationToken);
    }

    private async Task ListSegments(CancellationToken cancellationToken) =>
        _segments = (await Keys("history", cancellationToken)).ToLookup(key => key[..key.LastIndexOf("-h", StringComparison.Ordinal)]);
}
