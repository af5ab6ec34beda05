using System.Security.Cryptography;
using TA.Engagements;

namespace TA.Casework.Documents;

/// <summary>Takes documents: says what they are, refuses what is none, and keeps the content under its SHA-256.</summary>
/// <param name="contents">Where content is kept.</param>
public sealed class DocumentStore(IContents contents)
{
    /// <summary>Keeps a document and says what it is; a refusal for what is neither PDF nor DOCX, empty or above <see cref="Limits.DocumentBytes"/>.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="cancellationToken">Gives up; nothing is kept then.</param>
    public async Task<(KeptDocument? Kept, DocumentFault? Fault)> Keep(Stream content, CancellationToken cancellationToken)
    {
        var draft = Draft();
        try
        {
            string hash;
            long length;
            await using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                var buffer = new byte[81920];
                for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;)
                {
                    if (file.Length + read > Limits.DocumentBytes)
                        return (null, DocumentFault.TooLarge);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                }

                length = file.Length;
                file.Position = 0;
                hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
                file.Flush(flushToDisk: true);
                if (length == 0)
                    return (null, DocumentFault.Empty);
            }

            if (await TypeOf(draft, cancellationToken) is not { } type)
                return (null, DocumentFault.OtherType);
            await contents.Keep(draft, hash, cancellationToken);
            return (new(hash, type, length), null);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Keeps content that the product itself writes, such as the text of a draft, and gives its hash. It is durable when this returns.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="cancellationToken">Gives up; nothing is kept then.</param>
    public async Task<string> Keep(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        var draft = Draft();
        try
        {
            await using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
            {
                await file.WriteAsync(content, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            await contents.Keep(draft, hash, cancellationToken);
            return hash;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Reads content whole; null when there is none of that hash.</summary>
    /// <param name="sha256">64 lower-case hexadecimal digits, taken from a record and not from an address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<byte[]?> Read(string sha256, CancellationToken cancellationToken)
    {
        await using var content = await contents.Open(sha256, cancellationToken);
        if (content is null)
            return null;
        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    /// <summary>Opens a document; null when there is none of that hash.</summary>
    /// <param name="sha256">64 lower-case hexadecimal digits, taken from a record and not from an address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Stream?> Open(string sha256, CancellationToken cancellationToken) => contents.Open(sha256, cancellationToken);

    private string Draft() => Path.Combine(contents.Drafts, $"{Guid.NewGuid():n}.part");

    // What a file is, its first bytes say, not its name: %PDF-, or a zip archive that holds word/document.xml.
    private static async Task<DocumentType?> TypeOf(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        var start = new byte[5];
        if (await file.ReadAtLeastAsync(start, 5, throwOnEndOfStream: false, cancellationToken) < 5)
            return null;
        if (start.AsSpan().SequenceEqual("%PDF-"u8))
            return DocumentType.Pdf;
        if (!start.AsSpan(0, 4).SequenceEqual("PK\x03\x04"u8))
            return null;
        try
        {
            file.Position = 0;
            using var archive = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Read);
            return archive.GetEntry("word/document.xml") is null ? null : DocumentType.Docx;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}

/// <summary>A document whose content is kept.</summary>
public sealed record KeptDocument(string Sha256, DocumentType Type, long Bytes);

/// <summary>Why a document is not taken.</summary>
public enum DocumentFault
{
    /// <summary>It holds nothing.</summary>
    Empty,

    /// <summary>It is larger than <see cref="Limits.DocumentBytes"/>.</summary>
    TooLarge,

    /// <summary>It is neither PDF nor DOCX.</summary>
    OtherType,
}
