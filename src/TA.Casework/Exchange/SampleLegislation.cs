using TA.Engagements;
using static TA.Engagements.ComplianceRating;
using static TA.Engagements.HumanRightsOutcome;
using static TA.Engagements.HumanRightsQuestion;

namespace TA.Casework.Exchange;

/// <summary>Made-up work on laws: gap assessments, bills, review rounds, checks and milestones.</summary>
internal static class SampleLegislation
{
    private const string FirstDraft = """
        Article 1. Purpose [TIP-2]
        This Act prevents and punishes trafficking in persons and protects those who suffered it.
        Article 2. Definitions [TIP-3.a TIP-3.b]
        Trafficking in persons is the recruitment, transport, transfer, harbouring or receipt of a person, by threat, force, coercion, fraud, deception or abuse of power, for the purpose of exploitation. Consent is irrelevant where one of these means was used.
        Article 3. Offence [TIP-5.1]
        Whoever commits trafficking in persons is punished with imprisonment from five to fifteen years.
        Article 4. Protection of victims [TIP-6.1 TIP-6.3]
        Proceedings may be closed to the public where the privacy of a victim requires it. Victims are referred to assistance.
        """;

    private const string SecondDraft = """
        Article 1. Purpose [TIP-2]
        This Act prevents and punishes trafficking in persons and protects those who suffered it, with full respect for their human rights.
        Article 2. Definitions [TIP-3.a TIP-3.b TIP-3.c TIP-3.d]
        Trafficking in persons is the recruitment, transport, transfer, harbouring or receipt of a person, by threat, force, coercion, fraud, deception or abuse of power, for the purpose of exploitation. Consent is irrelevant where one of these means was used. Where the person is a child, none of these means is required. A child is any person under eighteen years of age.
        Article 3. Offence [TIP-5.1 TIP-5.2a TIP-5.2b]
        Whoever commits, attempts or aids trafficking in persons is punished with imprisonment from five to fifteen years.
        Article 3 bis. Victims are not punished
        A victim is not punished for an act that was a direct consequence of having been trafficked.
        Article 4. Protection of victims [TIP-6.1 TIP-6.3]
        Proceedings are closed to the public where the privacy of a victim requires it. Victims are referred to shelter, health care and legal aid, whether or not they testify.
        """;

    private const string Submitted = """
        Article 1. Offence [TIP-5.1 TIP-5.2a TIP-5.2b TIP-5.2c]
        Whoever commits, attempts, organizes or aids trafficking in persons is punished with imprisonment from eight to twenty years.
        Article 2. Victims [TIP-6.1 TIP-6.6]
        Courts protect the identity of victims, who may claim compensation in the criminal proceedings.
        """;

    private static readonly OrganizationId Iom = SamplePlan.OfIom.Id;
    private static readonly OrganizationId Unicef = SamplePlan.OfUnicef.Id;
    private static readonly OrganizationId WorldVision = new("worldvision");

