namespace TA.Engagements;

/// <summary>Something that may keep the engagement from its results, or may do harm, and what is done about it.</summary>
public sealed record Risk
{
    /// <summary>From the command that entered it.</summary>
    public Guid Id { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>What kind of risk it is.</summary>
    public RiskCategory Category { get; init; }

    /// <summary>How likely and how grave it is thought to be now.</summary>
    public RiskAssessment Assessment { get; init; }

    /// <summary>What is done about it.</summary>
    public required string Response { get; init; }

    /// <summary>Who watches it: a role, and perhaps the organization that fills it. Never a person.</summary>
    public Owner Owner { get; init; }

    /// <summary>The day on which it is looked at again.</summary>
    public DateOnly ReviewOn { get; init; }

    /// <summary>Why it was closed; null while it is open.</summary>
    public string? ClosedBecause { get; init; }

    /// <summary>The version at which it was entered, closed or reopened last.</summary>
    public long Since { get; init; }

    /// <summary>It is still watched.</summary>
    public bool IsOpen => ClosedBecause is null;

    /// <summary>Low, medium or high, from likelihood and impact.</summary>
    public RiskLevel Level => Assessment.Level;
}

/// <summary>Who answers for something: a role, and the organization that fills it where it is known.</summary>
/// <param name="Role">The role.</param>
/// <param name="Organization">The organization, or null.</param>
public readonly record struct Owner(ResponsibleRole Role, OrganizationId? Organization = null);

/// <summary>How likely a risk is and how grave its consequences would be.</summary>
public readonly record struct RiskAssessment(RiskGrade Likelihood, RiskGrade Impact)
{
    /// <summary>
    /// The product of the two grades, each from 1 to 5: 15 and more is high, 6 and more is medium, less is low. A very grave impact is never low. This product's own scale, after the
    /// five-by-five matrix that is usual in enterprise risk management.
    /// </summary>
    public RiskLevel Level => (((int)Likelihood + 1) * ((int)Impact + 1)) switch
    {
        >= 15 => RiskLevel.High,
        >= 6 => RiskLevel.Medium,
        _ => Impact == RiskGrade.VeryHigh ? RiskLevel.Medium : RiskLevel.Low,
    };
}

/// <summary>Five grades, for likelihood and for impact.</summary>
public enum RiskGrade
{
    /// <summary>1.</summary>
    VeryLow,

    /// <summary>2.</summary>
    Low,

    /// <summary>3.</summary>
    Medium,

    /// <summary>4.</summary>
    High,

    /// <summary>5.</summary>
    VeryHigh,
}

/// <summary>What likelihood and impact make together.</summary>
public enum RiskLevel
{
    /// <summary>Watched.</summary>
    Low,

    /// <summary>Needs a response.</summary>
    Medium,

    /// <summary>Needs measures; the suspension rule applies to them.</summary>
    High,
}

/// <summary>Kinds of risk.</summary>
public enum RiskCategory
{
    /// <summary>Support contributes to violations of human rights (A/67/775-S/2013/110).</summary>
    HumanRights,

    /// <summary>Victims, migrants or children come to harm.</summary>
    Protection,

    /// <summary>Security of staff and partners.</summary>
    Security,

    /// <summary>Government, law or priorities change.</summary>
    Political,

    /// <summary>Money is missing.</summary>
    Financial,

    /// <summary>Fraud and corruption.</summary>
    Fraud,

    /// <summary>Personal data.</summary>
    DataProtection,

    /// <summary>Capacity, procurement, delays.</summary>
    Operational,
}

/// <summary>A step agreed to lower an assessed risk.</summary>
public sealed record MitigatingMeasure
{
    /// <summary>From the command by which it was agreed.</summary>
    public Guid Id { get; init; }

    /// <summary>The risk that it lowers.</summary>
    public Guid Risk { get; init; }

    /// <summary>What is done.</summary>
    public required string What { get; init; }

    /// <summary>Who does it.</summary>
    public Owner Owner { get; init; }

    /// <summary>The last day on which it is in time.</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>The task in which it is carried out, or null.</summary>
    public TaskId? Task { get; init; }

    /// <summary>Agreed under the Human Rights Due Diligence Policy: support depends on it.</summary>
    public bool UnderDueDiligence { get; init; }

    /// <summary>Where it stands.</summary>
    public MeasureState State { get; init; }

    /// <summary>The version at which that state was entered.</summary>
    public long Since { get; init; }

    /// <summary>The day of the newest follow-up; null before the first.</summary>
    public DateOnly? FollowedUpOn { get; init; }

    /// <summary>What the newest follow-up found.</summary>
    public string? Found { get; init; }
}

/// <summary>Where a mitigating measure stands.</summary>
public enum MeasureState
{
    /// <summary>Agreed, not begun.</summary>
    Agreed,

    /// <summary>Under way.</summary>
    UnderWay,

    /// <summary>Carried out, and it works.</summary>
    Done,

    /// <summary>Not carried out, or it does not work.</summary>
    Failed,

    /// <summary>No longer wanted; another one takes its place, or the risk has gone.</summary>
    Dropped,
}

/// <summary>There is no such risk in the register.</summary>
public sealed record RiskUnknown(Guid Risk) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

/// <summary>The risk is closed; it must be reopened first.</summary>
public sealed record RiskIsClosed(Guid Risk) : Refusal;

/// <summary>The risk was closed or reopened since the person saw it.</summary>
public sealed record RiskHasMoved(Guid Risk) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Conflict;
}
