using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TA.Web.Tests.Kit;

/// <summary>A line of the log.</summary>
/// <param name="Message">What it says.</param>
/// <param name="Fault">The fault that it carries.</param>
/// <param name="Scopes">The named values of what it belongs to.</param>
internal sealed record Line(string Message, Exception? Fault, IReadOnlyList<KeyValuePair<string, object?>> Scopes)
{
    /// <summary>Whether it belongs to something of this name and value.</summary>
    public bool IsOf(string name, object value) => Scopes.Any(s => s.Key == name && Equals(s.Value, value));
}

/// <summary>Keeps the lines of a site's log.</summary>
internal sealed class Lines : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    /// <summary>What was written, the oldest first.</summary>
    public ConcurrentQueue<Line> Written { get; } = new();

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => new Writer(this);

    public void Dispose()
    {
    }

    private sealed class Writer(Lines lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => lines.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = new List<KeyValuePair<string, object?>>();
            lines.scopes.ForEachScope((scope, all) => all.AddRange(scope as IEnumerable<KeyValuePair<string, object?>> ?? []), values);
            lines.Written.Enqueue(new(formatter(state, exception), exception, values));
        }
    }
}
