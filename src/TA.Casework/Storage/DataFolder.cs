using System.Diagnostics;
using System.Text.Json;

namespace TA.Casework.Storage;

/// <summary>
/// A data folder held by this process. The operating system keeps the lock and gives it up when the process ends in whatever way, so that a killed process never
/// leaves a folder shut; a note beside it says who holds it.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private const string LockName = "in-use.lock";
    private const string NoteName = "in-use.json";

    private readonly FileStream hold;

    private DataFolder(string path, FileStream hold)
    {
        Path = path;
        this.hold = hold;
    }

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>Makes a data folder, unless it is there, so that only its owner can look into it: it holds accounts and keys.</summary>
    public static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Makes the folder if need be and takes it for this process.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="verb">What this process does with it, such as <c>serve</c>; shown to whoever comes second.</param>
    /// <exception cref="DataFolderInUseException">Another opener holds it.</exception>
    /// <exception cref="IOException">The folder cannot be made or written to; the message is one line and names it.</exception>
    public static DataFolder Take(string path, string verb)
    {
        var folder = System.IO.Path.GetFullPath(path);
        try
        {
            MakePrivate(folder);
            // Never deleted: a second opener could lock a file that is already unlinked.
            var hold = Lock(folder);
            WriteNote(folder, new DataFolderHolder(Environment.ProcessId, verb, StartTime()));
            return new DataFolder(folder, hold);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException and not DataFolderInUseException)
        {
            throw new IOException($"The data folder {folder} cannot be used: {error.Message.Split('\n')[0].TrimEnd()}", error);
        }
    }

    /// <summary>Who holds the folder as far as its note tells, or null. For messages only: the note can outlive its process.</summary>
    public static DataFolderHolder? Holder(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<DataFolderHolder>(File.ReadAllText(System.IO.Path.Combine(path, NoteName)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Gives the folder back.</summary>
    public void Dispose()
    {
        if (hold.SafeFileHandle.IsClosed)
            return;
        File.Delete(System.IO.Path.Combine(Path, NoteName));
        hold.Dispose();
    }

    private static FileStream Lock(string folder)
    {
        var file = System.IO.Path.Combine(folder, LockName);
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(file))
        {
            throw new DataFolderInUseException(folder, Holder(folder));
        }
    }

    private static void WriteNote(string folder, DataFolderHolder holder)
    {
        // Renamed into place, so that a reader sees all of it or nothing.
        var note = System.IO.Path.Combine(folder, NoteName);
        File.WriteAllText(note + ".new", JsonSerializer.Serialize(holder));
        File.Move(note + ".new", note, overwrite: true);
    }

    private static DateTime StartTime()
    {
        using var self = Process.GetCurrentProcess();
        return self.StartTime.ToUniversalTime();
    }
}

/// <summary>A process that holds a data folder.</summary>
/// <param name="ProcessId">Its number on its machine.</param>
/// <param name="Verb">What it does, such as <c>serve</c>.</param>
/// <param name="Started">When it started, in UTC.</param>
public sealed record DataFolderHolder(int ProcessId, string Verb, DateTime Started);

/// <summary>Another process holds the data folder; the message says which in one line.</summary>
public sealed class DataFolderInUseException(string folder, DataFolderHolder? holder)
    : IOException(holder is null
        ? $"The data folder {folder} is in use by another process."
        : $"The data folder {folder} is in use by process {holder.ProcessId} ({holder.Verb}, started {holder.Started:yyyy-MM-dd HH:mm:ss} UTC).")
{
    /// <summary>The folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>Who holds it, if its note could be read.</summary>
    public DataFolderHolder? Holder { get; } = holder;
}
