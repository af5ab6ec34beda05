using System.Text.Json;

namespace TA.Faults;

/// <summary>
/// A command that was sent once or more under one key, and what is known of it. An accepted one has one version for ever. One that was refused is decided anew when it comes again, so that only
/// one whose every sending was answered, none of them with a version, is known to be without effect.
/// </summary>
internal sealed class SentCommand(string engagement, string name, object body)
{
    /// <summary>Longer than this nobody waits for an answer.</summary>
    public static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private bool answeredWithoutEffect;
    private int withoutAnswer;

    public Guid Key { get; } = Guid.NewGuid();
    public string Engagement => engagement;

    /// <summary>Who sent it first; from somebody else it would be another command under its key.</summary>
    public Caller? Sender { get; private set; }

    /// <summary>A remark on a task, which nothing speaks against: it is never refused.</summary>
    public bool IsComment => name == "comment-on-task";

    /// <summary>The version acknowledged; null while there was no acknowledgement.</summary>
    public long? Version { get; private set; }

    /// <summary>Each answer said that nothing was changed: refused, or all was as wanted.</summary>
    public bool IsWithoutEffect => Version is null && withoutAnswer == 0 && answeredWithoutEffect;

    /// <summary>Nobody knows whether it was kept.</summary>
    public bool IsUnknown => Version is null && withoutAnswer > 0;

    /// <summary>What went against the rules while sending: two versions for one command, a fault of the server.</summary>
    public string? Fault { get; private set; }

    /// <summary>The body of a request that opens an engagement with Kenya.</summary>
    public static object Opening(string title) => new
    {
        details = new { memberState = "KEN", title, topics = new { traffickingInPersons = true } },
        request = new { channel = "note-verbale", authority = "Ministry of Justice", receivedOn = "2026-02-16", asked = "Help with the law." },
        leadOfficer = (string?)null,
        planFrom = "2026-03-02",
    };

    /// <summary>Sends it. 503 and a broken connection leave it unknown.</summary>
    public async Task<Answer> Send(Caller caller)
    {
        long? known;
        lock (gate)
            (Sender, known) = (Sender ?? caller.Person, Version);
        var answer = await caller.Post($"/api/engagements/{engagement}/{name}", Key, body);
        lock (gate)
            Note(answer, known);
        return answer;
    }

    /// <summary>What was sent and not answered can have no effect any more: the processes that had it are gone.</summary>
    public void NothingIsUnderWay()
    {
        lock (gate)
            withoutAnswer = 0;
    }

    /// <summary>It was kept at this version, whatever its answers were: if it is repeated, it has to be acknowledged at it.</summary>
    public void WasKeptAt(long version)
    {
        lock (gate)
            Version ??= version;
    }

    public override string ToString() => $"{name} {Key} of {engagement} (version {Version?.ToString() ?? "none"})";

    private void Note(Answer answer, long? known)
    {
        if (answer.Took > LongestAnswer)
            Fault = $"Hang: {this} was answered after {answer.Took.TotalSeconds:f1} s";
        switch (answer.Status)
        {
            case 0:
                withoutAnswer++;
                break;
            case 503:
                withoutAnswer++;
                if (!answer.SaysWhenToRetry)
                    Fault = $"No Retry-After: {this} was answered with 503";
                break;
            case 200 when answer.Body.GetProperty("changed").GetBoolean():
                var version = answer.Body.GetProperty("version").GetInt64();
                if (Version is not null && Version != version)
                    Fault = $"Answers that contradict each other: {this} was then acknowledged at {version}";
                Version ??= version;
                break;
            case 200 or (>= 400 and < 500):
                // Sent before its acknowledgement was there, it may have been decided before the one that was acknowledged.
                if (known is not null)
                    Fault = $"Answers that contradict each other: {this} was then answered with {answer.Status}, nothing changed";
                else if (IsComment)
                    Fault = $"Refused without a reason: {this} was answered with {answer.Status} {answer.Body}";
                answeredWithoutEffect = true;
                break;
            default:
                Fault = $"Fault of the server: {this} was answered with {answer.Status} {answer.Body}";
                break;
        }
    }
}
