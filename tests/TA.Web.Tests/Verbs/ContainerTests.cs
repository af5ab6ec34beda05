using System.Diagnostics;

namespace TA.Web.Tests.Verbs;

/// <summary>The program runs as it does in its image: as a user without rights, where nothing can be written but the one volume.</summary>
public sealed class ContainerTests
{
    /// <summary>The user of the image.</summary>
    private const string User = "setpriv --reuid=1654 --regid=1654 --clear-groups --bounding-set=-all --no-new-privs";

    /// <summary>
    /// What is mounted here is seen by this process and its children alone. Program and runtime go where that user may read them; then everything is made read-only but the volume at /tmp, and what
    /// the system keeps in memory.
    /// </summary>
    private const string Script = $"""
        mount -t tmpfs tmpfs /mnt
        mkdir /mnt/app /mnt/dotnet
        mount --bind "$1" /mnt/app
        mount --bind "$2" /mnt/dotnet
        while read -r _ place _; do
          case "$place" in /proc* | /sys* | /dev*) ;; *) [ ! -e "$place" ] || mount -o remount,bind,ro "$place" ;; esac
        done </proc/self/mounts
        mount -t tmpfs tmpfs /tmp
        cd /mnt/app
        for place in /mnt/app /mnt /var/tmp /; do
          if {User} touch "$place/written" 2>/dev/null || touch "$place/written" 2>/dev/null; then echo "$place can be written."; exit 1; fi
        done
        exec {User} /mnt/dotnet/dotnet /mnt/app/TA.Web.dll serve --data /tmp/ta --urls http://127.0.0.1:0
        """;

    [MountFact]
    public async Task It_serves_without_rights_and_writes_to_its_volume_alone()
    {
        var runtime = new FileInfo(Environment.ProcessPath!).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Environment.ProcessPath!;
        using var process = Process.Start(new ProcessStartInfo("unshare", ["--mount", "sh", "-ec", Script, "sh", AppContext.BaseDirectory, Path.GetDirectoryName(runtime)!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync();
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            var line = await process.StandardOutput.ReadLineAsync(limit.Token);
            Assert.True(line?.StartsWith("TA is ready at ", StringComparison.Ordinal), line ?? await errors);
            using var browser = new HttpClient { BaseAddress = new(line!["TA is ready at ".Length..]) };
            Assert.Equal("ready", await browser.GetStringAsync("/health/ready"));
            using var page = await browser.GetAsync("/setup");
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
