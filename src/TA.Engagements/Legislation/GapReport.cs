namespace TA.Engagements;

/// <summary>How many provisions have which rating.</summary>
public sealed record RatingCounts(int Met, int PartlyMet, int NotMet, int NotApplicable, int NotAssessed)
{
    /// <summary>All of them.</summary>
    public int All() => Met + PartlyMet + NotMet + NotApplicable + NotAssessed;

    internal static RatingCounts Of(IEnumerable<ComplianceRating> ratings)
    {
        var counts = ratings.CountBy(r => r).ToDictionary();
        return new(
            counts.GetValueOrDefault(ComplianceRating.Met), counts.GetValueOrDefault(ComplianceRating.PartlyMet), counts.GetValueOrDefault(ComplianceRating.NotMet),
            counts.GetValueOrDefault(ComplianceRating.NotApplicable), counts.GetValueOrDefault(ComplianceRating.NotAssessed));
    }
}

/// <summary>One assessment in numbers: mandatory provisions apart from those that a State shall consider, endeavour to do or may do, and from those with nothing to enact.</summary>
public sealed record GapReport(RatingCounts Mandatory, RatingCounts Other, RatingCounts Interpretive);

/// <summary>One provision in two assessments.</summary>
public sealed record ComparedFinding(TreatyProvision Provision, ProvisionFinding Before, ProvisionFinding After);

/// <summary>What gap assessments come to.</summary>
public static class GapReports
{
    /// <summary>The provisions that the engagement assesses: those of its topics, those added to it, and any other that was rated.</summary>
    public static IEnumerable<TreatyProvision> AssessedProvisions(this Engagement engagement)
    {
        var chosen = TreatyProvisions.For(engagement.Details.Topics).Select(p => p.Id).ToHashSet();
        foreach (var finding in engagement.Legislation.Assessments.SelectMany(a => a.Findings))
            chosen.Add(finding.Provision);
        return TreatyProvisions.All.Where(p => chosen.Contains(p.Id)).Concat(engagement.Legislation.Added().Select(p => p.AsProvision()));
    }

    /// <summary>An assessment in numbers.</summary>
    public static GapReport Report(this Engagement engagement, GapAssessment assessment)
    {
        var ratings = assessment.Findings.ToDictionary(f => f.Provision, f => f.Rating);
        var byLevel = engagement.AssessedProvisions().ToLookup(p => p.Obligation, p => ratings.GetValueOrDefault(p.Id));
        return new(
            RatingCounts.Of(byLevel[ObligationLevel.Mandatory]),
            RatingCounts.Of(new[] { ObligationLevel.Endeavour, ObligationLevel.Consider, ObligationLevel.Optional }.SelectMany(level => byLevel[level])),
            RatingCounts.Of(byLevel[ObligationLevel.Interpretive]));
    }

    /// <summary>The provisions whose rating or national article differs between two assessments, in the order of the treaties.</summary>
    public static IEnumerable<ComparedFinding> Compare(this Engagement engagement, GapAssessment before, GapAssessment after) =>
        engagement.AssessedProvisions().Select(p => new ComparedFinding(p, before.Finding(p.Id), after.Finding(p.Id)))
            .Where(c => c.Before.Rating != c.After.Rating || c.Before.Article != c.After.Article);
}
