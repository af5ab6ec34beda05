using System.Globalization;

namespace TA.Engagements;

/// <summary>Numbers that belong together contradict each other; each contradiction is named with by how much.</summary>
public sealed record TotalsDoNotAddUp(Items<TotalsFault> Faults) : Refusal;

/// <summary>One contradiction between two numbers.</summary>
/// <param name="Field">The path to the number that is wrong or does not fit, as in <c>counts.cells[2].completed</c>.</param>
/// <param name="Counted">What the number counts.</param>
/// <param name="Value">The number; for a sum that of the parts.</param>
/// <param name="Relation">What does not hold.</param>
/// <param name="Against">What the other number counts.</param>
/// <param name="Other">The other number; for a sum the total that was stated.</param>
/// <param name="By">By how much they differ, from 1.</param>
/// <param name="Line">The line of the table, from 1; null where the totals themselves do not fit.</param>
public sealed record TotalsFault(string Field, Counted Counted, int Value, TotalsRelation Relation, Counted Against, int Other, int By, int? Line = null);

/// <summary>What two numbers should have been to each other.</summary>
public enum TotalsRelation
{
    /// <summary>The number may not be larger than the other.</summary>
    AtMost,

    /// <summary>The parts should add up to the total stated. Where parts are not known, those that are may not exceed it.</summary>
    SumOf,
}

/// <summary>What is counted in totals; never who.</summary>
public enum Counted
{
    /// <summary>People invited to a session.</summary>
    Invited,

    /// <summary>People who attended a session.</summary>
    Attended,

    /// <summary>People who completed a session.</summary>
    Completed,

    /// <summary>People who attended a session of the engagement for the first time.</summary>
    FirstTime,

    /// <summary>People who took the test before a session.</summary>
    TestedBefore,

    /// <summary>People who took the test after a session.</summary>
    TestedAfter,

    /// <summary>Certificates issued.</summary>
    Certificates,

    /// <summary>Certificates issued to women.</summary>
    CertificatesOfWomen,

    /// <summary>Certificates issued to men.</summary>
    CertificatesOfMen,

    /// <summary>Women who completed a session.</summary>
    WomenCompleted,

    /// <summary>Men who completed a session.</summary>
    MenCompleted,

    /// <summary>People asked in a follow-up.</summary>
    Asked,

    /// <summary>People who answered in a follow-up.</summary>
    Answered,

    /// <summary>People who apply what they learnt.</summary>
    Applying,

    /// <summary>Posts authorized.</summary>
    Authorized,

    /// <summary>Posts filled.</summary>
    Filled,

    /// <summary>Posts filled by women.</summary>
    FilledByWomen,

    /// <summary>People who went through vetting.</summary>
    Vetted,

    /// <summary>Things planned.</summary>
    Quantity,

    /// <summary>Things delivered.</summary>
    Delivered,

    /// <summary>Things handed over.</summary>
    HandedOver,

    /// <summary>People referred to assistance.</summary>
    Referred,
}

/// <summary>Collects contradictions between numbers. A number that is not known contradicts nothing: a blank is not a zero.</summary>
internal sealed class TotalsCheck
{
    private readonly List<TotalsFault> _faults = [];
    private readonly List<(string Field, int Value)> _outOfRange = [];

    /// <summary>The number is a count: 0 to <see cref="Limits.People"/>.</summary>
    public void Count(string field, int? value)
    {
        if (value is < 0 or > Limits.People)
            _outOfRange.Add((field, value.Value));
    }

    /// <summary>The number is not larger than the other, where both are known.</summary>
    public void AtMost(string field, Counted counted, int? value, Counted against, int? other, int? line = null)
    {
        if (value > other)
            _faults.Add(new(field, counted, value.Value, TotalsRelation.AtMost, against, other.Value, Whole((long)value.Value - other.Value), line));
    }

    /// <summary>The parts add up to the total stated. A part that is not known may be anything from 0.</summary>
    public void Sum(string field, Counted counted, IEnumerable<int?> parts, int? total)
    {
        if (total is not { } stated)
            return;
        var (sum, known, all) = (0L, 0, 0);
        foreach (var part in parts)
        {
            all++;
            sum += part ?? 0;
            known += part is null ? 0 : 1;
        }

        if (all > 0 && (sum > stated || (known == all && sum != stated)))
            _faults.Add(new(field, counted, Whole(sum), TotalsRelation.SumOf, counted, stated, Whole(Math.Abs(sum - stated))));
    }

    // Numbers out of range are refused before their sums are told.
    private static int Whole(long number) => (int)Math.Clamp(number, int.MinValue, int.MaxValue);

    /// <summary>A refusal, or null when nothing contradicts.</summary>
    public Refusal? Refusal =>
        _outOfRange.Count > 0 ? new OutOfRange(_outOfRange[0].Field, _outOfRange[0].Value, 0, Limits.People)
        : _faults.Count > 0 ? new TotalsDoNotAddUp(_faults.ToItems())
        : null;

    /// <summary>The total stated, else the sum of the parts when all of them are known, else null.</summary>
    public static int? Total(int? stated, IEnumerable<int?> parts)
    {
        if (stated is not null)
            return stated;
        int? sum = null;
        foreach (var part in parts)
        {
            if (part is null)
                return null;
            sum = (sum ?? 0) + part;
        }

        return sum;
    }

    /// <summary>Numbers as people compare them in a conflict; a dash where one is not known.</summary>
    public static string Shown(params IEnumerable<int?> numbers) => string.Join(" / ", numbers.Select(n => n?.ToString(CultureInfo.InvariantCulture) ?? "–"));
}
