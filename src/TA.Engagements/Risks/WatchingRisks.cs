namespace TA.Engagements;

/// <summary>A command about the risk register and the mitigating measures.</summary>
public abstract record RiskCommand : EngagementCommand;

/// <summary>An event about the risk register and the mitigating measures.</summary>
public abstract record RiskEvent : EngagementEvent;

/// <summary>What an engagement keeps of the risk register and the mitigating measures.</summary>
public sealed record RiskWork
{
    /// <summary>The register, closed risks included, in the order in which they were entered.</summary>
    public Items<Risk> Register { get; init; }

    /// <summary>The mitigating measures agreed, done ones included.</summary>
    public Items<MitigatingMeasure> Measures { get; init; }

    /// <summary>The risk of that identifier, or null.</summary>
    public Risk? Find(Guid risk) => Register.FirstOrDefault(r => r.Id == risk);

    /// <summary>The measure of that identifier, or null.</summary>
    public MitigatingMeasure? Measure(Guid measure) => Measures.FirstOrDefault(m => m.Id == measure);

    internal RiskWork With(Guid risk, Func<Risk, Risk> change) => this with { Register = Register.SetItem(Register.FindIndex(r => r.Id == risk), change(Find(risk)!)) };

    internal RiskWork WithMeasure(Guid measure, Func<MitigatingMeasure, MitigatingMeasure> change) =>
        this with { Measures = Measures.SetItem(Measures.FindIndex(m => m.Id == measure), change(Measure(measure)!)) };
}

internal static class WatchingRisks
{
    public static Decision Decide(Engagement engagement, RiskCommand command, in Asked asked) => command switch
    {
        EnterRisk enter => EnteringRisks.Decide(engagement, enter, asked),
        ChangeRisk change => ChangingRisks.Decide(engagement, change),
        CloseRisk close => ClosingRisks.Decide(engagement, close),
        ReopenRisk reopen => ClosingRisks.Decide(engagement, reopen),
        AgreeMeasure agree => AgreeingMeasures.Decide(engagement, agree, asked),
        PostponeMeasure postpone => AgreeingMeasures.Decide(engagement, postpone),
        FollowUpMeasure follow => FollowingUpMeasures.Decide(engagement, follow, asked),
        _ => throw new InvalidOperationException($"Nothing decides {command.GetType().Name}."),
    };

    public static Engagement Apply(Engagement engagement, RiskEvent happened, in Occurrence when) => engagement with
    {
        Risks = happened switch
        {
            RiskEntered entered => EnteringRisks.Apply(engagement.Risks, entered, when),
            RiskChanged changed => ChangingRisks.Apply(engagement.Risks, changed),
            RiskClosed closed => ClosingRisks.Apply(engagement.Risks, closed, when),
            RiskReopened reopened => ClosingRisks.Apply(engagement.Risks, reopened, when),
            MeasureAgreed agreed => AgreeingMeasures.Apply(engagement.Risks, agreed, when),
            MeasurePostponed postponed => AgreeingMeasures.Apply(engagement.Risks, postponed),
            MeasureFollowedUp followed => FollowingUpMeasures.Apply(engagement.Risks, followed, when),
            _ => throw new InvalidOperationException($"Nothing applies {happened.GetType().Name}."),
        },
    };
}