    /// <summary>An assessment, a bill with two drafts, a review round that is over and one that is open.</summary>
    public static async Task TwoDrafts(SamplePlan plan)
    {
        await Assess(
            plan, "Sample: Penal Code and law on the protection of women and children",
            ("TIP-3.a", Met, "134", null), ("TIP-3.b", PartlyMet, "134", "Sample: fraud is named, abuse of a position of vulnerability is not."), ("TIP-3.c", NotMet, null, "Sample: means are required for children too."),
            ("TIP-3.d", Met, "2", null), ("TIP-5.1", Met, "134", null), ("TIP-5.2a", PartlyMet, "13", "Sample: attempt is punished for grave offences only."), ("TIP-5.2b", Met, "17", null), ("TIP-5.2c", NotMet, null, null),
            ("TIP-6.1", PartlyMet, "89", "Sample: privacy is protected at trial, not before."), ("TIP-6.3", NotMet, null, "Sample: services exist in two provinces."), ("TIP-6.6", Met, "101", null),
            ("TIP-11.5", ComplianceRating.NotApplicable, null, "Sample: visas are dealt with in another law."));
        var bill = await plan.Do(new AddBill("Sample: bill against trafficking in persons", BillKind.Act));
        await plan.Draft(new(bill, 1, Note: "Sample: first text of the drafting group."), FirstDraft);
        await Check(plan, bill, 1, (NonPunishment, Concern, "Sample: the draft says nothing of acts that victims were made to do."), (NoCriminalizationOfMigrants, Respected, null),
            (NoMandatoryDetention, Respected, null), (RefugeeLaw, HumanRightsOutcome.NotApplicable, "Sample: the draft does not touch entry or asylum."), (Children, Concern, "Sample: article 2 requires means for children too."));

        var first = await plan.Do(new OpenReviewRound(bill, 1, [Iom, Unicef, WorldVision], plan.In(5), "Sample: does the first draft protect victims, children above all?"), "first");
        await plan.Do(plan.Iom, new CommentOnDraft(first, "Sample: victims should not be punished for acts that they were made to do.", "3"), "1");
        await plan.Do(new CommentOnDraft(first, "Sample: no means should be required where the victim is a child.", "2", "TIP-3.c", Unicef), "2");
        await plan.Do(new CommentOnDraft(first, "Sample: penalties should be lower for a first offence.", "3", OnBehalfOf: WorldVision), "3");
        await plan.Do(new AnswerComment(first, 1, CommentState.Open, CommentState.Accepted), "1");
        await plan.Do(new AnswerComment(first, 2, CommentState.Open, CommentState.Accepted, "Sample: with the definition of a child."), "2");
        await plan.Do(new AnswerComment(first, 3, CommentState.Open, CommentState.Rejected, "Sample: the range leaves room to the court."), "3");
        await plan.Close(first);

        await plan.Draft(new(bill, 2, Note: "Sample: children, and victims who were made to act.", Settles: [new(first, [1, 2])]), SecondDraft);
        await Check(plan, bill, 2, (NonPunishment, Respected, null), (NoCriminalizationOfMigrants, Respected, null), (NoMandatoryDetention, Respected, null), (RefugeeLaw, HumanRightsOutcome.NotApplicable, "Sample: the draft does not touch entry or asylum."));
        var second = await plan.Do(new OpenReviewRound(bill, 2, [Iom, WorldVision], plan.In(8), "Sample: is anything missing before the bill goes to the Government?"), "second");
        await plan.Do(plan.Iom, new CommentOnDraft(second, "Sample: referral should not depend on the consent of the police.", "4", "TIP-6.3"), "4");

        await plan.Do(new RecordMilestone(bill, LegislativeMilestone.SubmittedToParliament, null, new(null, plan.In(45))), "submitted");
        await plan.Do(new RecordMilestone(bill, LegislativeMilestone.Reading, 1, new(null, plan.In(70))), "reading");
        await plan.Do(new RecordMilestone(bill, LegislativeMilestone.Adopted, null, new(null, plan.In(110))), "adopted");

        var gate = await plan.Do(new AddOutsideGate(OutsideGateKind.SessionOfParliament, "Sample: spring session of parliament opens", plan.In(40), GateConfidence.Medium));
        var before = (await plan.Task("leg.passage.brief")).Predecessors;
        TaskId opens = $"gate-{gate:n}";
        await plan.Do(new ChangeTask("leg.passage.brief", new() { Predecessors = new(before, before.Any(p => p.Task == opens) ? before : before.Add(opens)) }), "gate");
    }

    /// <summary>A bill that is before parliament, with its check answered in full.</summary>
    public static async Task BeforeParliament(SamplePlan plan)
    {
        await Assess(plan, "Sample: law on trafficking in persons of 2008", ("TIP-3.a", Met, "1", null), ("TIP-3.c", Met, "10", null), ("TIP-5.1", PartlyMet, "10", null), ("TIP-5.2c", NotMet, null, null), ("TIP-6.1", NotMet, null, null),
            ("TIP-6.6", NotMet, null, null), ("TIP-9.1", PartlyMet, null, "Sample: there is a plan of action, no law."));
        var bill = await plan.Do(new AddBill("Sample: amendment of the law on trafficking in persons", BillKind.Amendment));
        await plan.Draft(new(bill, 1, Note: "Sample: text of the Ministry of Justice."), Submitted);
        await Check(plan, bill, 1, (NonPunishment, Respected, null), (NoCriminalizationOfMigrants, Respected, null), (NoMandatoryDetention, Respected, null), (RefugeeLaw, Respected, null), (Children, Respected, null));
        await plan.Do(new RecordMilestone(bill, LegislativeMilestone.SubmittedToParliament, null, null, new(null, plan.In(-6))), "submitted");
        await plan.Do(new RecordMilestone(bill, LegislativeMilestone.Reading, 1, new(null, plan.In(15))), "reading");
    }

    private static async Task Assess(SamplePlan plan, string law, params (string Provision, ComplianceRating Rating, string? Article, string? Remark)[] findings)
    {
        var assessment = await plan.Do(new StartAssessment(law));
        await plan.Do(new RateProvisions(assessment, findings.Select(f => new ProvisionRated(
            f.Provision, new(NotAssessed, f.Rating), f.Article is null ? null : new(null, f.Article), f.Remark is null ? null : new(null, f.Remark))).ToItems()));
    }

    private static async Task Check(SamplePlan plan, Guid bill, int version, params (HumanRightsQuestion Question, HumanRightsOutcome Outcome, string? Remark)[] answers) =>
        await plan.Do(new CheckHumanRights(bill, version, answers.Select(a => new HumanRightsEdit(a.Question, new(null, a.Outcome), a.Remark is null ? null : new(null, a.Remark))).ToItems()), $"{version}");
}
