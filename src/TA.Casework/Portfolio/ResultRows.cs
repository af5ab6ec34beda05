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

    /// <summary>The first day on which it is told: for what was reached the first of the year, or the day on which time alone turns it; for a target that of the calendar itself.</summary>
    public DateOnly TellsFrom { get; set; }

    /// <summary>The day from which another number is told in its place.</summary>
    public DateOnly TellsUntil { get; set; }

    /// <summary>By what it is broken down; empty for the total.</summary>
    public required string Dimension { get; set; }

    /// <summary>The category; empty for the total, and for a breakdown that is withheld as a whole.</summary>
    public required string Category { get; set; }

    /// <summary>Something was reached; false for a row that holds a target.</summary>
    public bool IsReached { get; set; }

    /// <summary>The number in ten-thousandths; null when it is withheld, and for a target.</summary>
    public long? Value { get; set; }

    /// <summary>Out of how many, in ten-thousandths; null for a count.</summary>
    public long? Of { get; set; }

    /// <summary>What is aimed at, in ten-thousandths; null for what was reached.</summary>
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
        foreach (var reached in ResultsReached.Of(engagement, indicator))
        {
            var published = SmallCells.Publish(indicator, reached);
            foreach (var cell in published.Cells.Prepend(new("", "", published.Value, published.Of)))
                yield return new()
                {
                    Reference = reference,
                    Indicator = indicator.Code,
                    Year = reached.Year,
                    TellsFrom = reached.From,
                    TellsUntil = reached.Until,
                    Dimension = cell.Dimension,
                    Category = cell.Category,
                    IsReached = true,
                    Value = Whole(cell.Value),
                    Of = Whole(cell.Of),
                    FromWork = published.FromWork,
                };
        }

        if (engagement.Results.Find(indicator.Code) is { IsDropped: false } chosen)
            foreach (var (year, value) in chosen.Targets.Select(t => (t.Year, t.Value)))
                yield return new()
                {
                    Reference = reference,
                    Indicator = indicator.Code,
                    Year = year,
                    TellsUntil = DateOnly.MaxValue,
                    Dimension = "",
                    Category = "",
                    Target = Whole(value),
                };
    }

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
