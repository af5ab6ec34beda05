namespace TA.Engagements;

/// <summary>Rates provisions in the newest assessment, each field by what it was and what it shall be.</summary>
/// <param name="Assessment">The assessment.</param>
/// <param name="Findings">The provisions; 1 to <see cref="Limits.RatedAtOnce"/>, none twice.</param>
public sealed record RateProvisions(Guid Assessment, Items<ProvisionRated> Findings) : LegislationCommand;

/// <summary>The edits of one provision's finding. "Not applicable" goes with a remark that says why.</summary>
public sealed record ProvisionRated(
    ProvisionId Provision, Edit<ComplianceRating>? Rating = null, Edit<string?>? Article = null, [property: Length(Limits.Paragraph)] Edit<string?>? Remark = null);

/// <summary>Provisions have been rated; only what changed is named.</summary>
/// <param name="Assessment">The assessment.</param>
/// <param name="Findings">The edits of each finding.</param>
/// <param name="RatingsKeepTheirDay">A finding whose article or remark alone changed keeps who rated it and when; an event that does not say so dates every finding that it names.</param>
public sealed record ProvisionsRated(Guid Assessment, Items<ProvisionRated> Findings, bool RatingsKeepTheirDay = false) : LegislationEvent;

/// <summary>There is no such assessment.</summary>
public sealed record AssessmentUnknown(Guid Assessment) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

/// <summary>A newer assessment has begun; this one stays as it is, to compare with.</summary>
public sealed record AssessmentSuperseded(Guid Assessment) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Conflict;
}

/// <summary>There is no such provision.</summary>
public sealed record ProvisionUnknown(ProvisionId Provision) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

/// <summary>A provision that does not apply needs a remark that says why.</summary>
public sealed record WhyNotApplicable(ProvisionId Provision) : Refusal;

internal static class RatingProvisions
{
    public static Decision Decide(Engagement engagement, RateProvisions command)
    {
        var work = engagement.Legislation;
        if (work.Assessment(command.Assessment) is not { } assessment)
            return new AssessmentUnknown(command.Assessment);
        if (command.Findings.Count > Limits.RatedAtOnce)
            return new TooMany("findings", Limits.RatedAtOnce);
        var judge = new EditJudge();
        var applied = new List<ProvisionRated>();
        foreach (var wanted in command.Findings)
        {
            if (!work.IsListed(wanted.Provision))
                return new ProvisionUnknown(wanted.Provision);
            var finding = assessment.Finding(wanted.Provision);
            var rated = new ProvisionRated(
                wanted.Provision,
                judge.Judge($"{wanted.Provision}.rating", finding.Rating, wanted.Rating),
                judge.Judge($"{wanted.Provision}.article", finding.Article, wanted.Article),
                judge.Judge($"{wanted.Provision}.remark", finding.Remark, wanted.Remark));
            if (rated is { Rating: null, Article: null, Remark: null })
                continue;
            if (After(finding, rated) is { Rating: ComplianceRating.NotApplicable, Remark: null })
                return new WhyNotApplicable(wanted.Provision);
            applied.Add(rated);
        }

        return judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts)
            : applied.Count == 0 ? Decision.Nothing
            : work.Assessments[^1].Id != assessment.Id ? new AssessmentSuperseded(assessment.Id)
            : new ProvisionsRated(assessment.Id, applied.ToItems(), RatingsKeepTheirDay: applied.Exists(r => r.Rating is null));
    }

    private static ProvisionFinding After(ProvisionFinding finding, ProvisionRated rated) => finding with
    {
        Rating = rated.Rating is { } rating ? rating.To : finding.Rating,
        Article = rated.Article is { } article ? article.To : finding.Article,
        Remark = rated.Remark is { } remark ? remark.To : finding.Remark,
    };

    public static LegislationWork Apply(LegislationWork work, ProvisionsRated rated, in Occurrence when)
    {
        var at = work.Assessments.FindIndex(a => a.Id == rated.Assessment);
        var findings = work.Assessments[at].Findings.ToList();
        foreach (var one in rated.Findings)
        {
            var place = findings.FindIndex(f => f.Provision == one.Provision);
            var after = After(place < 0 ? new(one.Provision) : findings[place], one);
            if (one.Rating is not null || !rated.RatingsKeepTheirDay)
                after = after with { By = when.Actor.Name, On = when.On };
            if (place < 0)
                findings.Add(after);
            else
                findings[place] = after;
        }

        return work with { Assessments = work.Assessments.SetItem(at, work.Assessments[at] with { Findings = findings.ToItems() }) };
    }
}
