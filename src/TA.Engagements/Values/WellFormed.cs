using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace TA.Engagements;

/// <summary>A command holds what no record may hold.</summary>
public sealed record Malformed(Items<FieldFault> Fields) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Malformed;
}

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">The path to the field, as in <c>edits.title.to</c>.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Limit">The limit that is passed, where there is one.</param>
public sealed record FieldFault(string Field, FieldFaultKind Fault, string? Limit = null);

/// <summary>The ways in which a field can be wrong whatever the engagement is like.</summary>
public enum FieldFaultKind
{
    /// <summary>A text holds nothing but space; leave the field out instead.</summary>
    Blank,

    /// <summary>A text is longer than its limit.</summary>
    TooLong,

    /// <summary>A text holds control characters, or a line break where one line is meant.</summary>
    ControlCharacters,

    /// <summary>A date lies before 1945 or after 2100.</summary>
    DateOutOfRange,

    /// <summary>An amount is negative, above the limit, or has more than two decimals.</summary>
    AmountOutOfRange,

    /// <summary>No currency code: three capital letters (ISO 4217).</summary>
    NoCurrency,

    /// <summary>A list is longer than its limit.</summary>
    TooManyItems,

    /// <summary>A list is empty that must name something.</summary>
    Empty,

    /// <summary>A word is not in its list.</summary>
    NotListed,

    /// <summary>An identifier or hash has not its form.</summary>
    BadForm,

    /// <summary>A list names something twice.</summary>
    Repeated,
}

/// <summary>Checks what can be said of a command without the engagement: lengths, characters, dates, amounts.</summary>
public static class WellFormed
{
    private static readonly ConcurrentDictionary<Type, Member[]> Members = new();

    /// <summary>What is wrong, or null.</summary>
    public static Malformed? Check(object command)
    {
        var faults = new List<FieldFault>();
        Walk(command, "", Limits.Line, faults);
        if ((command switch { AttachDocument attach => attach.Sha256, AddDraftVersion draft => draft.Sha256, CloseReviewRound close => close.Sha256, _ => null }) is { } hash)
            Form(hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower), "sha256", faults);
        if (command is CancelTasks { Tasks.Count: 0 } or RescheduleTasks { Tasks.Count: 0 } or AssignTasks { Tasks.Count: 0 })
            faults.Add(new("tasks", FieldFaultKind.Empty));
        if (command is OpenReviewRound { Reviewers.Count: 0 })
            faults.Add(new("reviewers", FieldFaultKind.Empty));
        if (command is RescheduleTasks { Tasks: var moved })
            Distinct(moved.Select(t => t.Task), "tasks", faults);
        if (command is AssignTasks { Tasks: var assigned })
            Distinct(assigned.Select(t => t.Task), "tasks", faults);
        if (command is RateProvisions { Findings: var rated })
            Distinct(rated.Select(f => f.Provision), "findings", faults);
        if (command is CheckHumanRights { Answers: var answers })
            Distinct(answers.Select(a => a.Question), "answers", faults);
        if (command is RecordProgramme { Contributions: var contributions })
        {
            Distinct(contributions.OfType<Contribution>().Select(c => c.Id), "contributions", faults);
            if (contributions.Count > Limits.Contributions)
                faults.Add(new("contributions", FieldFaultKind.TooManyItems, Limits.Contributions.ToString(CultureInfo.InvariantCulture)));
        }

