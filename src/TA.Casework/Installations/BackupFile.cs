using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TA.Engagements;

namespace TA.Casework.Installations;

/// <summary>What a backup holds.</summary>
/// <param name="Form">The form of the file.</param>
/// <param name="RecordFormat">The newest form of records that it can hold, see <see cref="EngagementRecord.CurrentFormat"/>.</param>
/// <param name="Begun">When it was begun, in UTC: what was acknowledged before is in it.</param>
/// <param name="Pieces">Every piece, in its order.</param>
public sealed record BackupManifest(int Form, int RecordFormat, DateTimeOffset Begun, IReadOnlyList<BackedUpPiece> Pieces);

/// <summary>A piece in a backup.</summary>
/// <param name="Name">See <see cref="Piece"/>.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of its content, 64 lower-case hexadecimal digits.</param>
public sealed record BackedUpPiece(string Name, long Bytes, string Sha256);

/// <summary>
/// A backup: a zip archive with a file for each <see cref="Piece"/> and behind them <c>manifest.json</c>, which names each with its length and hash; the archive's comment, which stands at the very end, is the
/// hash of all bytes before it. It holds accounts and keys, so that only its owner can read it.
/// </summary>
public sealed class BackupFile : IDisposable
{
    private const int CurrentForm = 1;
    private const string ManifestName = "manifest.json";
    private const int HashLength = 64;

    private readonly string _path;
    private readonly ZipArchive _archive;

    private BackupFile(string path, ZipArchive archive, BackupManifest manifest) => (_path, _archive, Manifest) = (path, archive, manifest);

    /// <summary>What it holds.</summary>
    public BackupManifest Manifest { get; }

    /// <summary>Tells this backup apart from any other: its SHA-256, 64 lower-case hexadecimal digits.</summary>
    public string Id => _archive.Comment;

