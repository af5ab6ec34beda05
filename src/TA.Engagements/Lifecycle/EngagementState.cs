namespace TA.Engagements;

/// <summary>Where an engagement stands in its life.</summary>
public enum EngagementState
{
    /// <summary>The State has asked.</summary>
    Requested,

    /// <summary>Checked against mandate, treaty status and resources.</summary>
    Triaged,

    /// <summary>Needs are being assessed.</summary>
    Scoping,

    /// <summary>The engagement document is being written.</summary>
    Design,

    /// <summary>Approved inside UNODC.</summary>
    Approved,

    /// <summary>The workstreams are at work.</summary>
    Delivery,

    /// <summary>Work is interrupted, with a coded reason.</summary>
    Suspended,

    /// <summary>Work is done; evaluation, money and records are being closed.</summary>
    Closing,

    /// <summary>Closed.</summary>
    Closed,

    /// <summary>UNODC has declined the request.</summary>
    Declined,

    /// <summary>The State has withdrawn the request.</summary>
    Withdrawn,

    /// <summary>Ended early.</summary>
    Terminated,
}

/// <summary>Facts about states.</summary>
public static class EngagementStates
{
    /// <summary>Nothing is done any more, unless the engagement is reopened.</summary>
    public static bool IsEnded(this EngagementState state) =>
        state is EngagementState.Closed or EngagementState.Declined or EngagementState.Withdrawn or EngagementState.Terminated;

    /// <summary>Before UNODC has approved.</summary>
    public static bool IsBeforeApproval(this EngagementState state) =>
        state is EngagementState.Requested or EngagementState.Triaged or EngagementState.Scoping or EngagementState.Design;

    /// <summary>Delivery has not begun, and may.</summary>
    public static bool IsBeforeDelivery(this EngagementState state) => state.IsBeforeApproval() || state == EngagementState.Approved;
}

/// <summary>Coded reasons for moves that need one.</summary>
public enum MoveReason
{
    /// <summary>Security does not allow the work.</summary>
    SecuritySituation,

    /// <summary>The support would carry a risk to human rights that cannot be lessened.</summary>
    HumanRightsRisk,

    /// <summary>Money is missing or was withdrawn.</summary>
    FundingGap,

    /// <summary>Government or its priorities changed.</summary>
    PoliticalChange,

    /// <summary>The national counterpart is not available.</summary>
    CounterpartUnavailable,

    /// <summary>Not within the mandate of UNODC.</summary>
    OutsideMandate,

    /// <summary>Others already give this assistance.</summary>
    Duplication,

    /// <summary>UNODC cannot do it now.</summary>
    NoCapacity,

    /// <summary>The State chose another provider.</summary>
    OtherProvider,

    /// <summary>No agreement on the terms, or they were broken.</summary>
    TermsNotAgreed,

    /// <summary>Both sides agree to end.</summary>
    MutualAgreement,

    /// <summary>Entered or moved by mistake.</summary>
    Mistake,

    /// <summary>Something else, which the remark must say.</summary>
    Other,
}
