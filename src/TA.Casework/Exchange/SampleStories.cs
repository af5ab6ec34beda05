using TA.Engagements;
using static TA.Engagements.ResponsibleRole;
using static TA.Engagements.WorkstreamKind;

namespace TA.Casework.Exchange;

/// <summary>A made-up plan for an engagement of the real file.</summary>
/// <param name="Title">How the title begins.</param>
/// <param name="MemberState">The State.</param>
/// <param name="Last">The task on which it is said that the plan is made up.</param>
/// <param name="Tell">What happens.</param>
internal sealed record SampleStory(string Title, string MemberState, TaskId Last, Func<SamplePlan, Task> Tell);

/// <summary>The twelve plans. How long ago a playbook began says which of its tasks are due around today.</summary>
internal static class SampleStories
{
    private static readonly SamplePlan.KnownName WorldVision = SamplePlan.KnownName.Listed("worldvision");
    private static readonly SamplePlan.KnownName Ecpat = SamplePlan.KnownName.Listed("ecpat");
    private static readonly SamplePlan.KnownName Gaatw = SamplePlan.KnownName.Listed("gaatw");
    private static readonly SamplePlan.KnownName AsiaFoundation = SamplePlan.KnownName.Listed("asiafoundation");

    public static IReadOnlyList<SampleStory> Planned { get; } =
    [
        new("Strengthening Criminal Justice Responses to Human Trafficking in Lao PDR", "LAO", "trn.design.translate", OnTrackInBothWorkstreams),
        new("Preventing and Addressing Trafficking", "BGD", "trn.design.tests", AtRisk),
        new("Preventing and Addressing Trafficking", "NPL", "leg.draft.child", SentBackToUnicef),
        new("Combatting Trafficking in Persons and Smuggling of Migrants in Pakistan", "PAK", "trn.design.translate", BlockedAtIom),
        new("Strengthening evidence-based response", "NGA", "trn.tot.course", Late),
        new("Strengthening Civil Society Organizations", "SEN", "unit.sops.child", BlockedAtUnicef),
        new("[no project title in source: investigation", "GTM", "unit.sops.referral", DeclinedAndCancelled),
        new("Enhancing Effective and Victim-Centred Criminal Justice Responses to Trafficking in Persons in Eastern Africa", "KEN", "trn.analyse.tna", SentBackToIom),
        new("Enhancing Effective and Victim-Centered", "ETH", "trn.analyse.tna", ReadyForUnicef),
        new("Strengthening the capacity of the Central Asian", "KGZ", "trn.tot.select", Submitted),
        new("Southern Africa Migration Management", "MOZ", "leg.scrutiny.cabinet", KeptConflict),
        new("Dismantling Human Trafficking", "EGY", "trn.deliver.session", SessionsUnderWay),
    ];

    private static async Task Roles(SamplePlan plan, SamplePlan.KnownName igo, SamplePlan.KnownName ngo)
    {
        await plan.Fill(Igo, igo);
        await plan.Fill(Ngo, ngo);
        await plan.FillNational();
    }

    private static async Task OnTrackInBothWorkstreams(SamplePlan plan)
    {
        await plan.BeganBefore(225);
        await plan.Adopt(WorkstreamKind.Legislation, 120);
        await plan.Adopt(Training, 75);
        await Roles(plan, SamplePlan.OfIom, WorldVision);
        await plan.Fill(Igo, SamplePlan.OfUnicef, WorkstreamKind.Legislation);
        await plan.Work();
        await plan.Confirm("leg.assess");
        await plan.Propose("trn.design.translate", 10, "Sample: the reviewers asked for a second reading of the legal terms.");
        await plan.Comment(plan.Lead, "leg.draft.consult", "Sample: please invite the shelters in the provinces too.");
        await SampleLegislation.TwoDrafts(plan);
        await SampleResults.OfALaw(plan);
    }

    private static async Task AtRisk(SamplePlan plan)
    {
        await plan.Adopt(WorkstreamKind.Legislation, 60);
        await plan.Adopt(Training, 66);
        await Roles(plan, SamplePlan.OfIom, AsiaFoundation);
        await plan.Give("trn.design.tests", SamplePlan.OfUnicef);
        await plan.Work("trn.design.tests");
        await plan.Begin("trn.design.tests", 20, "Sample: first questions drafted.");
        await plan.Confirm();
    }

    private static async Task SentBackToUnicef(SamplePlan plan)
    {
        await plan.BeganBefore(255);
        await plan.Adopt(WorkstreamKind.Legislation, 150);
        await plan.Adopt(Training, 10);
        await Roles(plan, SamplePlan.OfUnicef, Gaatw);
        await plan.Give("leg.draft.rights", SamplePlan.OfIom);
        await plan.Work("leg.draft.child", "leg.draft.rights");
        await plan.SendBack("leg.draft.child", "Sample: review of the second draft.", "Sample: article 5 lacks the definition of a child, and nothing is said of guardians.");
        await plan.Confirm("leg.assess");
    }

