namespace TA.Engagements;

/// <summary>Closes a risk that is no longer watched.</summary>
/// <param name="Risk">The risk.</param>
/// <param name="Because">Why.</param>
/// <param name="Since">The version at which it was entered or reopened, as the person saw it.</param>
public sealed record CloseRisk(Guid Risk, [property: Length(Limits.Paragraph)] string Because, long Since) : RiskCommand;

/// <summary>A risk is closed.</summary>
public sealed record RiskClosed(Guid Risk, string Because) : RiskEvent;

/// <summary>Watches a closed risk again.</summary>
/// <param name="Risk">The risk.</param>
/// <param name="Because">Why.</param>
/// <param name="ReviewOn">The day on which it is looked at again.</param>
/// <param name="Since">The version at which it was closed, as the person saw it.</param>
public sealed record ReopenRisk(Guid Risk, [property: Length(Limits.Paragraph)] string Because, DateOnly ReviewOn, long Since) : RiskCommand;

/// <summary>A risk is watched again.</summary>
public sealed record RiskReopened(Guid Risk, string Because, DateOnly ReviewOn) : RiskEvent;

internal static class ClosingRisks
{
    public static Decision Decide(Engagement engagement, CloseRisk command) =>
        engagement.Risks.Find(command.Risk) is not { } risk ? new RiskUnknown(command.Risk)
        : !risk.IsOpen || risk.Since != command.Since ? new RiskHasMoved(risk.Id)
        : new RiskClosed(risk.Id, command.Because);

    public static Decision Decide(Engagement engagement, ReopenRisk command) =>
        engagement.Risks.Find(command.Risk) is not { } risk ? new RiskUnknown(command.Risk)
        : risk.IsOpen || risk.Since != command.Since ? new RiskHasMoved(risk.Id)
        : new RiskReopened(risk.Id, command.Because, command.ReviewOn);

    public static RiskWork Apply(RiskWork risks, RiskClosed closed, in Occurrence when)
    {
        var since = when.Version;
        return risks.With(closed.Risk, risk => risk with { ClosedBecause = closed.Because, Since = since });
    }

    public static RiskWork Apply(RiskWork risks, RiskReopened reopened, in Occurrence when)
    {
        var since = when.Version;
        return risks.With(reopened.Risk, risk => risk with { ClosedBecause = null, ReviewOn = reopened.ReviewOn, Since = since });
    }
}
