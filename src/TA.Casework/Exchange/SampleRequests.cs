using TA.Engagements;
using static TA.Engagements.EngagementState;
using static TA.Engagements.WorkstreamKind;

namespace TA.Casework.Exchange;

/// <summary>A made-up request of a State.</summary>
/// <param name="IsSecondOfficers">The second officer opens and leads it.</param>
/// <param name="Open">The command that opens it, by its lead officer and the day.</param>
/// <param name="Tell">What happened since.</param>
internal sealed record SampleRequest(bool IsSecondOfficers, Func<UserId, DateOnly, OpenEngagement> Open, Func<SamplePlan, Task> Tell);

/// <summary>Three requests in the early states, so that there is something to triage, to scope and to approve.</summary>
internal static class SampleRequests
{
    public static IReadOnlyList<SampleRequest> All { get; } =
    [
        new(false, (lead, today) => Opening("MDA", "Sample: specialized unit against trafficking in persons", new(TraffickingInPersons: true), [WorkstreamKind.SpecializedUnit, Training],
            new(RequestChannel.NoteVerbale, "Ministry of Internal Affairs", today.AddDays(-6),
                "Sample: the Ministry asks for assistance in setting up a specialized unit, with procedures for referral to services and training of its staff."), lead, WorkingCalendar.Add(today, -1)), JustArrived),
        new(true, (lead, today) => Opening("PHL", "Sample: training of prosecutors on the smuggling of migrants", new(SmugglingOfMigrants: true, ViolenceAgainstMigrants: true), [Training],
            new(RequestChannel.LetterOfMinistry, "Department of Justice", today.AddDays(-40),
                "Sample: the Department asks for a curriculum and training of trainers on smuggling of migrants and on violence against migrants and their families."), lead, WorkingCalendar.Add(today, -22)), Scoped),
        new(false, (lead, today) => Opening("PER", "Sample: review of the law on trafficking in persons and smuggling of migrants", new(TraffickingInPersons: true, SmugglingOfMigrants: true), [WorkstreamKind.Legislation],
            new(RequestChannel.OutcomeOfReview, "Ministry of Justice and Human Rights", today.AddDays(-110),
                "Sample: following the treaty review the Ministry asks for a gap assessment of the law in force and for comments on a draft."), lead, WorkingCalendar.Add(today, -66)), WaitsForApproval),
    ];

    private static OpenEngagement Opening(string state, string title, Topics topics, Items<WorkstreamKind> workstreams, AssistanceRequest request, UserId lead, DateOnly from) => new(
        new() { MemberState = state, Title = title, Topics = topics, Workstreams = workstreams, LeadOffice = "UNODC HTMSS, Vienna", Mandate = new(["a", "c", "f"]) }, request, lead, from);

    private static async Task JustArrived(SamplePlan plan)
    {
        await Later(plan, 100);
        await plan.Work();
    }

    private static async Task Scoped(SamplePlan plan)
    {
        await Later(plan, 85);
        await plan.FillNational();
        await plan.Fill(ResponsibleRole.Igo, SamplePlan.OfUnicef);
        await plan.Work();
        await plan.Do(new MoveEngagement(Requested, Triaged), "triaged");
        await plan.Do(new MoveEngagement(Triaged, Scoping), "scoping");
        await plan.Confirm();
    }

    private static async Task WaitsForApproval(SamplePlan plan)
    {
        await Later(plan, 60);
        await plan.FillNational();
        await plan.Fill(ResponsibleRole.Igo, SamplePlan.OfIom);
        await plan.Work();
        await plan.Do(new MoveEngagement(Requested, Triaged), "triaged");
        await plan.Do(new MoveEngagement(Triaged, Scoping), "scoping");
        await plan.Do(new MoveEngagement(Scoping, Design), "design");
        await plan.Confirm();
        await plan.Comment(plan.Lead, "case.design.approve", "Sample: the document is complete and waits for approval.");
    }

    /// <summary>Workstreams begin when delivery may be expected to.</summary>
    private static async Task Later(SamplePlan plan, int workingDays)
    {
        var first = (await plan.Now()).Tasks.Where(t => t.Workstream != LifeCycle && t.Predecessors.Count == 0).Select(t => (t.Id, workingDays)).ToArray();
        await plan.Put("Sample: work begins when the engagement document is signed.", first);
    }
}
