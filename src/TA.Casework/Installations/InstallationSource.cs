using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using TA.Casework.Documents;
using TA.Casework.Grains;
using TA.Casework.Storage;
using TA.Engagements;

namespace TA.Casework.Installations;

/// <summary>Reads a whole installation, piece by piece, past the grains and also while others write to it; writes nothing.</summary>
/// <param name="catalogue">What the grain storage holds.</param>
/// <param name="stored">The bytes of it.</param>
/// <param name="contents">Documents.</param>
/// <param name="tables">What lives in SQL alone.</param>
/// <param name="keys">Reads the keys of data protection.</param>
public sealed class InstallationSource(
    IEngagementCatalogue catalogue, IStoredGrains stored, IContents contents, LastingTables tables, Func<CancellationToken, IAsyncEnumerable<Piece>> keys)
{
    private readonly HashSet<string> _engagements = [];
    private readonly HashSet<string> _documents = [];

    /// <summary>All pieces, in the order that <see cref="Piece"/> explains. Can be called once.</summary>
    /// <param name="progress">Hears how many engagements are read, of how many there were at the beginning.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">Something is not there that a record names, or cannot be read; the message is one line.</exception>
    /// <exception cref="IOException">The storage cannot be read.</exception>
    public async IAsyncEnumerable<Piece> Read(IProgress<(int Done, int Of)>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var piece in await tables.ReadMails(cancellationToken))
            yield return piece;
        var count = progress is null ? 0 : await catalogue.Count("engagement", cancellationToken);
        await foreach (var (key, _) in catalogue.List("engagement", cancellationToken))
        {
            await foreach (var piece in Engagement(key, cancellationToken))
                yield return piece;
            progress?.Report((_engagements.Count, Math.Max(count, _engagements.Count)));
        }

        await foreach (var (key, _) in catalogue.List("member-state", cancellationToken))
        {
            var (piece, record) = await Grain<MemberStateRecord>("member-state", key, cancellationToken);
            yield return piece;
            // Numbers that were given since the engagements were listed. One that is half done is finished from this record, unless its engagement is there already.
            foreach (var opening in record.Openings)
                if (!opening.IsHalfDone || await stored.Read("engagement", opening.Reference.ToString(), cancellationToken) is not null)
                    await foreach (var late in Engagement(opening.Reference.ToString(), cancellationToken))
                        yield return late;
        }

        await foreach (var (key, _) in catalogue.List("programme", cancellationToken))
            yield return (await Grain<ProgrammeRecord>("programme", key, cancellationToken)).Piece;
        foreach (var piece in await tables.ReadPeople(cancellationToken))
            yield return piece;
        await foreach (var piece in keys(cancellationToken))
            yield return piece;
    }

    /// <summary>The record first: what it names was kept before it, and is never changed or removed.</summary>
    private async IAsyncEnumerable<Piece> Engagement(string key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!_engagements.Add(key))
            yield break;
        var (piece, record) = await Grain<EngagementRecord>("engagement", key, cancellationToken);
        yield return piece;
        var named = new List<string>(NamedDocuments.In(piece.Content.Span));
        // A later piece of history would hold what the record does not know of, and could never be sealed anew.
        for (var segment = 0L; record.Tail.Count > 0 && (segment + 1) * EngagementRecord.SegmentLength < record.Tail[0].Version; segment++)
        {
            var (sealedPiece, _) = await Grain<HistorySegment>("history", GrainKeys.Segment(EngagementReference.Parse(key), segment), cancellationToken);
            yield return sealedPiece;
            named.AddRange(NamedDocuments.In(sealedPiece.Content.Span));
        }

        foreach (var sha256 in named)
            if (_documents.Add(sha256))
                yield return await Document(sha256, key, cancellationToken);
    }

    private async Task<(Piece Piece, T Record)> Grain<T>(string state, string key, CancellationToken cancellationToken) where T : class
    {
        if (await stored.Read(state, key, cancellationToken) is not { } found)
            throw new InvalidDataException($"{key} ({state}) is not in the storage, though something else names it.");
        try
        {
            return (Piece.Of(state, key, found.Utf8Json), JsonSerializer.Deserialize<T>(found.Utf8Json.Span, EngagementJson.Stored) ?? throw new JsonException("It is empty."));
        }
        catch (Exception fault) when (fault is JsonException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{key} ({state}) cannot be read: {fault.Message}", fault);
        }
    }

    private async Task<Piece> Document(string sha256, string reference, CancellationToken cancellationToken)
    {
        await using var content = await contents.Open(sha256, cancellationToken)
            ?? throw new InvalidDataException($"{reference} names the document {sha256}, which is not there.");
        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, cancellationToken);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256
            ? Piece.Of("documents", sha256, bytes)
            : throw new InvalidDataException($"The document {sha256} of {reference} is damaged: its content has another hash.");
    }
}
