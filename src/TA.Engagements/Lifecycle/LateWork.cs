namespace TA.Engagements;

/// <summary>
/// What an engagement still takes after it has ended, without being reopened: what others say of it, files, and what by its nature comes late. Six months after its last training session people are asked what they apply, an
/// evaluation ex post is made some time after the end, and management answers and follows up what evaluations recommend.
/// </summary>
public static class LateWork
{
    /// <summary>Whether a command is carried out after the end, by whoever may give it.</summary>
    public static bool IsTaken(Engagement engagement, EngagementCommand command) => command switch
    {
        CommentOnTask or AttachDocument or HandOver or TakeCalendar => true,
        ReportFollowUp => true,
        RecordEvaluation { Kind: EvaluationKind.ExPost } => true,
        AddRecommendation { Evaluation: var of } => engagement.Agreements.Evaluations.Any(e => e.Id == of && e.Kind == EvaluationKind.ExPost),
        RespondToRecommendation or FollowUpRecommendation => true,
        _ => false,
    };
}
