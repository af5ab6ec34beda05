using System.Diagnostics;
using Xunit;

namespace TA.TestKit;

/// <summary>A small file system in memory (tmpfs), mounted at a folder: a disk that can really be full. Linux lets only root do this.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly string folder;

    private SmallDisk(string folder) => this.folder = folder;

    /// <summary>Whether it can be made here.</summary>
    public static bool IsPossible { get; } = Try();

    /// <summary>Mounts one.</summary>
    /// <param name="megabytes">Its size.</param>
    /// <param name="folder">Where; an empty folder.</param>
    public static SmallDisk Of(int megabytes, string folder) =>
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder) ? new(folder) : throw new InvalidOperationException($"Nothing could be mounted at {folder}.");

    /// <summary>Takes all the room there is.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var piece = new byte[4096];
        try
        {
            while (true)
                filler.Write(piece);
        }
        catch (IOException)
        {
            // Full, as it was to be.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Empty() => File.Delete(Filler);

    /// <inheritdoc/>
    public void Dispose() => Run("umount", "-l", folder);

    private string Filler => Path.Combine(folder, "filler");

    private static bool Try()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        var place = Directory.CreateTempSubdirectory("ta-disk-").FullName;
        try
        {
            if (!Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place))
                return false;
            Run("umount", place);
            return true;
        }
        finally
        {
            Directory.Delete(place);
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A test that mounts a file system; skipped where none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MountFactAttribute : FactAttribute
{
    /// <summary>Skips the test where it has to be.</summary>
    public MountFactAttribute() => Skip = SmallDisk.IsPossible ? null : "Only root on Linux can mount a file system.";
}
