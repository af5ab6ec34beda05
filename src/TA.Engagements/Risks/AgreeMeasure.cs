namespace TA.Engagements;

/// <summary>Agrees a measure that lowers a risk.</summary>
/// <param name="Risk">An open risk of the register.</param>
/// <param name="What">What is done.</param>
/// <param name="Owner">Who does it.</param>
/// <param name="DueOn">The last day on which it is in time.</param>
/// <param name="Task">The task in which it is carried out, or null.</param>
/// <param name="UnderDueDiligence">Whether support depends on it under the Human Rights Due Diligence Policy (A/67/775-S/2013/110).</param>
public sealed record AgreeMeasure(
    Guid Risk, [property: Length(Limits.Paragraph)] string What, Owner Owner, DateOnly DueOn, TaskId? Task = null, bool UnderDueDiligence = false) : RiskCommand;

/// <summary>A mitigating measure is agreed.</summary>
public sealed record MeasureAgreed(Guid Measure, Guid Risk, string What, Owner Owner, DateOnly DueOn, TaskId? Task = null, bool UnderDueDiligence = false) : RiskEvent;

/// <summary>Gives a measure another last day, with a reason.</summary>
public sealed record PostponeMeasure(Guid Measure, Edit<DateOnly> DueOn, [property: Length(Limits.Paragraph)] string Because, long? AsOf = null) : RiskCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>A measure has another last day.</summary>
public sealed record MeasurePostponed(Guid Measure, Edit<DateOnly> DueOn, string Because) : RiskEvent;

/// <summary>No such measure was agreed.</summary>
public sealed record MeasureUnknown(Guid Measure) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

/// <summary>The measure is done, failed or dropped: its date does not matter any more.</summary>
public sealed record MeasureSettled(Guid Measure, MeasureState State) : Refusal;

internal static class AgreeingMeasures
{
    public static Decision Decide(Engagement engagement, AgreeMeasure command, in Asked asked)
    {
        if (engagement.Risks.Measure(asked.CommandId) is not null)
            return Decision.Nothing;
        if (engagement.Risks.Find(command.Risk) is not { } risk)
            return new RiskUnknown(command.Risk);
        if (!risk.IsOpen)
            return new RiskIsClosed(risk.Id);
        if (command.Task is { } task && engagement.Find(task) is null)
            return new TaskUnknown(task);
        if (command.DueOn < asked.Today)
            return new DateInPast("dueOn", command.DueOn);
        if (engagement.Risks.Measures.Count >= Limits.Measures)
            return new TooMany("measures", Limits.Measures);
        return new MeasureAgreed(asked.CommandId, command.Risk, command.What, command.Owner, command.DueOn, command.Task, command.UnderDueDiligence);
    }

    public static Decision Decide(Engagement engagement, PostponeMeasure command)
    {
        if (engagement.Risks.Measure(command.Measure) is not { } measure)
            return new MeasureUnknown(command.Measure);
        var judge = new EditJudge();
        if (judge.Judge("dueOn", measure.DueOn, (Edit<DateOnly>?)command.DueOn) is not { } edit)
            return judge.Conflicts.Count > 0 ? new EditConflict(judge.Conflicts) : Decision.Nothing;
        return measure.State is MeasureState.Agreed or MeasureState.UnderWay
            ? new MeasurePostponed(measure.Id, edit, command.Because)
            : new MeasureSettled(measure.Id, measure.State);
    }

    public static RiskWork Apply(RiskWork risks, MeasureAgreed agreed, in Occurrence when) => risks with
    {
        Measures = risks.Measures.Add(new()
        {
            Id = agreed.Measure,
            Risk = agreed.Risk,
            What = agreed.What,
            Owner = agreed.Owner,
            DueOn = agreed.DueOn,
            Task = agreed.Task,
            UnderDueDiligence = agreed.UnderDueDiligence,
            Since = when.Version,
        }),
    };

    public static RiskWork Apply(RiskWork risks, MeasurePostponed postponed) => risks.WithMeasure(postponed.Measure, m => m with { DueOn = postponed.DueOn.To });
}
