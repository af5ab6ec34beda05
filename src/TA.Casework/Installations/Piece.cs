using System.Text.RegularExpressions;

namespace TA.Casework.Installations;

/// <summary>
/// A piece of an installation: what a backup holds and what a move carries, one after the other. A whole installation is a stream of pieces in this order, which makes it consistent while others write:
/// <list type="number">
/// <item><c>sql/mail_….json</c>: mails that wait, and how far the histories have been looked through for mails. Before the histories, so that none is taken as looked through that is not there.</item>
/// <item>Of each engagement <c>engagement/KEY.json</c>, its record; then <c>history/KEY.json</c>, the sealed pieces of history that the record names, and <c>documents/SHA-256</c>, the content that either
/// names. What a record names was kept before it.</item>
/// <item><c>member-state/KEY.json</c>: the numbers given. Behind the engagements, so that no number is given twice; behind each the engagements that were opened meanwhile.</item>
/// <item><c>programme/KEY.json</c>, <c>sql/….json</c> (organizations, accounts) and <c>keys/NAME.xml</c> (data protection): behind what names them.</item>
/// </list>
/// The portfolio is not among them: it is made anew from the records.
/// </summary>
/// <param name="Name">The kind and the key, see above.</param>
/// <param name="Content">All of it; of a grain the bytes as they stand in the storage.</param>
public sealed partial record Piece(string Name, ReadOnlyMemory<byte> Content)
{
    /// <summary>The states of grains that an installation has.</summary>
    public static readonly IReadOnlyList<string> States = ["engagement", "history", "member-state", "programme"];

    /// <summary>A piece of its kind.</summary>
    /// <param name="kind">A state of a grain, <c>documents</c>, <c>sql</c> or <c>keys</c>.</param>
    /// <param name="key">What it is called among its kind.</param>
    /// <param name="content">All of it.</param>
    public static Piece Of(string kind, string key, ReadOnlyMemory<byte> content) =>
        new(kind switch { "documents" => $"{kind}/{key}", "keys" => $"{kind}/{key}.xml", _ => $"{kind}/{key}.json" }, content);

    /// <summary>The kind and the key that the name consists of. Names come from files that anybody can have written: a key has letters, digits, hyphens and underscores only.</summary>
    /// <exception cref="InvalidDataException">An installation has no piece of such a name.</exception>
    public (string Kind, string Key) Parts() => Form().Match(Name) is { Success: true } match && Of(match.Groups[1].Value, match.Groups[2].Value, default).Name == Name
        ? (match.Groups[1].Value, match.Groups[2].Value)
        : throw new InvalidDataException($"'{Name}' is no piece of an installation that this release knows.");

    [GeneratedRegex(@"\A(engagement|history|member-state|programme|documents|sql|keys)/([A-Za-z0-9_-]{1,200})(?:\.[a-z]{3,4})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
