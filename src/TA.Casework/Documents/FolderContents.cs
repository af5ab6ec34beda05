namespace TA.Casework.Documents;

/// <summary>Content in a folder, which is made with the first piece. A piece is put together in the same folder and renamed, so that there is all of it or nothing.</summary>
public sealed class FolderContents(string folder) : IContents
{
    /// <inheritdoc/>
    public string Drafts => Directory.CreateDirectory(folder).FullName;

    /// <inheritdoc/>
    public Task Keep(string file, string sha256, CancellationToken cancellationToken)
    {
        File.Move(file, Path.Combine(folder, sha256), overwrite: true);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<Stream?> Open(string sha256, CancellationToken cancellationToken) =>
        Task.FromResult<Stream?>(Path.Combine(folder, sha256) is var path && File.Exists(path) ? File.OpenRead(path) : null);
}
