using TA.Engagements;
using TA.Web.Pages.Legislation;

namespace TA.Web.Pages.Engagements;

/// <summary>A part of an engagement's page that shows one area of its work, as a tab.</summary>
/// <param name="Key">The tab's name in the address; <c>Engagement.Tab.{Key}</c> is its text.</param>
/// <param name="Component">The component; it takes <c>Seen</c> and <c>At</c>, the thing within the area that the address names, or null.</param>
/// <param name="Shows">Whether the engagement, as the person sees it, has that tab.</param>
internal sealed record AreaPart(string Key, Type Component, Func<Seen, bool> Shows)
{
    /// <summary>All of them, in the order of the tabs.</summary>
    public static readonly IReadOnlyList<AreaPart> All =
    [
        // Plan

        // Legislation
        new(LawAddress.Tab, typeof(LegislationPart), seen => Permissions.SeesAll(seen.Actor)
            ? seen.Engagement.Details.Workstreams.Contains(WorkstreamKind.Legislation) || seen.Engagement.Legislation.Any()
            : seen.Engagement.Legislation.Rounds.Count > 0),

        // Specialized units
        new(SpecializedUnits.UnitAddress.Tab, typeof(SpecializedUnits.UnitsPart), Workstream(WorkstreamKind.SpecializedUnit, e => e.Units.Units.Count > 0)),

        // Training
        new(Training.TrainingAddress.Tab, typeof(Training.TrainingPart), seen =>
            Workstream(WorkstreamKind.Training, e => e.Training.Courses.Count > 0)(seen) || seen.Engagement.Training.Sessions.Count > 0),

        // Results
        new("results", typeof(ResultsAndRisks.ResultsPart), seen => Permissions.SeesAll(seen.Actor)),

        // Agreements
        new("agreements", typeof(ResultsAndRisks.AgreementsPart), seen => Permissions.SeesAll(seen.Actor)),

        // Risks
        new("risks", typeof(ResultsAndRisks.RisksPart), seen => Permissions.SeesAll(seen.Actor)),

        // What every engagement has
        new("mandate", typeof(MandatePart), _ => true),
        new("funding", typeof(FundingPart), seen => Permissions.SeesAll(seen.Actor)),
    ];

    /// <summary>The part of a tab, or null where the engagement has no such tab for the person.</summary>
    public static AreaPart? Of(string? tab, Seen seen) => All.FirstOrDefault(p => p.Key == tab && p.Shows(seen));

    /// <summary>Shown to people who see the whole engagement when it has the workstream, or something of it already.</summary>
    private static Func<Seen, bool> Workstream(WorkstreamKind kind, Func<Engagement, bool> hasSome) =>
        seen => Permissions.SeesAll(seen.Actor) && (seen.Engagement.Details.Workstreams.Contains(kind) || hasSome(seen.Engagement));
}