    /// <summary>Writes a backup. It is put together under another name in the same folder and gets its own when it is whole and on the disk.</summary>
    /// <param name="path">The file; it must not be there.</param>
    /// <param name="pieces">What goes into it.</param>
    /// <param name="begun">When reading began.</param>
    /// <param name="cancellationToken">Gives up; there is no file then.</param>
    /// <exception cref="IOException">It is there already, or cannot be written.</exception>
    public static async Task<BackupManifest> Write(string path, IAsyncEnumerable<Piece> pieces, DateTimeOffset begun, CancellationToken cancellationToken)
    {
        path = Path.GetFullPath(path);
        if (Path.Exists(path))
            throw new IOException($"{path} is there already, and nothing is overwritten.");
        var draft = $"{path}.{Guid.NewGuid():n}.part";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            BackupManifest manifest;
            await using (var file = new FileStream(draft, options))
            {
                manifest = await Fill(file, pieces, begun, cancellationToken);
                var hash = await HashOf(file, cancellationToken);
                await file.WriteAsync(Encoding.ASCII.GetBytes(hash), cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: false);
            return manifest;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Opens a backup and checks all of it, before anything is done with it. It stays open, so that nobody changes it meanwhile.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">It is damaged, incomplete, of a newer release or no backup at all; the message is one line and says where.</exception>
    public static async Task<BackupFile> Open(string path, CancellationToken cancellationToken)
    {
        path = Path.GetFullPath(path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            var archive = await Sound(path, () => ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: false, entryNameEncoding: null, cancellationToken));
            var backup = new BackupFile(path, archive, await Sound(path, () => ReadManifest(path, archive, cancellationToken)));
            await backup.Check(cancellationToken);
            // What the pieces do not show: a change of the manifest, of the archive's own bytes.
            return await HashOf(file, cancellationToken) == archive.Comment ? backup : throw new InvalidDataException($"{path} is damaged: it is not as it was written.");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>The pieces, in their order.</summary>
    /// <param name="progress">Hears how many are read, of how many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<Piece> Read(IProgress<(int Done, int Of)>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var piece in Manifest.Pieces)
        {
            yield return await Read(piece, cancellationToken);
            progress?.Report((++done, Manifest.Pieces.Count));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    private static async Task<BackupManifest> Fill(FileStream file, IAsyncEnumerable<Piece> pieces, DateTimeOffset begun, CancellationToken cancellationToken)
    {
        await using var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        var held = new List<BackedUpPiece>();
        await foreach (var piece in pieces.WithCancellation(cancellationToken))
        {
            held.Add(new(piece.Name, piece.Content.Length, Convert.ToHexStringLower(SHA256.HashData(piece.Content.Span))));
            // Documents are compressed in themselves.
            await Add(archive, piece.Name, piece.Content, piece.Parts().Kind == "documents" ? CompressionLevel.NoCompression : CompressionLevel.Optimal, cancellationToken);
        }

        var manifest = new BackupManifest(CurrentForm, EngagementRecord.CurrentFormat, begun, held);
        await Add(archive, ManifestName, JsonSerializer.SerializeToUtf8Bytes(manifest, JsonSerializerOptions.Web), CompressionLevel.Optimal, cancellationToken);
        archive.Comment = new('0', HashLength);
        return manifest;
    }

    /// <summary>Of all bytes before the comment, at which the file then stands.</summary>
    private static async Task<string> HashOf(FileStream file, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        file.Position = 0;
        for (var left = file.Length - HashLength; left > 0;)
        {
            var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken);
            if (read == 0)
                throw new EndOfStreamException();
            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task Add(ZipArchive archive, string name, ReadOnlyMemory<byte> content, CompressionLevel level, CancellationToken cancellationToken)
    {
        await using var entry = await archive.CreateEntry(name, level).OpenAsync(cancellationToken);
        await entry.WriteAsync(content, cancellationToken);
    }

    private static async Task<BackupManifest> ReadManifest(string path, ZipArchive archive, CancellationToken cancellationToken)
    {
        if (archive.GetEntry(ManifestName) is not { Length: < int.MaxValue } entry)
            throw new InvalidDataException($"{path} is no whole backup: it has no manifest.");
        if (JsonSerializer.Deserialize<BackupManifest>(await Bytes(entry, cancellationToken), JsonSerializerOptions.Web) is not { Pieces: not null } manifest)
            throw new InvalidDataException($"{path} is no whole backup: its manifest names no pieces.");
        return manifest.Form <= CurrentForm && manifest.RecordFormat <= EngagementRecord.CurrentFormat
            ? manifest
            : throw new InvalidDataException($"{path} was written by a newer release.");
    }

    private async Task Check(CancellationToken cancellationToken)
    {
        foreach (var piece in Manifest.Pieces)
            await Read(piece, cancellationToken);
        if (_archive.Entries.Count != Manifest.Pieces.Count + 1)
            throw new InvalidDataException($"{_path} is damaged: it holds {_archive.Entries.Count - 1} pieces, and its manifest names {Manifest.Pieces.Count}.");
    }

    private async Task<Piece> Read(BackedUpPiece piece, CancellationToken cancellationToken)
    {
        var entry = _archive.GetEntry(piece.Name) ?? throw new InvalidDataException($"{_path} is damaged: {piece.Name} is missing.");
        var bytes = entry.Length == piece.Bytes && piece.Bytes < int.MaxValue ? await Sound(_path, () => Bytes(entry, cancellationToken)) : [];
        return bytes.Length == piece.Bytes && Convert.ToHexStringLower(SHA256.HashData(bytes)) == piece.Sha256
            ? new(piece.Name, bytes)
            : throw new InvalidDataException($"{_path} is damaged: {piece.Name} is not as it was written.");
    }

    private static async Task<byte[]> Bytes(ZipArchiveEntry entry, CancellationToken cancellationToken)
    {
        await using var content = await entry.OpenAsync(cancellationToken);
        var bytes = new byte[entry.Length];
        await content.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    /// <summary>What the reader of zip archives finds wrong, told of the file.</summary>
    private static async Task<T> Sound<T>(string path, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception fault) when (fault is JsonException or EndOfStreamException or NotSupportedException or ArgumentException
            || fault is InvalidDataException && !fault.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path} is damaged, or no backup: {fault.Message}", fault);
        }
    }
}
