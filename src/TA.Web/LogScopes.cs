using System.Diagnostics;

namespace TA.Web;

/// <summary>
/// What lines of the log belong to: the trace, the request by its id, and what the product says. The path of a request, which the web server would add to each, can name an account and is left out; the
/// route stands in the trace.
/// </summary>
internal sealed class LogScopes : IExternalScopeProvider
{
    private const string Path = "RequestPath";

    private readonly LoggerExternalScopeProvider _scopes = new();

    /// <inheritdoc/>
    public IDisposable Push(object? state) =>
        _scopes.Push(state is IReadOnlyList<KeyValuePair<string, object?>> values && values.Any(v => v.Key == Path) ? new Values(values.Where(v => v.Key != Path)) : state);

    /// <inheritdoc/>
    public void ForEachScope<TState>(Action<object?, TState> callback, TState state)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
            callback(new Values([new("TraceId", activity.TraceId.ToString()), new("SpanId", activity.SpanId.ToString()), new("ParentId", activity.ParentSpanId.ToString())]), state);
        _scopes.ForEachScope(callback, state);
    }

    private sealed class Values(IEnumerable<KeyValuePair<string, object?>> values) : List<KeyValuePair<string, object?>>(values)
    {
        public override string ToString() => string.Join(", ", this.Select(v => $"{v.Key}:{v.Value}"));
    }
}
