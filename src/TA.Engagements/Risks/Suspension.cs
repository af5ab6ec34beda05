namespace TA.Engagements;

/// <summary>What the suspension rule says.</summary>
public enum SuspensionAdvice
{
    /// <summary>Support goes on.</summary>
    None,

    /// <summary>A measure for a high risk is overdue: suspension is to be considered.</summary>
    Advised,

    /// <summary>A due diligence measure for a high risk has failed, or is overdue for more than <see cref="Suspension.GraceDays"/> days: no new support begins.</summary>
    Required,
}

/// <summary>Measures on which support depends have failed or are overdue: none begins or goes on before they are settled.</summary>
public sealed record SupportOnHold(Items<Guid> Measures) : Refusal;

/// <summary>
/// The suspension rule. It looks at the measures for open risks of level high that are neither done nor dropped.
/// One that failed or is past its last day advises suspension. Where the measure was agreed under the Human Rights Due Diligence Policy (A/67/775-S/2013/110), failing, or being more than
/// <see cref="GraceDays"/> days overdue, requires it: no task of the specialized unit or training workstream is started, or goes on that was blocked before it began, controls apart, nothing is handed over to a unit, and a suspended engagement does not go on, until the
/// measure is done, replaced or the risk is assessed lower or closed. Tasks that are under way are not stopped by the rule; the engagement is suspended for that.
/// </summary>
/// <param name="Advice">What it says.</param>
/// <param name="Measures">Because of which measures, the gravest first.</param>
public readonly record struct Suspension(SuspensionAdvice Advice, Items<MitigatingMeasure> Measures)
{
    /// <summary>For how many calendar days an overdue due diligence measure only advises suspension.</summary>
    public const int GraceDays = 30;

    /// <summary>What the rule says on a day.</summary>
    public static Suspension On(Engagement engagement, DateOnly day)
    {
        List<(SuspensionAdvice Advice, MitigatingMeasure Measure)>? found = null;
        foreach (var measure in engagement.Risks.Measures.AsSpan())
            if (Of(measure, day) is not SuspensionAdvice.None and var advice && engagement.Risks.Find(measure.Risk) is { IsOpen: true, Level: RiskLevel.High })
                (found ??= []).Add((advice, measure));
        return found is null ? default : new(found.Max(f => f.Advice), found.OrderByDescending(f => f.Advice).Select(f => f.Measure).ToItems());
    }

    /// <summary>Why a command that carries support forward waits, or null.</summary>
    internal static SupportOnHold? Refusal(Engagement engagement, EngagementCommand command, DateOnly today)
    {
        var carriesSupport = command switch
        {
            TaskMove move and (StartTask or UnblockTask or CompleteTask) =>
                engagement.Find(move.Task) is { Control: null, Workstream: WorkstreamKind.SpecializedUnit or WorkstreamKind.Training, IsToBegin: true, State: not PlanTaskState.Declined },
            RecordItem record => EquippingUnits.HandsOver(engagement, record),
            MoveEngagement { From: EngagementState.Suspended, To: EngagementState.Delivery } => engagement.State == EngagementState.Suspended,
            _ => false,
        };
        return carriesSupport && On(engagement, today) is { Advice: SuspensionAdvice.Required } suspension
            ? new(suspension.Measures.Where(m => Of(m, today) == SuspensionAdvice.Required).Select(m => m.Id).ToItems())
            : null;
    }

    private static SuspensionAdvice Of(MitigatingMeasure measure, DateOnly day) => measure switch
    {
        { State: MeasureState.Done or MeasureState.Dropped } => SuspensionAdvice.None,
        { State: MeasureState.Failed, UnderDueDiligence: true } => SuspensionAdvice.Required,
        { State: MeasureState.Failed } => SuspensionAdvice.Advised,
        { UnderDueDiligence: true, DueOn: var due } when due.AddDays(GraceDays) < day => SuspensionAdvice.Required,
        { DueOn: var due } when due < day => SuspensionAdvice.Advised,
        _ => SuspensionAdvice.None,
    };
}
