namespace TA.Faults;

/// <summary>An opening of an engagement that was sent once or more under one key. It is never refused, and gets one number for ever.</summary>
internal sealed class SentOpening(Caller sender)
{
    private readonly Lock gate = new();
    private readonly Guid key = Guid.NewGuid();

    /// <summary>Who sends it; from somebody else it would be another command under its key.</summary>
    public Caller Sender => sender;

    /// <summary>The number acknowledged; null while there was no acknowledgement.</summary>
    public string? Reference { get; private set; }

    /// <summary>What went against the rules while sending.</summary>
    public string? Fault { get; private set; }

    /// <summary>Sends it. 503 and a broken connection leave it unknown.</summary>
    public async Task<Answer> Send()
    {
        var answer = await sender.Post("/api/engagements", key, SentCommand.Opening("Opened under load"));
        lock (gate)
            Note(answer);
        return answer;
    }

    public override string ToString() => $"opening {key} (number {Reference ?? "none"})";

    private void Note(Answer answer)
    {
        if (answer.Took > SentCommand.LongestAnswer)
            Fault = $"Hang: {this} was answered after {answer.Took.TotalSeconds:f1} s";
        switch (answer.Status)
        {
            case 0:
                break;
            case 503:
                if (!answer.SaysWhenToRetry)
                    Fault = $"No Retry-After: {this} was answered with 503";
                break;
            case 201:
                var reference = answer.Body.GetProperty("reference").GetString();
                if (Reference is not null && Reference != reference)
                    Fault = $"Two numbers: {this} was then acknowledged as {reference}";
                Reference ??= reference;
                break;
            default:
                Fault = $"Opening not taken: {this} was answered with {answer.Status} {answer.Body}";
                break;
        }
    }
}
