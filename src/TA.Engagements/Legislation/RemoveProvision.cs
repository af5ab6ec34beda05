namespace TA.Engagements;

/// <summary>
/// Takes a provision that an officer added off the list of this engagement. Possible while nothing hangs on it: no assessment rates it, no draft version carries it, and no comment of an open review round
/// names it. A rating in the newest assessment can be set back to "not assessed" first; older assessments and drafts stay as they are, and so does what they name. Where something closed still speaks of
/// it, as a settled comment or the history may, it keeps its name there. The same article may be added anew.
/// </summary>
/// <param name="Provision">The key of the added provision.</param>
/// <param name="Because">Why.</param>
public sealed record RemoveProvision(ProvisionId Provision, [property: Length(Limits.Paragraph)] string Because) : LegislationCommand;

/// <summary>An added provision is no longer in the list.</summary>
public sealed record ProvisionRemoved(ProvisionId Provision, string Because) : LegislationEvent;

/// <summary>What can hang on a provision.</summary>
public enum ProvisionUse
{
    /// <summary>An assessment rates it.</summary>
    Rated,

    /// <summary>A draft version carries it.</summary>
    InDraft,

    /// <summary>A comment of an open review round names it.</summary>
    Commented,
}

/// <summary>Something hangs on the provision.</summary>
public sealed record ProvisionInUse(ProvisionId Provision, Items<ProvisionUse> Uses) : Refusal;

internal static class RemovingProvisions
{
    public static Decision Decide(Engagement engagement, RemoveProvision command)
    {
        var work = engagement.Legislation;
        if (work.Provisions.FirstOrDefault(p => p.Id == command.Provision) is not { } provision)
            return TreatyProvisions.Find(command.Provision) is null ? new ProvisionUnknown(command.Provision) : new ProvisionNotAdded(command.Provision);
        if (provision.IsRemoved)
            return Decision.Nothing;
        var uses = work.Uses(provision.Id).ToItems();
        return uses.Count > 0 ? new ProvisionInUse(provision.Id, uses) : new ProvisionRemoved(provision.Id, command.Because);
    }

    public static LegislationWork Apply(LegislationWork work, ProvisionRemoved removed)
    {
        var at = work.Provisions.FindIndex(p => p.Id == removed.Provision);
        return work with
        {
            Provisions = work.Provisions.SetItem(at, work.Provisions[at] with { IsRemoved = true }),
            // A finding that says "not assessed" says nothing.
            Assessments = work.Assessments.Select(a => a with { Findings = a.Findings.Where(f => f.Provision != removed.Provision).ToItems() }).ToItems(),
        };
    }
}
