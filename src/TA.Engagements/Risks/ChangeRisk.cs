namespace TA.Engagements;

/// <summary>Changes a risk, field by field; a review is a change of the day of the next one, of the assessment, or of both.</summary>
/// <param name="Risk">An open risk.</param>
/// <param name="Edits">The edits.</param>
/// <param name="Remark">What the review found.</param>
/// <param name="AsOf">The version of the engagement that the person saw, see <see cref="EngagementCommand.SeenAt"/>.</param>
public sealed record ChangeRisk(Guid Risk, RiskEdits Edits, [property: Length(Limits.Paragraph)] string? Remark = null, long? AsOf = null) : RiskCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>Edits of a risk; those that are null leave their field alone.</summary>
public sealed record RiskEdits
{
    /// <summary>One line.</summary>
    public Edit<string>? Title { get; init; }

    /// <summary>Likelihood and impact together.</summary>
    public Edit<RiskAssessment>? Assessment { get; init; }

    /// <summary>What is done about it.</summary>
    [Length(Limits.Paragraph)]
    public Edit<string>? Response { get; init; }

    /// <summary>Who watches it.</summary>
    public Edit<Owner>? Owner { get; init; }

    /// <summary>The day on which it is looked at again.</summary>
    public Edit<DateOnly>? ReviewOn { get; init; }
}

/// <summary>A risk was changed or reviewed.</summary>
public sealed record RiskChanged(Guid Risk, RiskEdits Edits, string? Remark = null) : RiskEvent;

internal static class ChangingRisks
{
    public static Decision Decide(Engagement engagement, ChangeRisk command)
    {
        if (engagement.Risks.Find(command.Risk) is not { } risk)
            return new RiskUnknown(command.Risk);
        var judge = new EditJudge();
        var edits = new RiskEdits
        {
            Title = judge.Judge("title", risk.Title, command.Edits.Title),
            Assessment = judge.Judge("assessment", risk.Assessment, command.Edits.Assessment),
            Response = judge.Judge("response", risk.Response, command.Edits.Response),
            Owner = judge.Judge("owner", risk.Owner, command.Edits.Owner),
            ReviewOn = judge.Judge("reviewOn", risk.ReviewOn, command.Edits.ReviewOn),
        };
        if (judge.Conflicts.Count > 0)
            return new EditConflict(judge.Conflicts);
        if (!judge.AnyApplies)
            return Decision.Nothing;
        return risk.IsOpen ? new RiskChanged(risk.Id, edits, command.Remark) : new RiskIsClosed(risk.Id);
    }

    public static RiskWork Apply(RiskWork risks, RiskChanged changed) => risks.With(changed.Risk, risk => risk with
    {
        Title = changed.Edits.Title is { } title ? title.To : risk.Title,
        Assessment = changed.Edits.Assessment is { } assessment ? assessment.To : risk.Assessment,
        Response = changed.Edits.Response is { } response ? response.To : risk.Response,
        Owner = changed.Edits.Owner is { } owner ? owner.To : risk.Owner,
        ReviewOn = changed.Edits.ReviewOn is { } review ? review.To : risk.ReviewOn,
    });
}
