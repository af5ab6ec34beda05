using TA.Engagements;
using TA.Web.Pages.Engagements;
using TA.Web.Resources;

namespace TA.Web.Pages.Training;

/// <summary>What events about training are about, in a few words, for the history.</summary>
internal static class TrainingEvents
{
    /// <summary>In a few words.</summary>
    public static string About(Seen seen, Sentences say, TrainingEvent happened)
    {
        string Session(Guid id) => seen.Engagement.Training.Session(id) is { } session
            ? $"{TrainingAddress.Course(seen.Engagement, session.Plan.Course)}, {Sentences.Day(session.Plan.Dates.Start)}" : "";
        return happened switch
        {
            NeedsAnalysed analysed => say.Word(analysed.Group),
            CourseRecorded recorded => recorded.Course.Title,
            SessionRecorded recorded => $"{Session(recorded.Session)} {recorded.Plan.CancelledBecause}".Trim(),
            AttendanceReported reported => Session(reported.Session),
            LearningReported reported => Session(reported.Session),
            FollowUpReported reported => Session(reported.Session),
            AcademyRecorded recorded => recorded.Academy.Name,
            _ => "",
        };
    }
}
