using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TA.Engagements;

/// <summary>The plan as it was agreed at some point: at approval, and at each amendment.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Reason">Why it was taken.</param>
/// <param name="Mark">What tells it from others, such as the number of the amendment.</param>
/// <param name="On">The day on which it was taken.</param>
/// <param name="By">Who approved or amended.</param>
/// <param name="Dates">The dates of the tasks that differ from the baseline before.</param>
public sealed record Baseline(int Number, BaselineReason Reason, string? Mark, DateOnly On, string By, BaselineDates Dates);

/// <summary>Why a baseline was taken.</summary>
public enum BaselineReason
{
    /// <summary>The engagement was approved.</summary>
    Approval,

    /// <summary>The engagement was amended.</summary>
    Amendment,
}

/// <summary>The agreed dates of all tasks are kept for comparison.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Mark">What tells it from others, such as the number of the amendment.</param>
public sealed record BaselineTaken(BaselineReason Reason, string? Mark = null) : EngagementEvent;

/// <summary>The baselines of an engagement.</summary>
public static class Baselines
{
    /// <summary>The dates of a task in a baseline; null where the baseline does not know the task.</summary>
    /// <param name="engagement">The engagement.</param>
    /// <param name="number">The number of the baseline.</param>
    /// <param name="task">The task.</param>
    public static DateSpan? InBaseline(this Engagement engagement, int number, TaskId task)
    {
        // A baseline holds only what differs from the one before.
        for (var at = Math.Min(number, engagement.Baselines.Count) - 1; at >= 0; at--)
            if (engagement.Baselines[at].Dates.Find(task) is { } dates)
                return dates;
        return null;
    }

    /// <summary>The event that keeps the agreed dates, for the decision of a command that approves or amends; none where there is nothing to keep.</summary>
    internal static IEnumerable<EngagementEvent> Take(Engagement engagement, BaselineReason reason, string? mark = null) =>
        engagement.Tasks.Count == 0 ? [] : [new BaselineTaken(reason, mark)];

    /// <summary>Why nothing is approved or amended any more: the agreed dates would find no room among the baselines. Null where they do.</summary>
    internal static TooMany? Fault(Engagement engagement) =>
        engagement.Tasks.Count > 0 && engagement.Baselines.Count >= Limits.Baselines ? new("baselines", Limits.Baselines) : null;

    internal static Engagement Apply(Engagement engagement, BaselineTaken taken, in Occurrence when)
    {
        var number = engagement.Baselines.Count + 1;
        var changed = engagement.Tasks.Where(t => engagement.InBaseline(number - 1, t.Id) != t.Dates).Select(t => (t.Id, t.Dates));
        return engagement with { Baselines = engagement.Baselines.Add(new(number, taken.Reason, taken.Mark, when.On, when.Actor.Name, BaselineDates.Of(changed))) };
    }
}

/// <summary>
/// Dates of tasks, ten bytes for each: six of the SHA-256 of its identifier, two for the first day counted from 1945, two for the days to the last. Small enough to travel with every write.
/// </summary>
[JsonConverter(typeof(Converter))]
public readonly struct BaselineDates : IEquatable<BaselineDates>
{
    private const int Key = 6;
    private const int Size = Key + 4;
    private readonly byte[]? _bytes;

    private BaselineDates(byte[] bytes) => _bytes = bytes;

    /// <summary>How many tasks there are.</summary>
    public int Count => (_bytes?.Length ?? 0) / Size;

    internal static BaselineDates Of(IEnumerable<(TaskId Task, DateSpan Dates)> tasks)
    {
        var bytes = new List<byte>();
        Span<byte> entry = stackalloc byte[Size];
        foreach (var (task, dates) in tasks)
        {
            KeyOf(task).CopyTo(entry);
            BinaryPrimitives.WriteUInt16BigEndian(entry[Key..], Days(dates.Start.DayNumber - Limits.FirstDate.DayNumber));
            BinaryPrimitives.WriteUInt16BigEndian(entry[(Key + 2)..], Days(dates.Due.DayNumber - dates.Start.DayNumber));
            bytes.AddRange(entry);
        }

        return new([.. bytes]);
    }

    /// <summary>The dates of a task, or null.</summary>
    public DateSpan? Find(TaskId task)
    {
        var sought = KeyOf(task);
        for (var at = 0; at < (_bytes?.Length ?? 0); at += Size)
        {
            var entry = _bytes.AsSpan(at, Size);
            if (!entry[..Key].SequenceEqual(sought))
                continue;
            var start = Limits.FirstDate.AddDays(BinaryPrimitives.ReadUInt16BigEndian(entry[Key..]));
            return new(start, start.AddDays(BinaryPrimitives.ReadUInt16BigEndian(entry[(Key + 2)..])));
        }

        return null;
    }

    private static ushort Days(int days) => (ushort)Math.Clamp(days, 0, ushort.MaxValue);

    private static byte[] KeyOf(TaskId task) => SHA256.HashData(Encoding.UTF8.GetBytes(task.Value))[..Key];

    /// <inheritdoc/>
    public bool Equals(BaselineDates other) => (_bytes ?? []).AsSpan().SequenceEqual(other._bytes ?? []);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BaselineDates other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;

    private sealed class Converter : JsonConverter<BaselineDates>
    {
        public override BaselineDates Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var bytes = reader.GetBytesFromBase64();
            return bytes.Length % Size == 0 ? new(bytes) : throw new JsonException("The dates of a baseline are cut off.");
        }

        public override void Write(Utf8JsonWriter writer, BaselineDates value, JsonSerializerOptions options) => writer.WriteBase64StringValue(value._bytes ?? []);
    }
}
