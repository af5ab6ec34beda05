namespace TA.Engagements;

/// <summary>What one engagement knows of one provision in its Member State.</summary>
/// <param name="Provision">Treaty and article, as in <c>TIP 5(1)</c>: the same for a provision that several engagements added.</param>
/// <param name="Rating">The newest assessment's rating.</param>
/// <param name="RatedOn">The day of that rating.</param>
/// <param name="InDraft">A bill that is neither in force nor over carries it out in its newest version.</param>
/// <param name="InForceSince">A bill that carries it out is in force since that day; the newest such day.</param>
public sealed record KnownOfProvision(string Provision, ComplianceRating Rating = default, DateOnly? RatedOn = null, bool InDraft = false, DateOnly? InForceSince = null);

/// <summary>How a State's law covers a provision.</summary>
public enum Coverage
{
    /// <summary>Nobody has assessed it.</summary>
    NotAssessed,

    /// <summary>Law in force meets it.</summary>
    LawInForce,

    /// <summary>A draft carries it out.</summary>
    Draft,

    /// <summary>Law in force meets it in part or not at all, and no draft carries it out.</summary>
    Gap,

    /// <summary>It does not concern the State.</summary>
    NotApplicable,
}

/// <summary>The treaty coverage matrix: provisions by law in force, draft and gap.</summary>
public static class TreatyCoverage
{
    /// <summary>Treaty and article: the name of a provision across engagements.</summary>
    public static string Name(TreatyProvision provision) => $"{provision.Instrument} {provision.Article}";

    /// <summary>What an engagement knows, of provisions of which it knows anything.</summary>
    public static Items<KnownOfProvision> Of(Engagement engagement)
    {
        var work = engagement.Legislation;
        var known = new Dictionary<ProvisionId, KnownOfProvision>();
        KnownOfProvision Known(ProvisionId id) => known.GetValueOrDefault(id) ?? new(Name(work.Provision(id)!));
        foreach (var finding in work.Assessments.SelectMany(a => a.Findings).Where(f => f.Rating != ComplianceRating.NotAssessed))
            known[finding.Provision] = Known(finding.Provision) with { Rating = finding.Rating, RatedOn = finding.On };
        foreach (var bill in work.Bills.Where(b => b.End is null && b.Versions.Count > 0))
            foreach (var provision in (bill.InForceOn is not null && bill.Submitted is { } submitted ? bill.Version(submitted)! : bill.Versions[^1]).Provisions)
                known[provision] = Known(provision) is var before && bill.InForceOn is { } on
                    ? before with { InForceSince = before.InForceSince > on ? before.InForceSince : on }
                    : before with { InDraft = true };
        return known.Values.OrderBy(k => k.Provision, StringComparer.Ordinal).ToItems();
    }

    /// <summary>
    /// What several engagements with one State come to for one provision. The newest word on the law in force decides: a rating, or a bill that came into force later. Where that is not
    /// "met", a draft counts; then the gap.
    /// </summary>
    public static Coverage Of(IEnumerable<KnownOfProvision> known)
    {
        var all = known.ToList();
        var rating = all.Where(k => k.Rating != ComplianceRating.NotAssessed).OrderBy(k => k.RatedOn).LastOrDefault();
        var inForce = all.Max(k => k.InForceSince);
        if (inForce is not null && !(rating?.RatedOn >= inForce) || rating?.Rating == ComplianceRating.Met)
            return Coverage.LawInForce;
        if (all.Any(k => k.InDraft))
            return Coverage.Draft;
        return rating?.Rating switch
        {
            null => Coverage.NotAssessed,
            ComplianceRating.NotApplicable => Coverage.NotApplicable,
            _ => Coverage.Gap,
        };
    }
}
