using System.Text.Json;
using Xunit;

namespace TA.Faults;

/// <summary>Holds what callers were told against what the histories say.</summary>
internal static class Histories
{
    /// <summary>Each acknowledged command is there once and at its version, a refused one never, an unknown one once or not at all, no two have one version.</summary>
    public static async Task Check(Caller caller, IReadOnlyCollection<SentCommand> sent)
    {
        var faults = sent.Where(c => c.Fault is not null).Select(c => c.Fault!).ToList();
        foreach (var group in sent.GroupBy(c => c.Engagement))
        {
            var history = await Read(caller, group.Key);
            if (!history.Select(Version).SequenceEqual(Enumerable.Range(1, history.Count).Select(v => (long)v)))
                faults.Add($"Gap: the versions in the history of {group.Key} do not follow one another");
            faults.AddRange(group.Where(c => c.Version is not null).GroupBy(c => c.Version).Where(g => g.Count() > 1)
                .Select(g => $"Two at one version: {g.Key} of {group.Key} was acknowledged to {string.Join(" and to ", g)}"));
            // Each of these commands makes one event.
            var kept = history.ToLookup(Key, Version);
            faults.AddRange(group.Select(c => Fault(c, [.. kept[c.Key]])).OfType<string>());
        }

        AssertNone(faults);
    }

    /// <summary>Repeats what was unknown: what was kept has to be acknowledged as what it is, and a remark in any case.</summary>
    public static async Task Repeat(Caller caller, IReadOnlyCollection<SentCommand> unknown)
    {
        foreach (var group in unknown.GroupBy(c => c.Engagement))
        {
            var kept = (await Read(caller, group.Key)).ToLookup(Key, Version);
            foreach (var command in group.Where(c => kept[c.Key].Any()))
                command.WasKeptAt(kept[command.Key].First());
        }

        foreach (var command in unknown)
            await command.Send(caller);
        AssertNone([.. unknown.Select(c => c.Fault).OfType<string>(), .. unknown.Where(c => c is { IsComment: true, Version: null }).Select(c => $"Repeated and not acknowledged: {c}")]);
    }

    /// <summary>No number was given to two, each acknowledged opening is an engagement that can be read, and an unknown one gets one number when it is repeated, however often.</summary>
    public static async Task CheckOpenings(IReadOnlyCollection<string> before, IReadOnlyCollection<SentOpening> openings)
    {
        var unknown = openings.Where(o => o.Reference is null).ToList();
        foreach (var opening in unknown.Concat(unknown))
            await opening.Send();
        List<string> faults =
        [
            .. openings.Select(o => o.Fault).OfType<string>(),
            .. openings.Where(o => o.Reference is null).Select(o => $"Repeated and not opened: {o}"),
            .. openings.Select(o => o.Reference).OfType<string>().Concat(before).GroupBy(r => r).Where(g => g.Count() > 1).Select(g => $"Number given twice: {g.Key}"),
        ];
        foreach (var opening in openings.Where(o => o.Reference is not null))
            if (await opening.Sender.Get($"/api/engagements/{opening.Reference}") is { Status: not 200 } answer)
                faults.Add($"Opened and not there: {opening} was read with {answer.Status}");
        AssertNone(faults);
    }

    /// <summary>Says the first three faults of each kind, so that many of one kind do not hide another.</summary>
    public static void AssertNone(IReadOnlyCollection<string> faults) =>
        Assert.True(faults.Count == 0, string.Join('\n', faults.GroupBy(f => f.Split(':')[0]).SelectMany(kind => kind.Take(3).Prepend($"{kind.Count()} faults of the kind \"{kind.Key}\":"))));

    private static async Task<List<JsonElement>> Read(Caller caller, string engagement)
    {
        var answer = await caller.Get($"/api/engagements/{engagement}/history");
        Assert.True(answer.Status == 200, $"The history of {engagement} was answered with {answer.Status}.");
        return [.. answer.Body.EnumerateArray()];
    }

    private static string? Fault(SentCommand command, long[] kept) => command switch
    {
        { Version: not null } when kept is [] => $"Lost: {command}",
        { Version: { } version } when kept is not [var only] || only != version => $"Acknowledged, but kept elsewhere: at {string.Join(", ", kept)}, {command}",
        { IsWithoutEffect: true } when kept is not [] => $"Refused, but kept: {command}",
        _ when kept.Length > 1 => $"Kept more than once: {kept.Length} times, {command}",
        _ => null,
    };

    private static Guid Key(JsonElement entry) => entry.GetProperty("commandId").GetGuid();

    private static long Version(JsonElement entry) => entry.GetProperty("version").GetInt64();
}
