namespace TA.Engagements;

/// <summary>A command about the legislation workstream: gap assessments, bills and their versions, reviews, milestones.</summary>
public abstract record LegislationCommand : EngagementCommand;

/// <summary>An event about the legislation workstream: gap assessments, bills and their versions, reviews, milestones.</summary>
public abstract record LegislationEvent : EngagementEvent;

/// <summary>What an engagement keeps of the legislation workstream: gap assessments, bills and their versions, reviews, milestones.</summary>
public sealed record LegislationWork
{
    /// <summary>The gap assessments, oldest first; only the newest is still rated.</summary>
    public Items<GapAssessment> Assessments { get; init; }

    /// <summary>Provisions that officers added beside those of the product, each with its source; those that were removed are still here.</summary>
    public Items<AddedProvision> Provisions { get; init; }

    /// <summary>The bills, with their versions and milestones.</summary>
    public Items<Bill> Bills { get; init; }

    /// <summary>The review rounds, oldest first.</summary>
    public Items<ReviewRound> Rounds { get; init; }

    /// <summary>Something is on record.</summary>
    public bool Any() => Assessments.Count + Provisions.Count + Bills.Count + Rounds.Count > 0;

    /// <summary>The assessment of that identifier, or null.</summary>
    public GapAssessment? Assessment(Guid id) => Assessments.FirstOrDefault(a => a.Id == id);

    /// <summary>The bill of that identifier, or null.</summary>
    public Bill? Bill(Guid id) => Bills.FirstOrDefault(b => b.Id == id);

    /// <summary>The round of that identifier, or null.</summary>
    public ReviewRound? Round(Guid id) => Rounds.FirstOrDefault(r => r.Id == id);

    /// <summary>Provisions that officers added and nobody has removed.</summary>
    public IEnumerable<AddedProvision> Added() => Provisions.Where(p => !p.IsRemoved);

    /// <summary>Whether the provision can be rated, carried and commented on.</summary>
    public bool IsListed(ProvisionId id) => TreatyProvisions.Find(id) is not null || Added().Any(p => p.Id == id);

    /// <summary>What hangs on a provision, each kind once.</summary>
    public IEnumerable<ProvisionUse> Uses(ProvisionId provision)
    {
        if (Assessments.Any(a => a.Finding(provision).Rating != ComplianceRating.NotAssessed))
            yield return ProvisionUse.Rated;
        if (Bills.Any(b => b.Versions.Any(v => v.Provisions.Contains(provision))))
            yield return ProvisionUse.InDraft;
        if (Rounds.Any(r => r.Comments.Any(c => c.Provision == provision)))
            yield return ProvisionUse.Commented;
    }

    /// <summary>The provision of a key, whether the product's or added here, removed ones included; or null.</summary>
    public TreatyProvision? Provision(ProvisionId id) => TreatyProvisions.Find(id) ?? Provisions.FirstOrDefault(p => p.Id == id)?.AsProvision();
}

internal static class Legislating
{
    public static Decision Decide(Engagement engagement, LegislationCommand command, in Asked asked) => command switch
    {
        StartAssessment start => StartingAssessments.Decide(engagement, start, asked),
        RateProvisions rate => RatingProvisions.Decide(engagement, rate),
        AddProvision add => AddingProvisions.Decide(engagement, add, asked),
        ChangeProvision change => ChangingProvisions.Decide(engagement, change),
        RemoveProvision remove => RemovingProvisions.Decide(engagement, remove),
        AddBill add => KeepingBills.Decide(engagement, add, asked),
        ChangeBill change => KeepingBills.Decide(engagement, change),
        EndBill end => KeepingBills.Decide(engagement, end),
        AddDraftVersion add => AddingDraftVersions.Decide(engagement, add, asked),
        CheckHumanRights check => CheckingHumanRights.Decide(engagement, check),
        RecordMilestone record => RecordingMilestones.Decide(engagement, record, asked),
        OpenReviewRound open => ReviewingDrafts.Decide(engagement, open, asked),
        CloseReviewRound close => ReviewingDrafts.Decide(engagement, close),
        CommentOnDraft comment => CommentingOnDrafts.Decide(engagement, comment, asked),
        AnswerComment answer => CommentingOnDrafts.Decide(engagement, answer),
        WithdrawComment withdraw => CommentingOnDrafts.Decide(engagement, withdraw),
        _ => throw new InvalidOperationException($"Nothing decides {command.GetType().Name}."),
    };

    public static Engagement Apply(Engagement engagement, LegislationEvent happened, in Occurrence when) => engagement with
    {
        Legislation = happened switch
        {
            AssessmentStarted started => StartingAssessments.Apply(engagement.Legislation, started, when),
            ProvisionsRated rated => RatingProvisions.Apply(engagement.Legislation, rated, when),
            ProvisionAdded added => AddingProvisions.Apply(engagement.Legislation, added),
            ProvisionChanged changed => ChangingProvisions.Apply(engagement.Legislation, changed),
            ProvisionRemoved removed => RemovingProvisions.Apply(engagement.Legislation, removed),
            BillAdded added => KeepingBills.Apply(engagement.Legislation, added),
            BillChanged changed => KeepingBills.Apply(engagement.Legislation, changed),
            BillEnded ended => KeepingBills.Apply(engagement.Legislation, ended, when),
            DraftVersionAdded added => AddingDraftVersions.Apply(engagement.Legislation, added, when),
            HumanRightsChecked check => CheckingHumanRights.Apply(engagement.Legislation, check, when),
            MilestoneRecorded recorded => RecordingMilestones.Apply(engagement.Legislation, recorded),
            ReviewRoundOpened opened => ReviewingDrafts.Apply(engagement.Legislation, opened, when),
            ReviewRoundClosed closed => ReviewingDrafts.Apply(engagement.Legislation, closed, when),
            DraftCommented commented => CommentingOnDrafts.Apply(engagement.Legislation, commented, when),
            CommentAnswered answered => CommentingOnDrafts.Apply(engagement.Legislation, answered, when),
            _ => throw new InvalidOperationException($"Nothing applies {happened.GetType().Name}."),
        },
    };

    internal static Refusal? NotChosen(Engagement engagement) =>
        engagement.Details.Workstreams.Contains(WorkstreamKind.Legislation) ? null : new WorkstreamNotChosen(WorkstreamKind.Legislation);

    internal static LegislationWork With(this LegislationWork work, Bill bill) => work with { Bills = work.Bills.SetItem(work.Bills.FindIndex(b => b.Id == bill.Id), bill) };

    internal static LegislationWork With(this LegislationWork work, ReviewRound round) => work with { Rounds = work.Rounds.SetItem(work.Rounds.FindIndex(r => r.Id == round.Id), round) };
}
