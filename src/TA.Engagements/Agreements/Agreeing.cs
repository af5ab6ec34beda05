namespace TA.Engagements;

/// <summary>A command about what was signed and how it ends: agreements, amendments, evaluation, closure.</summary>
public abstract record AgreementCommand : EngagementCommand;

/// <summary>An event about what was signed and how it ends: agreements, amendments, evaluation, closure.</summary>
public abstract record AgreementEvent : EngagementEvent;

/// <summary>What an engagement keeps of what was signed and how it ends: agreements, amendments, evaluation, closure.</summary>
public sealed record AgreementWork
{
    /// <summary>The version at which UNODC approved the engagement last; 0 when that is not on record.</summary>
    public long ApprovedSince { get; init; }

    /// <summary>Agreements with partners, ended ones included.</summary>
    public Items<SignedAgreement> Signed { get; init; }

    /// <summary>The amendments, by number.</summary>
    public Items<Amendment> Amendments { get; init; }

    /// <summary>Evaluations.</summary>
    public Items<Evaluation> Evaluations { get; init; }

    /// <summary>What evaluations recommend.</summary>
    public Items<EvaluationRecommendation> Recommendations { get; init; }

    /// <summary>Lessons for whoever helps this State next.</summary>
    public Items<Lesson> Lessons { get; init; }

    /// <summary>The report by which the engagement is closed; null before it is written.</summary>
    public ClosureReport? Closure { get; init; }
}

internal static class Agreeing
{
    public static Decision Decide(Engagement engagement, AgreementCommand command, in Asked asked) => command switch
    {
        SignAgreement sign => SigningAgreements.Decide(engagement, sign, asked),
        ChangeAgreement change => SigningAgreements.Decide(engagement, change),
        EndAgreement end => SigningAgreements.Decide(engagement, end, asked),
        AmendEngagement amend => AmendingEngagements.Decide(engagement, amend, asked),
        RecordEvaluation record => Evaluating.Decide(engagement, record, asked),
        AddRecommendation add => Evaluating.Decide(engagement, add, asked),
        LinkRecommendation link => RespondingToRecommendations.Decide(engagement, link),
        RespondToRecommendation respond => RespondingToRecommendations.Decide(engagement, respond),
        FollowUpRecommendation follow => RespondingToRecommendations.Decide(engagement, follow),
        RecordClosureReport record => ClosingEngagements.Decide(engagement, record, asked),
        RecordLesson record => ClosingEngagements.Decide(engagement, record, asked),
        HandOverLessons hand => ClosingEngagements.Decide(engagement, hand, asked),
        _ => throw new InvalidOperationException($"Nothing decides {command.GetType().Name}."),
    };

    public static Engagement Apply(Engagement engagement, AgreementEvent happened, in Occurrence when) => happened switch
    {
        EngagementAmended amended => AmendingEngagements.Apply(engagement, amended),
        _ => engagement with
        {
            Agreements = happened switch
            {
                AgreementSigned signed => SigningAgreements.Apply(engagement.Agreements, signed, when),
                AgreementChanged changed => SigningAgreements.Apply(engagement.Agreements, changed),
                AgreementEnded ended => SigningAgreements.Apply(engagement.Agreements, ended, when),
                EvaluationRecorded recorded => engagement.Agreements with { Evaluations = engagement.Agreements.Evaluations.Add(recorded.Evaluation) },
                RecommendationAdded added => Evaluating.Apply(engagement.Agreements, added, when),
                RecommendationLinked linked => RespondingToRecommendations.Apply(engagement.Agreements, linked),
                RecommendationAnswered answered => RespondingToRecommendations.Apply(engagement.Agreements, answered),
                RecommendationFollowedUp followed => RespondingToRecommendations.Apply(engagement.Agreements, followed, when),
                ClosureReportRecorded recorded => engagement.Agreements with { Closure = recorded.Report.To },
                LessonRecorded recorded => engagement.Agreements with { Lessons = engagement.Agreements.Lessons.Add(new(recorded.Lesson, recorded.Text)) },
                LessonsHandedOver handed => ClosingEngagements.Apply(engagement.Agreements, handed),
                _ => throw new InvalidOperationException($"Nothing applies {happened.GetType().Name}."),
            },
        },
    };

    /// <summary>The refusal where a file is named that is not among the engagement's documents.</summary>
    internal static DocumentUnknown? FileFault(Engagement engagement, Guid? file) =>
        file is { } id && engagement.Documents.All(d => d.Id != id) ? new(id) : null;
}

/// <summary>The engagement has no such document; attach the file first.</summary>
public sealed record DocumentUnknown(Guid Document) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}
