using System.Text.Json;
using System.Text.Json.Serialization;

namespace TA.Engagements;

/// <summary>
/// What a task waits for, and how. In JSON a plain link (finish to start, no lag, blocking) is the text of its identifier, as the first version of the product wrote it; any other
/// is an object with the members <c>task</c>, <c>kind</c>, <c>lagWorkingDays</c> and <c>informs</c>.
/// </summary>
/// <param name="Task">A task, or a gate outside (<see cref="OutsideGate"/>).</param>
/// <param name="Kind">From what the task is free to start.</param>
/// <param name="LagWorkingDays">Waiting time in working days of the calendar of the task that waits, 0 to <see cref="Limits.WorkingDays"/>.</param>
/// <param name="Informs">True when it blocks nothing: the task should only know of it.</param>
[JsonConverter(typeof(PredecessorConverter))]
public readonly record struct Predecessor(TaskId Task, LinkKind Kind = LinkKind.FinishToStart, int LagWorkingDays = 0, bool Informs = false)
{
    /// <summary>Finish to start, without lag.</summary>
    public static implicit operator Predecessor(TaskId task) => new(task);

    /// <summary>Finish to start, without lag.</summary>
    public static implicit operator Predecessor(string task) => new(task);

    /// <summary>Finish to start, no lag, blocking.</summary>
    internal bool IsPlain => this == new Predecessor(Task);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Task}{(Kind == LinkKind.StartToStart ? " start-to-start" : "")}{(LagWorkingDays == 0 ? "" : $" +{LagWorkingDays}")}{(Informs ? " informs" : "")}";
}

/// <summary>From what a task is free to start.</summary>
public enum LinkKind
{
    /// <summary>On the working day after the other ends.</summary>
    FinishToStart,

    /// <summary>On the day on which the other starts.</summary>
    StartToStart,
}

/// <summary>A task and what it waits for.</summary>
public readonly record struct TaskLink(Predecessor Predecessor, TaskId Task);

internal sealed class PredecessorConverter : JsonConverter<Predecessor>
{
    public override Predecessor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return JsonSerializer.Deserialize<TaskId>(ref reader, options);
        var form = JsonSerializer.Deserialize<Form>(ref reader, options) ?? throw new JsonException("A predecessor is a text or an object.");
        return new(form.Task, form.Kind, form.LagWorkingDays, form.Informs);
    }

    public override void Write(Utf8JsonWriter writer, Predecessor value, JsonSerializerOptions options)
    {
        if (value.IsPlain)
            JsonSerializer.Serialize(writer, value.Task, options);
        else
            JsonSerializer.Serialize(writer, new Form(value.Task, value.Kind, value.LagWorkingDays, value.Informs), options);
    }

    private sealed record Form(TaskId Task, LinkKind Kind = LinkKind.FinishToStart, int LagWorkingDays = 0, bool Informs = false);
}
