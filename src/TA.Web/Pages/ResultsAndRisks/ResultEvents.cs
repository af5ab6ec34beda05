using TA.Engagements;
using TA.Web.Pages.Engagements;
using TA.Web.Resources;

namespace TA.Web.Pages.ResultsAndRisks;

/// <summary>What events about results, agreements and risks are about, in a few words, for the history.</summary>
internal static class ResultEvents
{
    /// <summary>In a few words; null for events of other areas.</summary>
    public static string? About(Seen seen, Sentences say, EngagementEvent happened)
    {
        var engagement = seen.Engagement;
        string Risk(Guid id) => engagement.Risks.Find(id)?.Title ?? "";
        string Measure(Guid id) => engagement.Risks.Measure(id)?.What ?? "";
        string Agreement(Guid id) => engagement.Agreements.Signed.FirstOrDefault(a => a.Id == id)?.Subject ?? "";
        string Recommendation(Guid id) => engagement.Agreements.Recommendations.FirstOrDefault(r => r.Id == id)?.Text ?? "";
        string Finding(Guid id) => engagement.Results.Findings.FirstOrDefault(f => f.Id == id)?.Text ?? "";
        return happened switch
        {
            RiskEntered entered => entered.Title,
            RiskChanged changed => $"{Risk(changed.Risk)} {changed.Remark}",
            RiskClosed closed => $"{Risk(closed.Risk)}: {closed.Because}",
            RiskReopened reopened => $"{Risk(reopened.Risk)}: {reopened.Because}",
            MeasureAgreed agreed => agreed.What,
            MeasurePostponed postponed => $"{Measure(postponed.Measure)}: {Sentences.Day(postponed.DueOn.To)}. {postponed.Because}",
            MeasureFollowedUp followed => $"{Measure(followed.Measure)}: {say.Word(followed.To)}. {followed.Found}",
            AgreementSigned signed => signed.Subject,
            AgreementChanged changed => Agreement(changed.Agreement),
            AgreementEnded ended => $"{Agreement(ended.Agreement)}: {ended.Because}",
            EngagementAmended { Amendment: var amendment } => $"{amendment.Number}, {say.Word(amendment.Reason)}: {amendment.Because}",
            EvaluationRecorded recorded => $"{say.Word(recorded.Evaluation.Kind)}, {recorded.Evaluation.By}",
            RecommendationAdded added => added.Text,
            RecommendationAnswered answered => $"{Recommendation(answered.Recommendation)}: {answered.Response.To?.Action}",
            RecommendationLinked linked => Recommendation(linked.Recommendation),
            RecommendationFollowedUp followed => $"{Recommendation(followed.Recommendation)}: {say.Word(followed.To)}",
            LessonRecorded recorded => recorded.Text,
            LessonsHandedOver handed => handed.To,
            IndicatorChosen chosen => chosen.Indicator,
            IndicatorDropped dropped => $"{dropped.Indicator}: {dropped.Because}",
            BaselineSet set => set.Indicator,
            TargetSet set => $"{set.Indicator} {set.Year}",
            ActualEntered entered => $"{entered.Indicator} {entered.Year}",
            ReviewFindingEntered entered => entered.Finding.Text,
            ReviewFindingLinked linked => Finding(linked.Finding),
            DataProductShared shared => shared.Product.Title,
            DataProductWithdrawn withdrawn => withdrawn.Because,
            TaskClassified classified => engagement.Find(classified.Task)?.Title,
            _ => null,
        };
    }
}
