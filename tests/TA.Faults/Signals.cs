using System.Diagnostics;
using System.Globalization;

namespace TA.Faults;

/// <summary>Sends signals to processes (POSIX, signal.h).</summary>
internal static class Signals
{
    /// <summary>SIGTERM: the process is to stop in good order.</summary>
    public static void Terminate(int process) => Send("TERM", [process]);

    /// <summary>SIGSTOP to a process and its children for a time, then SIGCONT.</summary>
    public static async Task StandStill(int process, TimeSpan time)
    {
        List<int> all = [process, .. Children(process)];
        Send("STOP", all);
        try
        {
            await Task.Delay(time);
        }
        finally
        {
            Send("CONT", all);
        }
    }

    private static void Send(string signal, IEnumerable<int> processes)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -s {signal} \"$@\"", "sh", .. processes.Select(p => p.ToString(CultureInfo.InvariantCulture))]);
        kill.WaitForExit();
    }

    private static IEnumerable<int> Children(int process) =>
        File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => int.Parse(c, CultureInfo.InvariantCulture));
}
