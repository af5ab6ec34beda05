using System.Globalization;
using TA.Engagements;
using TA.Web.Pages.Engagements;
using TA.Web.Resources;

namespace TA.Web.Pages.SpecializedUnits;

/// <summary>Addresses within the tab of specialized units, and what its fields show.</summary>
internal static class UnitAddress
{
    /// <summary>The name of the tab.</summary>
    public const string Tab = "units";

    /// <summary>The address of a unit, or of all.</summary>
    public static string Of(EngagementReference reference, Guid? unit = null) => $"/engagements/{reference}?tab={Tab}{(unit is { } id ? $"&at={id}" : "")}";

    /// <summary>A day as a field of a form holds it; null for none.</summary>
    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A count as people read it: a dash where it is not known.</summary>
    public static string Shown(int? count) => count?.ToString("#,0", CultureInfo.CurrentUICulture) ?? "–";

    /// <summary>A day as people read it: a dash where it is not known.</summary>
    public static string Shown(DateOnly? day) => day is { } known ? Sentences.Day(known) : "–";

    /// <summary>A share in per cent; a dash where it is not known.</summary>
    public static string Share(int? part, int? whole) => part is { } some && whole is > 0 and var all ? $"{100m * some / all:0} %" : "–";

    /// <summary>The laws that a mandate or a course may wait for: bills of the engagement, and tasks of its legislation and unit workstreams.</summary>
    public static IEnumerable<(string Key, string Text)> Laws(Engagement engagement) =>
        engagement.Legislation.Bills.Select(b => (b.Id.ToString(), b.Title))
            .Concat(engagement.Tasks.Where(t => t.Workstream is WorkstreamKind.Legislation or WorkstreamKind.SpecializedUnit).Select(t => (t.Id.Value, t.Title)));

    /// <summary>What a law is called.</summary>
    public static string? Law(Engagement engagement, string? law) => law is null ? null : Laws(engagement).FirstOrDefault(l => l.Key == law).Text ?? law;
}
