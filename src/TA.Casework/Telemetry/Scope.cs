using System.Collections;
using Microsoft.Extensions.Logging;

namespace TA.Casework.Telemetry;

/// <summary>What the lines of a log that are written meanwhile are about: an engagement by its reference, a command by its id. Never a person.</summary>
internal sealed class Scope(string? engagement, Guid? command) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly KeyValuePair<string, object?>[] _values = (engagement, command) switch
    {
        (not null, not null) => [new("Engagement", engagement), new("CommandId", command)],
        (not null, null) => [new("Engagement", engagement)],
        (null, not null) => [new("CommandId", command)],
        _ => [],
    };

    public int Count => _values.Length;

    public KeyValuePair<string, object?> this[int index] => _values[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(' ', _values.Select(v => v.Value));
}

/// <summary>What a log tells of commands.</summary>
internal sealed partial class CommandLog(ILogger<CommandLog> log)
{
    public IDisposable? Begin(string? engagement, Guid? command) => engagement is null && command is null ? null : log.BeginScope(new Scope(engagement, command));

    [LoggerMessage(1, LogLevel.Information, "{Engagement}: {Command} was accepted, version {Version}")]
    public partial void Accepted(string engagement, string command, long version);

    [LoggerMessage(2, LogLevel.Information, "{Engagement}: {Command} was refused, {Refusal}")]
    public partial void Refused(string engagement, string command, string refusal);

    [LoggerMessage(3, LogLevel.Information, "{Engagement}: {Command} changes nothing")]
    public partial void ChangesNothing(string engagement, string command);

    [LoggerMessage(4, LogLevel.Warning, "{Engagement}: nobody knows whether {Command} {Id} was kept")]
    public partial void Unknown(string engagement, string command, Guid id);

    [LoggerMessage(5, LogLevel.Warning, "{Engagement}: a command got no answer")]
    public partial void NoAnswer(string engagement, Exception fault);
}
