using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace TA.Engagements;

/// <summary>An identifier that is a piece of text in JSON and in addresses.</summary>
public interface ITextIdentifier<TSelf> where TSelf : struct, ITextIdentifier<TSelf>
{
    /// <summary>Reads the text; false when it has not the identifier's form.</summary>
    static abstract bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out TSelf result);
}

/// <summary>The number under which an engagement is filed: Member State, year, number, as in <c>KEN-2026-0001</c>. A number is never given twice.</summary>
/// <param name="MemberState">ISO 3166-1 alpha-3 code.</param>
/// <param name="Year">Four digits, 1945 to 2100.</param>
/// <param name="Number">From 1, counted per Member State and year.</param>
[JsonConverter(typeof(TextIdentifierConverter<EngagementReference>))]
public readonly partial record struct EngagementReference(string MemberState, int Year, int Number) : ITextIdentifier<EngagementReference>
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{MemberState}-{Year:0000}-{Number:0000}");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out EngagementReference result)
    {
        result = default;
        if (text is null || Form().Match(text) is not { Success: true } match)
            return false;
        result = new(match.Groups[1].Value, int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[3].ValueSpan, CultureInfo.InvariantCulture));
        return result.Number > 0 && result.Year >= Limits.FirstDate.Year && result.Year <= Limits.LastDate.Year && result.ToString() == text;
    }

    /// <summary>Reads a reference that is known to be well formed.</summary>
    public static EngagementReference Parse(string text) =>
        TryParse(text, null, out var result) ? result : throw new FormatException($"'{text}' is no engagement reference.");

    [GeneratedRegex(@"\A([A-Z]{3})-([0-9]{4})-([0-9]{4,6})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <summary>A task within its engagement: the playbook's key (<c>leg.draft.v1</c>), or one made from the command that added the task. Lower-case letters, digits, dots and hyphens, at most 64.</summary>
[JsonConverter(typeof(TextIdentifierConverter<TaskId>))]
public readonly partial record struct TaskId(string Value) : ITextIdentifier<TaskId>
{
    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>A literal key as a task's identifier.</summary>
    public static implicit operator TaskId(string value) => new(value);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out TaskId result)
    {
        result = new(text ?? "");
        return text is not null && Form().IsMatch(text);
    }

    [GeneratedRegex(@"\A[a-z0-9.-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <summary>An organization: the key of the partner list (<c>iom</c>), or one that was made when it was entered. Lower-case letters, digits and hyphens, at most 80.</summary>
[JsonConverter(typeof(TextIdentifierConverter<OrganizationId>))]
public readonly partial record struct OrganizationId(string Value) : ITextIdentifier<OrganizationId>
{
    /// <summary>The United Nations Office on Drugs and Crime, to which every officer belongs.</summary>
    public static readonly OrganizationId Unodc = new("unodc");

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out OrganizationId result)
    {
        result = new(text ?? "");
        return text is not null && Form().IsMatch(text);
    }

    [GeneratedRegex(@"\A[a-z0-9-]{1,80}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <summary>A person with an account. At most 64 letters, digits and hyphens; never a name.</summary>
[JsonConverter(typeof(TextIdentifierConverter<UserId>))]
public readonly partial record struct UserId(string Value) : ITextIdentifier<UserId>
{
    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out UserId result)
    {
        result = new(text ?? "");
        return text is not null && Form().IsMatch(text);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <summary>A programme: <c>P-</c> and capital letters and digits, as in <c>P-GLOT59</c>; at most 40.</summary>
[JsonConverter(typeof(TextIdentifierConverter<ProgrammeId>))]
public readonly partial record struct ProgrammeId(string Value) : ITextIdentifier<ProgrammeId>
{
    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out ProgrammeId result)
    {
        result = new(text ?? "");
        return text is not null && Form().IsMatch(text);
    }

    [GeneratedRegex(@"\AP-[A-Z0-9]{1,38}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

internal sealed class TextIdentifierConverter<T> : JsonConverter<T> where T : struct, ITextIdentifier<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && T.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out var result)
            ? result
            : throw new JsonException($"Not a well-formed {typeof(T).Name}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
