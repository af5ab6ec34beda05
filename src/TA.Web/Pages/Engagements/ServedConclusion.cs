using TA.Engagements;

namespace TA.Web.Pages.Engagements;

/// <summary>A conclusion of the twelfth Crime Congress (Salvador, 2010), and what an engagement does for it.</summary>
/// <param name="Letter">a to f.</param>
/// <param name="InMandate">The engagement names it as its mandate.</param>
/// <param name="Tasks">The tasks that serve it by the playbooks, without those that were cancelled.</param>
internal sealed record ServedConclusion(string Letter, bool InMandate, IReadOnlyList<PlanTask> Tasks)
{
    /// <summary>How many of the tasks are accepted.</summary>
    public int Done => Tasks.Count(t => t.State == PlanTaskState.Accepted);

    /// <summary>All six: whatever the mandate, each engagement may serve each of them.</summary>
    public static IEnumerable<ServedConclusion> Of(Engagement engagement)
    {
        var served = engagement.Tasks.Where(t => t.State != PlanTaskState.Cancelled).Select(t => (Task: t, Letters: Playbooks.Template(t.Id)?.ServesConclusions ?? "")).ToList();
        return "abcdef".Select(letter => new ServedConclusion(
            letter.ToString(), engagement.Details.Mandate.Conclusions.Contains(letter.ToString()), [.. served.Where(s => s.Letters.Contains(letter)).Select(s => s.Task)]));
    }
}
