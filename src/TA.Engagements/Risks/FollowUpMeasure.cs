namespace TA.Engagements;

/// <summary>Records how a measure stands. A measure that failed may be taken up again.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="To">Where it stands now; the same state again is a follow-up that found no change.</param>
/// <param name="On">The day of the follow-up, not in the future.</param>
/// <param name="Found">What was found, and on what evidence.</param>
/// <param name="Since">The version at which its state was recorded last, as the person saw it.</param>
public sealed record FollowUpMeasure(Guid Measure, MeasureState To, DateOnly On, [property: Length(Limits.Paragraph)] string Found, long Since) : RiskCommand;

/// <summary>A measure was followed up.</summary>
public sealed record MeasureFollowedUp(Guid Measure, MeasureState From, MeasureState To, DateOnly On, string Found) : RiskEvent;

/// <summary>The measure was followed up since the person saw it.</summary>
public sealed record MeasureHasMoved(Guid Measure, MeasureState Actual) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Conflict;
}

internal static class FollowingUpMeasures
{
    public static Decision Decide(Engagement engagement, FollowUpMeasure command, in Asked asked) =>
        engagement.Risks.Measure(command.Measure) is not { } measure ? new MeasureUnknown(command.Measure)
        : measure.Since != command.Since ? new MeasureHasMoved(measure.Id, measure.State)
        : command.On > asked.Today ? new DateInFuture("on", command.On)
        : new MeasureFollowedUp(measure.Id, measure.State, command.To, command.On, command.Found);

    public static RiskWork Apply(RiskWork risks, MeasureFollowedUp followed, in Occurrence when)
    {
        var since = when.Version;
        return risks.WithMeasure(followed.Measure, m => m with { State = followed.To, Since = since, FollowedUpOn = followed.On, Found = followed.Found });
    }
}
