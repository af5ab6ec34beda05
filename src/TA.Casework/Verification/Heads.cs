using System.Globalization;
using System.Text.RegularExpressions;
using TA.Engagements;

namespace TA.Casework.Verification;

/// <summary>The newest event of an engagement as it was at one time: kept elsewhere, it shows that history was not written anew.</summary>
/// <param name="Version">The version of the event, from 1.</param>
/// <param name="Hash">Its hash, 64 lower-case hexadecimal digits.</param>
public readonly record struct Head(long Version, string Hash);

/// <summary>Heads as a text file: a line for each engagement with its reference, version and hash.</summary>
public static partial class Heads
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">A line is no head, or an engagement is named twice; the message names the line.</exception>
    public static async Task<Dictionary<string, Head>> Read(string file, CancellationToken cancellationToken)
    {
        var heads = new Dictionary<string, Head>();
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
        {
            number++;
            if (Line().Match(line) is not { Success: true } match || !EngagementReference.TryParse(match.Groups[1].Value, null, out _)
                || !heads.TryAdd(match.Groups[1].Value, new(long.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture), match.Groups[3].Value)))
                throw new InvalidDataException($"Line {number} of {file} is no head of an engagement, or names one twice.");
        }

        return heads;
    }

    /// <summary>Writes a file, ordered by reference; a file that is there is replaced as a whole.</summary>
    public static async Task Write(string file, IReadOnlyDictionary<string, Head> heads, CancellationToken cancellationToken)
    {
        var temporary = $"{file}.part";
        await File.WriteAllLinesAsync(temporary, heads.OrderBy(h => h.Key, StringComparer.Ordinal)
            .Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Key} {h.Value.Version} {h.Value.Hash}")), cancellationToken);
        File.Move(temporary, file, overwrite: true);
    }

    [GeneratedRegex(@"\A(\S+) ([1-9][0-9]{0,17}) ([0-9a-f]{64})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
