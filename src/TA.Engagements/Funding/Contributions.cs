namespace TA.Engagements;

/// <summary>What one donor gives. Amounts that are not on record are null; they are never worked out from a budget.</summary>
/// <param name="Id">From the command that recorded it.</param>
/// <param name="Donor">The donor's name.</param>
/// <param name="Pledged">What was promised.</param>
/// <param name="Received">What has come in.</param>
/// <param name="Earmark">The donor's limit on its use; null where that is not on record.</param>
public sealed record Contribution(Guid Id, string Donor, Money? Pledged = null, Money? Received = null, Earmark? Earmark = null);

/// <summary>A donor's limit on the use of a contribution.</summary>
/// <param name="Kind">None, soft or hard.</param>
/// <param name="For">What it is meant for; null where it is not earmarked.</param>
public sealed record Earmark(Earmarking Kind, string? For = null);

/// <summary>How far a donor limits the use of a contribution.</summary>
public enum Earmarking
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>To a theme, a region or a programme.</summary>
    Soft,

    /// <summary>To an engagement or an output.</summary>
    Hard,
}

/// <summary>Records what a donor gives to this engagement itself, or corrects the record.</summary>
/// <param name="Contribution">Null for a new one; else the one to correct.</param>
/// <param name="Donor">The donor's name, as the person saw it (null for a new one) and as it is.</param>
/// <param name="Pledged">As the person saw it, and as it is.</param>
/// <param name="Received">As the person saw it, and as it is.</param>
/// <param name="AsOf">The version of the engagement that the person saw, see <see cref="EngagementCommand.SeenAt"/>.</param>
/// <param name="Earmark">As the person saw it, and as it is; null leaves it.</param>
public sealed record RecordContribution(
    Guid? Contribution, [property: NotNullTo] Edit<string?> Donor, Edit<Money?> Pledged, Edit<Money?> Received, long? AsOf = null, Edit<Earmark?>? Earmark = null) : EngagementCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>A contribution is on record as it now is.</summary>
public sealed record ContributionRecorded(Contribution Contribution) : EngagementEvent;

/// <summary>No such contribution is on record.</summary>
public sealed record ContributionUnknown(Guid Contribution) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

internal static class Contributing
{
    public static Decision Decide(Engagement engagement, RecordContribution command, in Asked asked) =>
        Judge(engagement.Contributions, command.Contribution, command.Donor, command.Pledged, command.Received, command.Earmark, asked.CommandId) switch
        {
            (null, null) => Decision.Nothing,
            (null, { } refusal) => refusal,
            ({ } contribution, _) when Agreed.Donors(engagement) && Terms(engagement.Contributions, contribution) is { } refusal => refusal,
            ({ } contribution, _) => new ContributionRecorded(contribution),
        };

    /// <summary>What was agreed with the donor would change: that is an amendment.</summary>
    internal static AmendmentNeeded? Terms(Items<Contribution> contributions, Contribution becomes) => contributions.FirstOrDefault(c => c.Id == becomes.Id) is { } before
        ? Agreed.Refusal(("donor", before.Donor != becomes.Donor), ("pledged", before.Pledged != becomes.Pledged), ("earmark", before.Earmark != becomes.Earmark))
        : Agreed.Refusal(("donor", true));

    /// <summary>The contribution as it becomes, a refusal, or neither when nothing changes; the same for engagements and programmes.</summary>
    internal static (Contribution? Becomes, Refusal? Refusal) Judge(
        Items<Contribution> contributions, Guid? id, Edit<string?> donor, Edit<Money?> pledged, Edit<Money?> received, Edit<Earmark?>? earmark, Guid commandId)
    {
        var before = contributions.FirstOrDefault(c => c.Id == (id ?? commandId));
        if (id is { } sought && before is null)
            return (null, new ContributionUnknown(sought));
        if (id is null && before is null && contributions.Count >= Limits.Contributions)
            return (null, new TooMany("contributions", Limits.Contributions));
        if (id is null && before is not null)
            return (null, null);
        var judge = new EditJudge();
        judge.Judge("donor", before?.Donor, donor);
        judge.Judge("pledged", before?.Pledged, pledged);
        judge.Judge("received", before?.Received, received);
        judge.Judge("earmark", before?.Earmark, earmark);
        if (judge.Conflicts.Count > 0)
            return (null, new EditConflict(judge.Conflicts));
        var becomes = new Contribution(before?.Id ?? commandId, donor.To!, pledged.To, received.To, earmark is { } limit ? limit.To : before?.Earmark);
        return becomes == before ? (null, null) : (becomes, null);
    }

    internal static Items<Contribution> Put(Items<Contribution> contributions, Contribution contribution) =>
        contributions.FindIndex(c => c.Id == contribution.Id) is >= 0 and var at ? contributions.SetItem(at, contribution) : contributions.Add(contribution);

    public static Engagement Apply(Engagement engagement, ContributionRecorded recorded) =>
        engagement with { Contributions = Put(engagement.Contributions, recorded.Contribution) };
}
