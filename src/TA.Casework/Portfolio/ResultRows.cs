using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>
/// What of an indicator may leave an engagement for a year: the total, or one category of one dimension. Small cells are withheld here already, so that nothing that is read from the read
/// model can tell them.
/// </summary>
internal sealed class ResultRow : DatedRow
{
    /// <summary>The engagement.</summary>
    public required string Reference { get; set; }

    /// <summary>The code of the indicator.</summary>
    public required string Indicator { get; set; }

    /// <summary>The calendar year.</summary>
    public int Year { get; set; }

    /// <summary>By what it is broken down; empty for the total.</summary>
    public required string Dimension { get; set; }

    /// <summary>The category; empty for the total, and for a breakdown that is withheld as a whole.</summary>
    public required string Category { get; set; }

    /// <summary>Something was reached; false for a row that holds a target only.</summary>
    public bool IsReached { get; set; }

    /// <summary>The number in ten-thousandths; null when it is withheld, or nothing was reached.</summary>
    public long? Value { get; set; }

    /// <summary>Out of how many, in ten-thousandths; null for a count.</summary>
    public long? Of { get; set; }

    /// <summary>What is aimed at, in ten-thousandths; for totals.</summary>
    public long? Target { get; set; }

    /// <summary>It follows from the work.</summary>
    public bool FromWork { get; set; }
}

/// <summary>The balance of a plan, in working days.</summary>
internal sealed class BalanceRow : DatedRow
{
    /// <summary>The engagement.</summary>
    public required string Reference { get; set; }

    /// <summary>Criminal-justice work alone.</summary>
    public int CriminalJustice { get; set; }

    /// <summary>Human-rights, protection and prevention work alone.</summary>
    public int Protection { get; set; }

    /// <summary>Work that serves both.</summary>
    public int Both { get; set; }

    /// <summary>Other work.</summary>
    public int Neither { get; set; }

    /// <summary>Tasks without a focus.</summary>
    public int Unclassified { get; set; }
}

/// <summary>A recommendation, a lesson or a finding of the review mechanism, for engagements that come later.</summary>
internal sealed class LearntRow
{
    /// <summary>The engagement.</summary>
    public required string Reference { get; set; }

    /// <summary>The recommendation, lesson or finding.</summary>
    public Guid Id { get; set; }

    /// <summary>Which of them it is.</summary>
    public LearntKind Kind { get; set; }

    /// <summary>What it says.</summary>
    public required string Text { get; set; }

    /// <summary>The day it is from; null where only the engagement tells.</summary>
    public DateOnly? On { get; set; }

    /// <summary>How far a recommendation has been carried out.</summary>
    public RecommendationState State { get; set; }

    /// <summary>The action of the management response, or null.</summary>
    public string? Answer { get; set; }
}

/// <summary>What an engagement leaves to later ones.</summary>
public enum LearntKind
{
    /// <summary>A recommendation of an evaluation.</summary>
    Recommendation,

    /// <summary>A lesson.</summary>
    Lesson,

    /// <summary>A finding of the review mechanism.</summary>
    ReviewFinding,
}

/// <summary>The rows that results, balance and lessons of an engagement make.</summary>
internal sealed record ResultsOfEngagement(IReadOnlyList<ResultRow> Reached, IReadOnlyList<BalanceRow> Balance, IReadOnlyList<LearntRow> Learnt)
{
    private const decimal Unit = 10_000m;

    /// <summary>The rows of an engagement.</summary>
    public static ResultsOfEngagement Of(Engagement engagement, string reference) =>
        new([.. Indicators.All.SelectMany(i => Rows(engagement, reference, i))], engagement.Tasks.Count == 0 ? [] : [Balanced(engagement, reference)], [.. Learned(engagement, reference)]);

    /// <summary>The number of ten-thousandths.</summary>
    public static decimal? Number(long? tenThousandths) => tenThousandths / Unit;

    private static IEnumerable<ResultRow> Rows(Engagement engagement, string reference, Indicator indicator)
    {
        var targets = engagement.Results.Find(indicator.Code) is { IsDropped: false } chosen ? chosen.Targets.ToDictionary(t => t.Year, t => t.Value) : [];
        foreach (var reached in ResultsReached.Of(engagement, indicator))
        {
            var published = SmallCells.Publish(indicator, reached);
            var total = Row(reference, indicator.Code, published.Year, "", "", published.Value, published.Of, published.FromWork);
            total.Target = targets.Remove(published.Year, out var target) ? Whole(target) : null;
            yield return total;
            foreach (var cell in published.Cells)
                yield return Row(reference, indicator.Code, published.Year, cell.Dimension, cell.Category, cell.Value, cell.Of, published.FromWork);
        }

        foreach (var (year, value) in targets)
            yield return new() { Reference = reference, Indicator = indicator.Code, Year = year, Dimension = "", Category = "", Target = Whole(value) };
    }

    private static ResultRow Row(string reference, string indicator, int year, string dimension, string category, decimal? value, decimal? of, bool fromWork) => new()
    {
        Reference = reference,
        Indicator = indicator,
        Year = year,
        Dimension = dimension,
        Category = category,
        IsReached = true,
        Value = Whole(value),
        Of = Whole(of),
        FromWork = fromWork,
    };

    private static long? Whole(decimal? value) => value is { } some ? (long)Math.Round(some * Unit) : null;

    private static BalanceRow Balanced(Engagement engagement, string reference)
    {
        var balance = Engagements.Balance.Of(engagement);
        return new()
        {
            Reference = reference,
            CriminalJustice = balance.CriminalJustice,
            Protection = balance.Protection,
            Both = balance.Both,
            Neither = balance.Neither,
            Unclassified = balance.Unclassified,
        };
    }

    private static IEnumerable<LearntRow> Learned(Engagement engagement, string reference)
    {
        var work = engagement.Agreements;
        foreach (var recommendation in work.Recommendations)
            yield return new()
            {
                Reference = reference,
                Id = recommendation.Id,
                Kind = LearntKind.Recommendation,
                Text = recommendation.Text,
                On = work.Evaluations.FirstOrDefault(e => e.Id == recommendation.Evaluation)?.CompletedOn,
                State = recommendation.State,
                Answer = recommendation.Response?.Action,
            };
        foreach (var lesson in work.Lessons)
            yield return new() { Reference = reference, Id = lesson.Id, Kind = LearntKind.Lesson, Text = lesson.Text, On = lesson.HandedOverOn };
        foreach (var finding in engagement.Results.Findings)
            yield return new() { Reference = reference, Id = finding.Id, Kind = LearntKind.ReviewFinding, Text = finding.Text, On = finding.ReportedOn };
    }
}
