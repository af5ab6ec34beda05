namespace TA.Casework.Documents;

/// <summary>Where content is kept, each piece named by its SHA-256. What is there is never changed.</summary>
public interface IContents
{
    /// <summary>A folder of this machine in which content is put together before it is kept; it is there.</summary>
    string Drafts { get; }

    /// <summary>Keeps a file under its hash; it is durable when this returns. The same content again succeeds. The file may be gone afterwards.</summary>
    /// <param name="file">A file in <see cref="Drafts"/>, already on the disk.</param>
    /// <param name="sha256">Its SHA-256, 64 lower-case hexadecimal digits.</param>
    /// <param name="cancellationToken">Gives up; nothing is kept then, or all of it.</param>
    /// <exception cref="IOException">The storage cannot take it; the message is one line.</exception>
    Task Keep(string file, string sha256, CancellationToken cancellationToken);

    /// <summary>Opens content for reading, seekable; null when there is none of that hash.</summary>
    /// <param name="sha256">64 lower-case hexadecimal digits, taken from a record and not from an address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The storage cannot be read; the message is one line.</exception>
    Task<Stream?> Open(string sha256, CancellationToken cancellationToken);
}
