using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using TA.Casework.Documents;
using TA.Casework.Grains;
using TA.Casework.Portfolio;
using TA.Casework.Storage;
using TA.Casework.Verification;
using TA.Engagements;

namespace TA.Casework.Installations;

/// <summary>
/// Puts the pieces of an installation into a place that is empty, through the grain storage that the product itself uses. Nothing else may work there. A process that ends in the middle leaves a note
/// behind (<see cref="UnfinishedCopy"/>); the same copy then begins again and passes over what is there already.
/// </summary>
/// <param name="storage">The grain storage of a silo.</param>
/// <param name="catalogue">What it holds.</param>
/// <param name="stored">The bytes of it.</param>
/// <param name="contents">Documents.</param>
/// <param name="tables">What lives in SQL alone.</param>
/// <param name="keepKey">Keeps a key of data protection, by its name; the same one again succeeds.</param>
/// <param name="unfinished">The note.</param>
/// <param name="grains">The grains of the silo.</param>
/// <param name="sweep">Makes the portfolio.</param>
public sealed class InstallationTarget(
    IGrainStorage storage, IEngagementCatalogue catalogue, IStoredGrains stored, IContents contents, LastingTables tables, Func<string, ReadOnlyMemory<byte>, CancellationToken, Task> keepKey,
    UnfinishedCopy unfinished, IGrainFactory grains, Sweep sweep)
{
    private readonly ConcurrentQueue<Piece> _rows = [];
    private readonly ConcurrentDictionary<string, Head> _heads = [];

    /// <summary>The newest event of each engagement that was put here.</summary>
    public IReadOnlyDictionary<string, Head> Heads => _heads;

    /// <summary>Begins, or begins again.</summary>
    /// <param name="from">What is copied, see <see cref="UnfinishedCopy.Begin"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnfinishedCopyException">Something else was begun here and not finished.</exception>
    /// <exception cref="InvalidDataException">The place is not empty.</exception>
    public async Task Begin(string from, CancellationToken cancellationToken)
    {
        var before = await unfinished.From(cancellationToken);
        if (before == from)
            return;
        if (before is not null)
            throw new UnfinishedCopyException(before);
        foreach (var state in Piece.States)
            if (await catalogue.Count(state, cancellationToken) > 0)
                throw new InvalidDataException("the place is not empty: it has engagements, programmes or numbers. Name an empty one.");
        if (await tables.HoldsAccounts(cancellationToken))
            throw new InvalidDataException("the place is not empty: it has accounts. Name an empty one.");
        await unfinished.Begin(from, cancellationToken);
    }

    /// <summary>Puts a piece in its place, unless it is there. Several can be put at once.</summary>
    /// <exception cref="InvalidDataException">It is no piece of an installation, or belongs to a newer release, or what is written once is there with other content.</exception>
    public async Task Put(Piece piece, CancellationToken cancellationToken)
    {
        switch (piece.Parts())
        {
            case ("documents", var sha256):
                await PutDocument(sha256, piece.Content, cancellationToken);
                break;
            case ("sql", _):
                _rows.Enqueue(piece);
                break;
            case ("keys", var name):
                await keepKey(name, piece.Content, cancellationToken);
                break;
            case (var state, var key):
                if (state == "engagement")
                    _heads[key] = HeadOf(key, piece.Content.Span);
                await PutState(state, key, piece.Content, cancellationToken);
                break;
        }
    }

    /// <summary>Does what is left when all pieces are there: the tables, what was half done, the portfolio. It is an installation once it was verified, see <see cref="End"/>.</summary>
    /// <param name="progress">Hears of the portfolio.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task Finish(IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        await tables.Write(_rows, cancellationToken);
        // The United Nations first: its calendar goes to the Member States, and from them to the engagements, some of which were read before it changed.
        var states = new List<string>();
        await foreach (var (key, _) in catalogue.List("member-state", cancellationToken))
            states.Add(key);
        foreach (var key in states.OrderBy(k => k != GrainKeys.MemberState(WorkingCalendars.UnitedNations)))
            await grains.GetGrain<IMemberStateGrain>(key).TellAgain();
        await sweep.Rebuild(progress, cancellationToken);
    }

    /// <summary>Nothing is wrong with what is here: it is an installation from now on, on which a site can start.</summary>
    public Task End(CancellationToken cancellationToken) => unfinished.End(cancellationToken);

    private async Task PutState(string state, string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var there = await stored.Read(state, key, cancellationToken);
        if (there is not null && there.Utf8Json.Span.SequenceEqual(bytes.Span))
            return;
        if (there is not null && state == "history")
            throw new InvalidDataException($"{key} (history), which is written once, is there with other content.");
        await storage.WriteStateAsync(state, GrainId.Create(state, key), new GrainState<BinaryData>(new(bytes), there?.Tag), cancellationToken);
    }

    private async Task PutDocument(string sha256, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (Convert.ToHexStringLower(SHA256.HashData(bytes.Span)) != sha256)
            throw new InvalidDataException($"The document {sha256} is damaged: its content has another hash.");
        await using (var there = await contents.Open(sha256, cancellationToken))
            if (there is not null)
                return;
        await new DocumentStore(contents).Keep(bytes, cancellationToken);
    }

    private static Head HeadOf(string key, ReadOnlySpan<byte> bytes)
    {
        EngagementRecord record;
        try
        {
            record = JsonSerializer.Deserialize<EngagementRecord>(bytes, EngagementJson.Stored) ?? throw new JsonException("It is empty.");
        }
        catch (Exception fault) when (fault is JsonException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{key} (engagement) cannot be read: {fault.Message}", fault);
        }

        return record.Format <= EngagementRecord.CurrentFormat
            ? new(record.Version, record.Head)
            : throw new InvalidDataException($"{key} is kept in form {record.Format}, which only a newer release knows.");
    }
}