    private static async Task BlockedAtIom(SamplePlan plan)
    {
        await plan.BeganBefore(190);
        await plan.Adopt(Training, 85);
        await Roles(plan, SamplePlan.OfIom, AsiaFoundation);
        await plan.Work("trn.design.translate");
        await plan.Begin("trn.design.translate", 40);
        await plan.Block("trn.design.translate", "Sample: the academy has not cleared the terms for smuggling of migrants in the language of delivery.");
        await plan.Comment(plan.Lead, "trn.design.translate", "Sample: raised with the Director of Training; an answer is expected this week.");
        await plan.Confirm();
    }

    private static async Task Late(SamplePlan plan)
    {
        await plan.Adopt(Training, 97);
        await Roles(plan, SamplePlan.OfUnicef, Gaatw);
        await plan.Work("trn.tot.course");
        await plan.Begin("trn.tot.course", 40);
        await plan.Confirm();
        await plan.Do(new ChangeEngagement { Edits = new() { HealthRemark = new(null, "Sample: the course was broken off after two days and goes on when the venue is free.") } });
    }

    private static async Task BlockedAtUnicef(SamplePlan plan)
    {
        await plan.Adopt(WorkstreamKind.SpecializedUnit, 92);
        await plan.Adopt(Training, 12);
        await Roles(plan, SamplePlan.OfUnicef, Ecpat);
        await plan.Work("unit.sops.child");
        await plan.Begin("unit.sops.child", 30);
        await plan.Block("unit.sops.child", "Sample: the ministry in charge of children has not named its member of the working group.");
        await plan.Confirm("unit.mandate");
    }

    private static async Task DeclinedAndCancelled(SamplePlan plan)
    {
        await plan.BeganBefore(210);
        await plan.Adopt(WorkstreamKind.SpecializedUnit, 105);
        await plan.Adopt(Training, 42);
        await Roles(plan, SamplePlan.OfIom, Ecpat);
        await plan.Do(new CancelTasks(["unit.equip.buy"], "Sample: another donor equips the unit."), "unit.equip.buy");
        await plan.Work("unit.sops.referral");
        await plan.Do(new DeclineTask("unit.sops.referral", "Sample: no staff in the region before next year."), "unit.sops.referral");
        await plan.Confirm();
        await SampleUnits.NearlyReady(plan);
        await SampleResults.OfAUnit(plan);
    }

    private static async Task SentBackToIom(SamplePlan plan)
    {
        await plan.Adopt(WorkstreamKind.Legislation, 20);
        await plan.Adopt(Training, 12);
        await Roles(plan, SamplePlan.OfIom, Gaatw);
        await plan.Give("trn.analyse.tna", SamplePlan.OfIom);
        await plan.Work("trn.analyse.tna");
        await plan.SendBack("trn.analyse.tna", "Sample: training needs analysis.", "Sample: border officials at the two land crossings are not covered.");
        await plan.Comment(plan.Lead, "trn.analyse.tna", "Sample: figures by sex and institution would help.");
        await plan.Confirm();
    }

    private static async Task ReadyForUnicef(SamplePlan plan)
    {
        await plan.Adopt(Training, 4);
        await Roles(plan, SamplePlan.OfUnicef, WorldVision);
        await plan.Give("trn.analyse.tna", SamplePlan.OfUnicef);
        await plan.Work("trn.analyse.tna");
        await plan.Propose("trn.analyse.tna", 5, "Sample: the field office moves during these weeks.");
    }

    private static async Task Submitted(SamplePlan plan)
    {
        await plan.Adopt(Training, 41);
        await Roles(plan, SamplePlan.OfUnicef, WorldVision);
        await plan.Work("trn.tot.select");
        await plan.Begin("trn.tot.select", 90);
        await plan.Submit("trn.tot.select", "Sample: list of twelve nominees, by post.");
        await plan.Confirm();
    }

    private static async Task KeptConflict(SamplePlan plan)
    {
        await plan.Adopt(WorkstreamKind.Legislation, 170);
        await Roles(plan, SamplePlan.OfIom, Gaatw);
        await plan.Do(new CancelTasks(["leg.draft.cost"], "Sample: the Treasury does the costing itself."), "leg.draft.cost");
        await plan.Work();
        await plan.Confirm("leg.draft");

        // The deliverable is changed at a desk while somebody changes it in a file on the road: both values are kept.
        const string Task = "leg.scrutiny.cabinet";
        var before = (await plan.Task(Task)).Deliverable;
        await plan.Do(new ChangeTask(Task, new() { Deliverable = new(before, "Cabinet memorandum and bill, submitted (sample)") }), "at the desk");
        await plan.Do(new ChangeTask(Task, new() { Deliverable = new(before, "Bill with explanatory note, submitted (sample)") }, OnConflict.Keep), "on the road");
        await SampleLegislation.BeforeParliament(plan);
    }

    private static async Task SessionsUnderWay(SamplePlan plan)
    {
        await plan.BeganBefore(225);
        await plan.Adopt(Training, 118);
        await Roles(plan, SamplePlan.OfIom, Ecpat);
        await plan.Give("trn.deliver.session", SamplePlan.OfIom);
        await plan.Work();
        await plan.Confirm("trn.design");
        await plan.Comment(plan.Lead, "trn.deliver.session", "Sample: 24 participants confirmed, 11 of them women.");
        await plan.Comment(plan.Iom, "trn.deliver.session", "Sample: the room is free for the whole week.");
        await SampleTraining.ThreeSessions(plan);
        await SampleResults.OfTraining(plan);
    }
}
