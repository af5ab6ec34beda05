namespace TA.Engagements;

/// <summary>A provision that the product does not know and an officer added, with its source: an article of the convention on migrant workers (ICRMW), of a regional treaty.</summary>
/// <param name="Id">From the command that added it.</param>
/// <param name="Instrument">The treaty, as in <c>ICRMW</c>.</param>
/// <param name="Article">The article with its paragraph.</param>
/// <param name="Heading">What it is about.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Obligation">How far it binds.</param>
/// <param name="Category">What kind of measure it asks for.</param>
/// <param name="Tags">The questions of the human-rights check that it is evidence for.</param>
/// <param name="Summary">What it says, in short.</param>
/// <param name="IsRemoved">It was taken off the list and is kept for its name only.</param>
public sealed record AddedProvision(
    ProvisionId Id, string Instrument, string Article, string Heading, string Source, ObligationLevel Obligation = default, ProvisionCategory Category = default,
    Items<HumanRightsQuestion> Tags = default, string? Summary = null, bool IsRemoved = false)
{
    /// <summary>It, in the form of the product's own provisions.</summary>
    public TreatyProvision AsProvision() => new(Id, Instrument, Article, Heading, Obligation, Category, Summary, null, null, Tags.Contains(HumanRightsQuestion.Children), false, Tags, Source);
}

/// <summary>Adds a provision to what this engagement assesses.</summary>
/// <param name="Instrument">The treaty, as in <c>ICRMW</c>.</param>
/// <param name="Article">The article with its paragraph.</param>
/// <param name="Heading">What it is about.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Obligation">How far it binds.</param>
/// <param name="Category">What kind of measure it asks for.</param>
/// <param name="Tags">The questions of the human-rights check that it is evidence for.</param>
/// <param name="Summary">What it says, in short.</param>
public sealed record AddProvision(
    string Instrument, [property: Length(Limits.ArticleNumber)] string Article, string Heading, string Source, ObligationLevel Obligation, ProvisionCategory Category,
    Items<HumanRightsQuestion> Tags = default, [property: Length(Limits.Paragraph)] string? Summary = null) : LegislationCommand;

/// <summary>A provision was added.</summary>
public sealed record ProvisionAdded(AddedProvision Provision) : LegislationEvent;

/// <summary>The provision is in the list already.</summary>
public sealed record ProvisionListed(string Instrument, string Article) : Refusal;

internal static class AddingProvisions
{
    public static Decision Decide(Engagement engagement, AddProvision command, in Asked asked)
    {
        var work = engagement.Legislation;
        ProvisionId id = $"added-{asked.CommandId:n}";
        if (work.Provision(id) is not null)
            return Decision.Nothing;
        if (Legislating.NotChosen(engagement) is { } refusal)
            return refusal;
        if (IsListed(work, command.Instrument, command.Article))
            return new ProvisionListed(command.Instrument, command.Article);
        // Those that were removed stay on record, so that their names can be told.
        return work.Added().Count() >= Limits.AddedProvisions || work.Provisions.Count >= Limits.ProvisionsEverAdded
            ? new TooMany("provisions", Limits.AddedProvisions)
            : new ProvisionAdded(new(id, command.Instrument, command.Article, command.Heading, command.Source, command.Obligation, command.Category, command.Tags, command.Summary));
    }

    /// <summary>Whether the product or this engagement has that article of that treaty, an added provision left out.</summary>
    internal static bool IsListed(LegislationWork work, string instrument, string article, ProvisionId? but = null)
    {
        return TreatyProvisions.All.Any(p => Same(p.Instrument, p.Article)) || work.Added().Any(p => p.Id != but && Same(p.Instrument, p.Article));

        bool Same(string listed, string its) => listed.Equals(instrument, StringComparison.OrdinalIgnoreCase) && its.Equals(article, StringComparison.OrdinalIgnoreCase);
    }

    public static LegislationWork Apply(LegislationWork work, ProvisionAdded added) => work with { Provisions = work.Provisions.Add(added.Provision) };
}
