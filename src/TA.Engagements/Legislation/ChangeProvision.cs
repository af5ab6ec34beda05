namespace TA.Engagements;

/// <summary>Corrects a provision that an officer added; its key, and with it every rating and draft that names it, stays. The product's own provisions do not change.</summary>
/// <param name="Provision">The key of the added provision.</param>
/// <param name="Instrument">The treaty, as in <c>ICRMW</c>.</param>
/// <param name="Article">The article with its paragraph.</param>
/// <param name="Heading">What it is about.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Obligation">How far it binds.</param>
/// <param name="Category">What kind of measure it asks for.</param>
/// <param name="Tags">The questions of the human-rights check that it is evidence for.</param>
/// <param name="Summary">What it says, in short.</param>
/// <param name="AsOf">The version of the engagement that the person saw, see <see cref="EngagementCommand.SeenAt"/>.</param>
public sealed record ChangeProvision(
    ProvisionId Provision, Edit<string>? Instrument = null, [property: Length(Limits.ArticleNumber)] Edit<string>? Article = null, Edit<string>? Heading = null, Edit<string>? Source = null,
    Edit<ObligationLevel>? Obligation = null, Edit<ProvisionCategory>? Category = null, Edit<Items<HumanRightsQuestion>>? Tags = null,
    [property: Length(Limits.Paragraph)] Edit<string?>? Summary = null, long? AsOf = null) : LegislationCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>An added provision was corrected; only what changed is named.</summary>
public sealed record ProvisionChanged(
    ProvisionId Provision, Edit<string>? Instrument = null, Edit<string>? Article = null, Edit<string>? Heading = null, Edit<string>? Source = null,
    Edit<ObligationLevel>? Obligation = null, Edit<ProvisionCategory>? Category = null, Edit<Items<HumanRightsQuestion>>? Tags = null, Edit<string?>? Summary = null) : LegislationEvent;

/// <summary>The provision is one of the product's own, which engagements do not change.</summary>
public sealed record ProvisionNotAdded(ProvisionId Provision) : Refusal;

internal static class ChangingProvisions
{
    public static Decision Decide(Engagement engagement, ChangeProvision command)
    {
        var work = engagement.Legislation;
        if (work.Added().FirstOrDefault(p => p.Id == command.Provision) is not { } provision)
            return TreatyProvisions.Find(command.Provision) is null ? new ProvisionUnknown(command.Provision) : new ProvisionNotAdded(command.Provision);
        var judge = new EditJudge();
        var changed = new ProvisionChanged(
            provision.Id,
            judge.Judge("instrument", provision.Instrument, command.Instrument),
            judge.Judge("article", provision.Article, command.Article),
            judge.Judge("heading", provision.Heading, command.Heading),
            judge.Judge("source", provision.Source, command.Source),
            judge.Judge("obligation", provision.Obligation, command.Obligation),
            judge.Judge("category", provision.Category, command.Category),
            judge.Judge("tags", provision.Tags, command.Tags),
            judge.Judge("summary", provision.Summary, command.Summary));
        if (judge.Conflicts.Count > 0)
            return new EditConflict(judge.Conflicts);
        if (!judge.AnyApplies)
            return Decision.Nothing;
        var after = After(provision, changed);
        return AddingProvisions.IsListed(work, after.Instrument, after.Article, but: provision.Id) ? new ProvisionListed(after.Instrument, after.Article) : changed;
    }

    private static AddedProvision After(AddedProvision provision, ProvisionChanged changed) => new(
        provision.Id, changed.Instrument.Or(provision.Instrument), changed.Article.Or(provision.Article), changed.Heading.Or(provision.Heading), changed.Source.Or(provision.Source),
        changed.Obligation.Or(provision.Obligation), changed.Category.Or(provision.Category), changed.Tags.Or(provision.Tags), changed.Summary.Or(provision.Summary));

    public static LegislationWork Apply(LegislationWork work, ProvisionChanged changed)
    {
        var at = work.Provisions.FindIndex(p => p.Id == changed.Provision);
        return work with { Provisions = work.Provisions.SetItem(at, After(work.Provisions[at], changed)) };
    }
}
