using TA.Engagements;

namespace TA.Web.Pages.Training;

/// <summary>Addresses within the training tab of an engagement.</summary>
internal static class TrainingAddress
{
    /// <summary>The name of the tab.</summary>
    public const string Tab = "training";

    /// <summary>The address of a session, or of all the training.</summary>
    public static string Of(EngagementReference reference, Guid? session = null) => $"/engagements/{reference}?tab={Tab}{(session is { } id ? $"&at={id}" : "")}";

    /// <summary>The name of a course of the engagement.</summary>
    public static string Course(Engagement engagement, Guid? course) => course is { } id && engagement.Training.Course(id) is { } known ? known.Title : "–";
}
