using TA.Engagements;
using TA.Web.Pages.Engagements;
using TA.Web.Resources;

namespace TA.Web.Pages.SpecializedUnits;

/// <summary>What events about units are about, in a few words, for the history.</summary>
internal static class UnitEvents
{
    /// <summary>In a few words.</summary>
    public static string About(Seen seen, Sentences say, UnitEvent happened)
    {
        string Unit(Guid id) => seen.Engagement.Units.Find(id)?.Facts.Name ?? "";
        return happened switch
        {
            UnitRecorded recorded => recorded.Facts.Name,
            PostRecorded recorded => $"{Unit(recorded.Unit)}: {recorded.Post.Function}",
            VettingRecorded recorded => Unit(recorded.Unit),
            ProcedureRecorded recorded => $"{Unit(recorded.Unit)}: {recorded.Procedure.Title} ({say.Word(recorded.Procedure.Standing.State)})",
            ReferralRecorded recorded => $"{Unit(recorded.Unit)}: {recorded.Agreement.With}",
            ItemRecorded recorded => $"{Unit(recorded.Unit)}: {recorded.Item.Name}",
            PerformanceRecorded recorded => $"{Unit(recorded.Unit)}: {recorded.Year}",
            UnitReadinessChanged changed => $"{Unit(changed.Unit)}: {say.Word(changed.Operational ? UnitStanding.Operational : UnitStanding.NotOperational)}",
            _ => "",
        };
    }
}

/// <summary>Whether a unit is operational, as a word.</summary>
internal enum UnitStanding
{
    /// <summary>Nothing is missing.</summary>
    Operational,

    /// <summary>Something is missing.</summary>
    NotOperational,
}
