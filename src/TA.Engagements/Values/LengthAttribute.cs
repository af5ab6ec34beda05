namespace TA.Engagements;

/// <summary>The most a text may hold, and whether it may have several lines (above <see cref="Limits.Line"/>). Texts without it hold one line of <see cref="Limits.Line"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LengthAttribute(int max) : Attribute
{
    /// <summary>UTF-16 code units, see <see cref="Limits"/>.</summary>
    public int Max { get; } = max;
}
