namespace TA.Engagements;

/// <summary>A table that rates national law against each provision.</summary>
/// <param name="Id">From the command that started it.</param>
/// <param name="Title">The law that is assessed.</param>
/// <param name="StartedOn">When it was started.</param>
/// <param name="Bill">The bill in force whose effect it measures, or null.</param>
/// <param name="Findings">What has been found, in the order in which provisions were first rated; a provision without one is not assessed.</param>
public sealed record GapAssessment(Guid Id, string Title, DateOnly StartedOn, Guid? Bill = null, Items<ProvisionFinding> Findings = default)
{
    /// <summary>What was found on a provision; "not assessed" where nothing was.</summary>
    public ProvisionFinding Finding(ProvisionId provision) => Findings.FirstOrDefault(f => f.Provision == provision) ?? new(provision);
}

/// <summary>How national law stands to one provision, who said so, and when.</summary>
/// <param name="Provision">The provision.</param>
/// <param name="Rating">The rating.</param>
/// <param name="Article">The national article.</param>
/// <param name="Remark">What is missing, or why it does not apply.</param>
/// <param name="By">Who rated it last.</param>
/// <param name="On">When.</param>
public sealed record ProvisionFinding(ProvisionId Provision, ComplianceRating Rating = ComplianceRating.NotAssessed, string? Article = null, string? Remark = null, string? By = null, DateOnly? On = null);

/// <summary>How national law stands to a provision.</summary>
public enum ComplianceRating
{
    /// <summary>Nobody has looked yet.</summary>
    NotAssessed,

    /// <summary>The law does what the provision asks.</summary>
    Met,

    /// <summary>In part.</summary>
    PartlyMet,

    /// <summary>Not.</summary>
    NotMet,

    /// <summary>The provision does not concern this State; a remark says why.</summary>
    NotApplicable,
}

/// <summary>Begins a gap assessment. The one before is rated no more: it is what the new one is compared with.</summary>
/// <param name="Title">The law that is assessed.</param>
/// <param name="Bill">The bill in force whose effect is measured, or null.</param>
public sealed record StartAssessment(string Title, Guid? Bill = null) : LegislationCommand;

/// <summary>An assessment has begun.</summary>
public sealed record AssessmentStarted(Guid Assessment, string Title, Guid? Bill = null) : LegislationEvent;

/// <summary>The bill is not in force, so its effect cannot be assessed.</summary>
public sealed record LawNotInForce(Guid Bill) : Refusal;

internal static class StartingAssessments
{
    public static Decision Decide(Engagement engagement, StartAssessment command, in Asked asked)
    {
        var work = engagement.Legislation;
        if (work.Assessment(asked.CommandId) is not null)
            return Decision.Nothing;
        if (Legislating.NotChosen(engagement) is { } refusal)
            return refusal;
        if (command.Bill is { } bill && work.Bill(bill) is null)
            return new BillUnknown(bill);
        if (command.Bill is { } law && work.Bill(law)!.InForceOn is null)
            return new LawNotInForce(law);
        return work.Assessments.Count >= Limits.Assessments
            ? new TooMany("assessments", Limits.Assessments)
            : new AssessmentStarted(asked.CommandId, command.Title, command.Bill);
    }

    public static LegislationWork Apply(LegislationWork work, AssessmentStarted started, in Occurrence when) =>
        work with { Assessments = work.Assessments.Add(new(started.Assessment, started.Title, when.On, started.Bill)) };
}
