using static TA.Engagements.EngagementState;
using static TA.Engagements.MoveReason;

namespace TA.Engagements;

/// <summary>One arrow of an engagement's life.</summary>
/// <param name="From">The state it leaves.</param>
/// <param name="To">The state it enters.</param>
/// <param name="Kind">What it means.</param>
public sealed record Move(EngagementState From, EngagementState To, MoveKind Kind)
{
    /// <summary>The coded reasons it takes; empty when it needs none.</summary>
    public IReadOnlyList<MoveReason> Reasons => Kind switch
    {
        MoveKind.Suspend => [SecuritySituation, HumanRightsRisk, FundingGap, PoliticalChange, CounterpartUnavailable, Other],
        MoveKind.Decline => [OutsideMandate, Duplication, FundingGap, HumanRightsRisk, NoCapacity, Other],
        MoveKind.Withdraw => [PoliticalChange, OtherProvider, TermsNotAgreed, Other],
        MoveKind.Terminate => [SecuritySituation, HumanRightsRisk, FundingGap, PoliticalChange, TermsNotAgreed, MutualAgreement, Other],
        MoveKind.StepBack or MoveKind.Reopen => [Mistake, PoliticalChange, FundingGap, Other],
        _ => [],
    };

    /// <summary>Whether a remark in words must go with it: on the way back, and wherever the reason is "other".</summary>
    public bool NeedsRemark(MoveReason? reason) => Kind is MoveKind.StepBack or MoveKind.Reopen || reason == Other;
}

/// <summary>What a move means.</summary>
public enum MoveKind
{
    /// <summary>One step on.</summary>
    Forward,

    /// <summary>Work is interrupted.</summary>
    Suspend,

    /// <summary>Work goes on after an interruption.</summary>
    Resume,

    /// <summary>UNODC declines the request.</summary>
    Decline,

    /// <summary>The State withdraws the request.</summary>
    Withdraw,

    /// <summary>The engagement ends early.</summary>
    Terminate,

    /// <summary>One step back.</summary>
    StepBack,

    /// <summary>An ended engagement goes on where it was left.</summary>
    Reopen,
}

/// <summary>All arrows of an engagement's life.</summary>
public static class Moves
{
    private static readonly EngagementState[] Way = [Requested, Triaged, Scoping, Design, Approved, Delivery, Closing, Closed];

    /// <summary>The moves out of the engagement's present state, the way forward first.</summary>
    public static IEnumerable<Move> From(Engagement engagement)
    {
        var state = engagement.State;
        var at = Array.IndexOf(Way, state);
        if (at >= 0 && at < Way.Length - 1)
            yield return new(state, Way[at + 1], MoveKind.Forward);
        if (state == Suspended)
            yield return new(state, Delivery, MoveKind.Resume);
        if (state == Delivery)
            yield return new(state, Suspended, MoveKind.Suspend);
        if (state.IsBeforeApproval())
        {
            yield return new(state, Declined, MoveKind.Decline);
            yield return new(state, Withdrawn, MoveKind.Withdraw);
        }

        if (state is Delivery or Suspended)
            yield return new(state, Terminated, MoveKind.Terminate);
        if (at > 0 && state != Closed)
            yield return new(state, Way[at - 1], MoveKind.StepBack);
        if (state.IsEnded())
            yield return new(state, engagement.StateBefore ?? UsualBefore(state), MoveKind.Reopen);
    }

    /// <summary>Where an engagement that came here already ended goes when it is reopened.</summary>
    private static EngagementState UsualBefore(EngagementState ended) => ended switch
    {
        Closed => Closing,
        Terminated => Delivery,
        _ => Requested,
    };
}
