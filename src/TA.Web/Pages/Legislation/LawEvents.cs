using TA.Engagements;
using TA.Web.Pages.Engagements;
using TA.Web.Resources;

namespace TA.Web.Pages.Legislation;

/// <summary>What events about the law are about, in a few words, for the history.</summary>
internal static class LawEvents
{
    /// <summary>In a few words.</summary>
    public static string About(Seen seen, Sentences say, LegislationEvent happened)
    {
        var work = seen.Engagement.Legislation;
        string Bill(Guid id) => work.Bill(id)?.Title ?? "";
        string Round(Guid id) => work.Round(id) is { } round ? Version(round.Bill, round.Version) : "";
        string Version(Guid bill, int version) => $"{Bill(bill)}, {say.Version(version)}";
        return happened switch
        {
            AssessmentStarted started => started.Title,
            ProvisionsRated rated => string.Join(", ", rated.Findings.Select(f => work.Provision(f.Provision) is { } provision ? TreatyCoverage.Name(provision) : f.Provision.Value)),
            ProvisionAdded added => $"{added.Provision.Instrument} {added.Provision.Article}",
            ProvisionChanged changed => work.Provision(changed.Provision) is { } provision ? TreatyCoverage.Name(provision) : "",
            ProvisionRemoved removed => $"{(work.Provision(removed.Provision) is { } provision ? TreatyCoverage.Name(provision) : "")}: {removed.Because}",
            BillAdded added => added.Title,
            BillChanged changed => Bill(changed.Bill),
            BillEnded ended => $"{Bill(ended.Bill)}: {say.Word(ended.End)}. {ended.Because}",
            DraftVersionAdded added => Version(added.Bill, added.Number),
            HumanRightsChecked check => Version(check.Bill, check.Version),
            MilestoneRecorded recorded => $"{Bill(recorded.Bill)}: {say.Word(recorded.Kind)} {recorded.Reading}",
            ReviewRoundOpened opened => Round(opened.Round),
            ReviewRoundClosed closed => Round(closed.Round),
            DraftCommented commented => $"{Round(commented.Round)}: {commented.Text}",
            CommentAnswered answered => $"{Round(answered.Round)}, {answered.Number}: {say.Word(answered.To)}",
            _ => "",
        };
    }
}
