using System.Diagnostics;
using TA.Casework.Storage;
using Xunit;

namespace TA.Casework.Tests.Storage;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder root = new();

    private string Folder => root.File("data");

    public void Dispose() => root.Dispose();

    [Fact]
    public void A_second_opener_is_told_in_one_line_who_holds_the_folder()
    {
        using var held = DataFolder.Take(Folder, "serve");

        var error = Assert.Throws<DataFolderInUseException>(() => DataFolder.Take(Folder, "import"));

        Assert.StartsWith($"The data folder {Folder} is in use by process {Environment.ProcessId} (serve, started 20", error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal("serve", DataFolder.Holder(Folder)?.Verb);
    }

    [Fact]
    public void A_folder_given_back_can_be_taken_again()
    {
        DataFolder.Take(Folder, "serve").Dispose();

        Assert.Null(DataFolder.Holder(Folder));
        using var again = DataFolder.Take(Folder, "import");
        Assert.Equal("import", DataFolder.Holder(Folder)?.Verb);
    }

    [Fact]
    public void Only_its_owner_looks_into_a_folder_that_was_made()
    {
        using var held = DataFolder.Take(Folder, "serve");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
    }

    [Fact]
    public void The_note_of_a_dead_process_does_not_keep_the_folder_shut()
    {
        DataFolder.Take(Folder, "serve").Dispose();
        // Its number may belong to a living process by now, here to this one.
        File.WriteAllText(Path.Combine(Folder, "in-use.json"), $$"""{"ProcessId":{{Environment.ProcessId}},"Verb":"serve","Started":"2026-01-01T00:00:00Z"}""");

        using var taken = DataFolder.Take(Folder, "import");

        Assert.Equal("import", DataFolder.Holder(Folder)?.Verb);
    }

    [Fact]
    public void A_folder_held_by_a_process_that_is_killed_is_free()
    {
        if (!OperatingSystem.IsLinux())
            return; // Needs the command flock.
        Directory.CreateDirectory(Folder);
        using var other = Process.Start("flock", ["--no-fork", Path.Combine(Folder, "in-use.lock"), "sleep", "60"]);
        Assert.True(SpinWait.SpinUntil(() => !CanTake(), TimeSpan.FromMinutes(1)));

        other.Kill();
        other.WaitForExit();

        Assert.True(CanTake());
    }

    [Fact]
    public void An_unreadable_note_does_not_hide_that_the_folder_is_in_use()
    {
        using var held = DataFolder.Take(Folder, "serve");
        File.WriteAllText(Path.Combine(Folder, "in-use.json"), "{");

        var error = Assert.Throws<DataFolderInUseException>(() => DataFolder.Take(Folder, "import"));

        Assert.Equal($"The data folder {Folder} is in use by another process.", error.Message);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named_in_one_line()
    {
        File.WriteAllText(root.File("file"), "");

        var error = Assert.Throws<IOException>(() => DataFolder.Take(root.File("file"), "serve"));

        Assert.StartsWith($"The data folder {root.File("file")} cannot be used: ", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Free_ports_differ()
    {
        var ports = LoopbackPorts.Free();

        Assert.NotEqual(ports.Silo, ports.Gateway);
    }

    private bool CanTake()
    {
        try
        {
            DataFolder.Take(Folder, "import").Dispose();
            return true;
        }
        catch (DataFolderInUseException)
        {
            return false;
        }
    }
}
