using System.Globalization;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>What the portfolio can be filtered and counted by.</summary>
public enum PortfolioFacet
{
    /// <summary>UN M49 code of the region.</summary>
    Region,

    /// <summary>ISO 3166-1 alpha-3.</summary>
    MemberState,

    /// <summary>A word of <see cref="Portfolio.Topic"/>.</summary>
    Topic,

    /// <summary>A word of <see cref="WorkstreamKind"/>, the life cycle apart.</summary>
    Workstream,

    /// <summary>A word of <see cref="EngagementState"/>.</summary>
    State,

    /// <summary>A word of <see cref="Engagements.Health"/>, on the day asked.</summary>
    Health,

    /// <summary>Identifier of an organization that takes part otherwise than by giving money, or has tasks.</summary>
    Partner,

    /// <summary>Name of the UNODC office.</summary>
    LeadOffice,

    /// <summary>The account of the lead officer.</summary>
    LeadOfficer,
}

/// <summary>What of the portfolio is listed. An engagement is listed when it fits every facet that has values; it fits a facet when it has one of the values.</summary>
public sealed record PortfolioFilter
{
    /// <summary>The most values of one facet.</summary>
    public const int MostValues = 250;

    /// <summary>The value that stands for "none": no topic, no workstream, no health, no partner, no office, no officer.</summary>
    public const string None = "";

    private readonly Items<string>[] _values = new Items<string>[Enum.GetValues<PortfolioFacet>().Length];

    /// <summary>Everything that the person may see.</summary>
    public PortfolioFilter()
    {
    }

    private PortfolioFilter(PortfolioFilter before)
    {
        (_values, Text, Programme, ChangedSince) = ([.. before._values], before.Text, before.Programme, before.ChangedSince);
    }

    /// <summary>Words that must all occur in reference, title or the Member State's names in six languages, whatever their case and accents; at most <see cref="Limits.Line"/> characters.</summary>
    public string? Text { get; init; }

    /// <summary>Engagements of one programme.</summary>
    public ProgrammeId? Programme { get; init; }

    /// <summary>Engagements that have changed at or after a time.</summary>
    public DateTimeOffset? ChangedSince { get; init; }

    /// <summary>Nothing is asked for, so that everything is listed.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Text) && Programme is null && ChangedSince is null && Array.TrueForAll(_values, v => v.Count == 0);

    /// <summary>The values of a facet; none when it does not matter.</summary>
    public Items<string> this[PortfolioFacet facet] => _values[(int)facet];

    /// <summary>The filter with other values of a facet; none lifts it.</summary>
    public PortfolioFilter With(PortfolioFacet facet, params IEnumerable<string> values)
    {
        var other = new PortfolioFilter(this);
        other._values[(int)facet] = values.Distinct().ToItems();
        return other;
    }

    /// <summary>Equal in every part.</summary>
    public bool Equals(PortfolioFilter? other) => other is not null && Fingerprint == other.Fingerprint;

    /// <inheritdoc/>
    public override int GetHashCode() => Fingerprint.GetHashCode(StringComparison.Ordinal);

    /// <summary>All of it in one text, the same for equal filters.</summary>
    internal string Fingerprint => string.Join('\n',
        _values.Select(v => string.Join('\t', v.Order(StringComparer.Ordinal)))
            .Append(string.Join(' ', Folding.Terms(Text ?? ""))).Append(Programme?.Value).Append(ChangedSince?.UtcTicks.ToString(CultureInfo.InvariantCulture)));

    /// <summary>What is malformed in it; null when nothing is.</summary>
    internal Malformed? Check()
    {
        var faults = new List<FieldFault>();
        if (Text is { Length: > Limits.Line })
            faults.Add(new("text", FieldFaultKind.TooLong, Limits.Line.ToString(CultureInfo.InvariantCulture)));
        foreach (var facet in Enum.GetValues<PortfolioFacet>())
        {
            var field = char.ToLowerInvariant(facet.ToString()[0]) + facet.ToString()[1..];
            if (this[facet].Count > MostValues)
                faults.Add(new(field, FieldFaultKind.TooManyItems, MostValues.ToString(CultureInfo.InvariantCulture)));
            else if (!this[facet].All(value => IsListed(facet, value)))
                faults.Add(new(field, FieldFaultKind.NotListed));
        }

        return faults.Count == 0 ? null : new(faults.ToItems());
    }

    private static bool IsListed(PortfolioFacet facet, string value) => facet switch
    {
        PortfolioFacet.Topic => value == None || PortfolioWords.TryRead<Topic>(value, out _),
        PortfolioFacet.Workstream => value == None || PortfolioWords.TryRead<WorkstreamKind>(value, out _),
        PortfolioFacet.State => PortfolioWords.TryRead<EngagementState>(value, out _),
        PortfolioFacet.Health => value == None || PortfolioWords.TryRead<Health>(value, out _),
        _ => value.Length <= Limits.Line,
    };
}
