using System.Text.Json;

namespace TA.Faults;

/// <summary>A command that was sent once or more under one key, and what is known of it.</summary>
internal sealed class SentCommand(string engagement, string name, object body)
{
    private readonly Lock gate = new();

    public Guid Key { get; } = Guid.NewGuid();
    public string Engagement => engagement;
    public bool IsComment => name == "comment-on-task";

    /// <summary>The version acknowledged; null while there was no acknowledgement.</summary>
    public long? Version { get; private set; }

    /// <summary>The last answer said that nothing was changed: refused, or all was as wanted.</summary>
    public bool IsWithoutEffect { get; private set; }

    /// <summary>Nobody knows whether it was kept.</summary>
    public bool IsUnknown => Version is null && !IsWithoutEffect;

    /// <summary>What went against the rules while sending: two versions for one command, a fault of the server.</summary>
    public string? Fault { get; private set; }

    /// <summary>Sends it. 503 and a broken connection leave it unknown.</summary>
    public async Task Send(RunningProgram program)
    {
        var (status, answer) = await program.Post($"/api/engagements/{engagement}/{name}", Key, body);
        lock (gate)
            Note(status, answer);
    }

    public override string ToString() => $"{name} {Key} of {engagement} (version {Version?.ToString() ?? "none"})";

    private void Note(int status, JsonElement answer)
    {
        switch (status)
        {
            case 0 or 503:
                break;
            case 200 when answer.GetProperty("changed").GetBoolean():
                var version = answer.GetProperty("version").GetInt64();
                if (Version is not null && Version != version || IsWithoutEffect)
                    Fault = $"Answers that contradict each other: {this} was then acknowledged at {version}";
                Version = version;
                break;
            case 200 or (>= 400 and < 500):
                if (Version is not null)
                    Fault = $"Answers that contradict each other: {this} was then answered with {status}, nothing changed";
                IsWithoutEffect = true;
                break;
            default:
                Fault = $"Fault of the server: {this} was answered with {status}";
                break;
        }
    }
}