        return faults.Count == 0 ? null : new(faults.ToItems());
    }

    private static void Walk(object? value, string path, int length, List<FieldFault> faults)
    {
        switch (value)
        {
            case null or bool or int or long or Enum or Guid or DateTimeOffset or EngagementReference:
                break;
            case TaskId id:
                Form(TaskId.TryParse(id.Value, null, out _), path, faults);
                break;
            case OrganizationId id:
                Form(OrganizationId.TryParse(id.Value, null, out _), path, faults);
                break;
            case UserId id:
                Form(UserId.TryParse(id.Value, null, out _), path, faults);
                break;
            case ProgrammeId id:
                Form(ProgrammeId.TryParse(id.Value, null, out _), path, faults);
                break;
            case ProvisionId id:
                Form(ProvisionId.TryParse(id.Value, null, out _), path, faults);
                break;
            case string text:
                Text(text, path, length, faults);
                break;
            case DateOnly date:
                if (date < Limits.FirstDate || date > Limits.LastDate)
                    faults.Add(new(path, FieldFaultKind.DateOutOfRange, $"{Limits.FirstDate:yyyy-MM-dd}/{Limits.LastDate:yyyy-MM-dd}"));
                break;
            case PartialDate { Year: < 1945 or > 2100 }:
                faults.Add(new(path, FieldFaultKind.DateOutOfRange, $"{Limits.FirstDate:yyyy-MM-dd}/{Limits.LastDate:yyyy-MM-dd}"));
                break;
            case PartialDate:
                break;
            case Money money:
                Amount(money, path, faults);
                break;
            case Mandate mandate:
                MandateWords(mandate, path, faults);
                break;
            case IEnumerable list:
                List(list, path, length, faults);
                break;
            default:
                foreach (var member in Members.GetOrAdd(value.GetType(), MembersOf))
                {
                    var at = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
                    var held = member.Property.GetValue(value);
                    Walk(held, at, member.Length ?? (IsEdit(value) ? length : Limits.Line), faults);
                    if (held is not null && member.Sides is not EditSides.BothMayBeNull)
                        Sides(held, at, member.Sides, faults);
                }

                break;
        }
    }

    private static bool IsEdit(object value) => IsEdit(value.GetType());

    private static bool IsEdit(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Edit<>);

    // A serializer does not know which edits may hold null: the type argument does not tell at run time.
    private static void Sides(object edit, string path, EditSides sides, List<FieldFault> faults)
    {
        if (sides == EditSides.NeitherMayBeNull && edit.GetType().GetProperty(nameof(Edit<object>.From))!.GetValue(edit) is null)
            faults.Add(new($"{path}.from", FieldFaultKind.Blank));
        if (edit.GetType().GetProperty(nameof(Edit<object>.To))!.GetValue(edit) is null)
            faults.Add(new($"{path}.to", FieldFaultKind.Blank));
    }

    private static void Form(bool isGood, string path, List<FieldFault> faults)
    {
        if (!isGood)
            faults.Add(new(path, FieldFaultKind.BadForm));
    }

    private static void Text(string text, string path, int length, List<FieldFault> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
            faults.Add(new(path, FieldFaultKind.Blank));
        if (text.Length > length)
            faults.Add(new(path, FieldFaultKind.TooLong, length.ToString(CultureInfo.InvariantCulture)));
        foreach (var rune in text.EnumerateRunes())
        {
            var isBreak = rune.Value is '\n' or '\r' or '\t';
            if (rune == Rune.ReplacementChar || (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control && !(isBreak && length > Limits.Line)))
            {
                faults.Add(new(path, FieldFaultKind.ControlCharacters));
                break;
            }
        }
    }

    private static void Amount(Money money, string path, List<FieldFault> faults)
    {
        if (money.Amount is < 0 or > Limits.Amount || decimal.Round(money.Amount, 2) != money.Amount)
            faults.Add(new($"{path}.amount", FieldFaultKind.AmountOutOfRange, Limits.Amount.ToString("0", CultureInfo.InvariantCulture)));
        if (money.Currency is not { Length: 3 } currency || currency.Any(c => !char.IsAsciiLetterUpper(c)))
            faults.Add(new($"{path}.currency", FieldFaultKind.NoCurrency));
    }

    private static void MandateWords(Mandate mandate, string path, List<FieldFault> faults)
    {
        if (mandate.Conclusions.Any(c => c is not ("a" or "b" or "c" or "d" or "e" or "f")))
            faults.Add(new($"{path}.conclusions", FieldFaultKind.NotListed, "a-f"));
        Distinct(mandate.Conclusions, $"{path}.conclusions", faults);
        List(mandate.Provisions, $"{path}.provisions", Limits.Line, faults);
    }

    private static void Distinct<T>(IEnumerable<T> list, string path, List<FieldFault> faults)
    {
        var seen = new HashSet<T>();
        if (!list.All(seen.Add))
            faults.Add(new(path, FieldFaultKind.Repeated));
    }

    private static void List(IEnumerable list, string path, int length, List<FieldFault> faults)
    {
        var at = 0;
        foreach (var item in list)
        {
            if (at == Limits.ListItems)
            {
                faults.Add(new(path, FieldFaultKind.TooManyItems, Limits.ListItems.ToString(CultureInfo.InvariantCulture)));
                return;
            }

            if (item is null)
                faults.Add(new($"{path}[{at}]", FieldFaultKind.Blank));
            Walk(item, $"{path}[{at++}]", length, faults);
        }

        Distinct(list.OfType<object>().Where(item => item is string or Enum or TaskId or UserId).Concat(list.OfType<Predecessor>().Select(p => (object)p.Task)), path, faults);
    }

    private enum EditSides
    {
        BothMayBeNull,
        FromMayBeNull,
        NeitherMayBeNull,
    }

    private sealed record Member(PropertyInfo Property, string Name, int? Length, EditSides Sides);

    private static Member[] MembersOf(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetIndexParameters().Length == 0 && p.GetMethod is not null)
            .Select(p => new Member(p, char.ToLowerInvariant(p.Name[0]) + p.Name[1..], p.GetCustomAttribute<LengthAttribute>()?.Max, SidesOf(p)))];

    private static EditSides SidesOf(PropertyInfo property)
    {
        if (!IsEdit(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType))
            return EditSides.BothMayBeNull;
        if (property.IsDefined(typeof(NotNullToAttribute)))
            return EditSides.FromMayBeNull;
        return new NullabilityInfoContext().Create(property).GenericTypeArguments[0].ReadState == NullabilityState.Nullable ? EditSides.BothMayBeNull : EditSides.NeitherMayBeNull;
    }
}
