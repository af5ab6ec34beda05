using System.Globalization;
using TA.Engagements;

namespace TA.Web.Pages.Legislation;

/// <summary>Addresses within the legislation tab of an engagement: what <c>at</c> holds, and the days and badges of its forms.</summary>
internal static class LawAddress
{
    /// <summary>The name of the tab.</summary>
    public const string Tab = "legislation";

    /// <summary>The address of a thing within the tab.</summary>
    public static string Of(EngagementReference reference, params object[] steps) =>
        $"/engagements/{reference}?tab={Tab}{(steps.Length == 0 ? "" : $"&at={Uri.EscapeDataString(string.Join('/', steps))}")}";

    /// <summary>A day as a field of a form holds it; empty for none.</summary>
    public static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>What the badge of a rating is called in the stylesheet.</summary>
    public static string Badge(ComplianceRating rating) => rating switch
    {
        ComplianceRating.Met => "good",
        ComplianceRating.PartlyMet => "warn",
        ComplianceRating.NotMet => "bad",
        _ => "",
    };

    /// <summary>What the badge of a comment's state is called in the stylesheet.</summary>
    public static string Badge(CommentState state) => state switch
    {
        CommentState.Accepted => "good",
        CommentState.Open => "info",
        CommentState.Rejected => "bad",
        _ => "",
    };

    /// <summary>What the badge of a coverage is called in the stylesheet.</summary>
    public static string Badge(Coverage coverage) => coverage switch
    {
        Coverage.LawInForce => "good",
        Coverage.Draft => "info",
        Coverage.Gap => "bad",
        _ => "",
    };
}
