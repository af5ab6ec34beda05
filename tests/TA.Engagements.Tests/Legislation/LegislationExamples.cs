using static TA.Engagements.ComplianceRating;
using static TA.Engagements.HumanRightsQuestion;
using static TA.Engagements.LegislativeMilestone;
using static TA.Engagements.Tests.ALaw;
using static TA.Engagements.Tests.Example;

namespace TA.Engagements.Tests;

internal static class LegislationExamples
{
    private static readonly Guid None = CommandId(599);
    private static readonly AddProvision Icrmw16 = new(
        "ICRMW", "16(2)", "Protection by the State against violence", "A/RES/45/158, annex", ObligationLevel.Mandatory, ProvisionCategory.Protection, [NonPunishment],
        "Migrant workers are protected against violence by officials or by others.");

    private static readonly AddedProvision Added = new("added-1", "ICRMW", "16(2)", "Protection against violence", "A/RES/45/158, annex", Tags: [NonPunishment]);
    private static readonly AddDraftVersion NextDraft = new(TheBill, 2, Text2, null, ["1", "5", "6"], ["TIP-5.1", "TIP-3.d"], "Definition of a child", [new(TheRound, [1])]);
    private static readonly DateOnly Deadline = Day("2026-03-31");

    public static readonly IReadOnlyList<Example> All =
    [
        .. Assessing, .. Drafting, .. Reviewing, .. Milestones,
    ];

    private static Engagement AndAdded(Engagement given) => given with { Legislation = given.Legislation with { Provisions = [Added] } };

    private static IEnumerable<Example> Assessing =>
    [
        Accepted("An officer begins to assess the law in force", With(), new StartAssessment("Penal Code of 2009"), LeadOfficer, new AssessmentStarted(CommandId(1), "Penal Code of 2009")),
        Accepted("What a law has changed is assessed once it is in force",
            Having(ALaw.InForce, null, Assessment), new StartAssessment("Trafficking in Persons Act", TheBill), LeadOfficer,
            new AssessmentStarted(CommandId(1), "Trafficking in Persons Act", TheBill)),
        Refused("The effect of a bill that is not in force is not assessed", Having(), new StartAssessment("The bill", TheBill), LeadOfficer, new LawNotInForce(TheBill)),
        Refused("No law is assessed where the State has not asked for legislation",
            With() with { Details = Details with { Workstreams = [WorkstreamKind.Training] } }, new StartAssessment("Penal Code"), LeadOfficer, new WorkstreamNotChosen(WorkstreamKind.Legislation)),

        Accepted("An officer rates provisions with the national article",
            Having(null, null, Assessment),
            new RateProvisions(First,
            [
                new("TIP-5.1", new(PartlyMet, Met), new("s. 17", "s. 17A"), new("No attempt", null)),
                new("TIP-5.2a", new(NotAssessed, NotMet), new(null, null), new(null, "The attempt is not punishable")),
                new("TIP-6.1", new(NotAssessed, NotAssessed), new(null, null), new(null, null)),
            ]),
            LeadOfficer,
            new ProvisionsRated(First,
            [
                new("TIP-5.1", new(PartlyMet, Met), new("s. 17", "s. 17A"), new("No attempt", null)),
                new("TIP-5.2a", new(NotAssessed, NotMet), null, new(null, "The attempt is not punishable")),
            ])),
        Refused("A provision does not apply without a reason",
            Having(null, null, Assessment), new RateProvisions(First, [new("TIP-11.1", new(NotAssessed, NotApplicable))]), LeadOfficer, new WhyNotApplicable("TIP-11.1")),
        Refused("Two officers do not overwrite each other's rating",
            Having(null, null, Assessment), new RateProvisions(First, [new("TIP-5.1", new(NotAssessed, NotMet))]), LeadOfficer,
            new EditConflict([new("TIP-5.1.rating", "not-assessed", "partly-met", "not-met")])),
        Refused("An assessment stays as it was once the next has begun",
            Having(null, null, Assessment, Assessment with { Id = Second, Findings = [] }), new RateProvisions(First, [new("TIP-5.1", new(PartlyMet, Met))]), LeadOfficer,
            new AssessmentSuperseded(First)),
        Refused("An article that no treaty has is not rated",
            Having(null, null, Assessment), new RateProvisions(First, [new("TIP-99", new(NotAssessed, Met))]), LeadOfficer, new ProvisionUnknown("TIP-99")),
        Refused("An assessment that does not exist is not rated", With(), new RateProvisions(None, [new("TIP-5.1", new(NotAssessed, Met))]), LeadOfficer, new AssessmentUnknown(None)),

        Accepted("An officer adds an article of the convention on migrant workers with its source",
            With(), Icrmw16, LeadOfficer,
            new ProvisionAdded(new(
                $"added-{CommandId(1):n}", "ICRMW", "16(2)", "Protection by the State against violence", "A/RES/45/158, annex", ObligationLevel.Mandatory, ProvisionCategory.Protection,
                [NonPunishment], "Migrant workers are protected against violence by officials or by others."))),
        Refused("An article that is in the list is not added again",
            With(), Icrmw16 with { Instrument = "tip", Article = "5(1)" }, LeadOfficer, new ProvisionListed("tip", "5(1)")),
        Accepted("Articles that were taken off the list make room for others",
            With() with
            {
                Legislation = new()
                {
                    Provisions = Enumerable.Range(1, Limits.AddedProvisions).Select(n => Added with { Id = $"added-{n}", Article = $"{n}", IsRemoved = n == 1 }).ToItems(),
                },
            },
            Icrmw16, LeadOfficer,
            new ProvisionAdded(new(
                $"added-{CommandId(1):n}", "ICRMW", "16(2)", "Protection by the State against violence", "A/RES/45/158, annex", ObligationLevel.Mandatory, ProvisionCategory.Protection,
                [NonPunishment], "Migrant workers are protected against violence by officials or by others."))),
        Refused("Sixty added articles are enough",
            With() with { Legislation = new() { Provisions = Enumerable.Range(1, Limits.AddedProvisions).Select(n => Added with { Id = $"added-{n}", Article = $"{n}" }).ToItems() } }, Icrmw16, LeadOfficer,
            new TooMany("provisions", Limits.AddedProvisions)),
        Accepted("An officer corrects an article that was added",
            With() with { Legislation = new() { Provisions = [Added] } },
            new ChangeProvision("added-1", Article: new("16(2)", "16(1)"), Source: new("A/RES/45/158, annex", "A/RES/45/158, annex"), Obligation: new(ObligationLevel.Mandatory, ObligationLevel.Endeavour), AsOf: 10), LeadOfficer,
            new ProvisionChanged("added-1", Article: new("16(2)", "16(1)"), Obligation: new(ObligationLevel.Mandatory, ObligationLevel.Endeavour))),
        Refused("A correction does not make one article of two",
            With() with { Legislation = new() { Provisions = [Added, Added with { Id = "added-2", Article = "17(1)" }] } }, new ChangeProvision("added-2", Article: new("17(1)", "16(2)")), LeadOfficer,
            new ProvisionListed("ICRMW", "16(2)")),
        Refused("Two officers do not overwrite each other's correction",
            With() with { Legislation = new() { Provisions = [Added] } }, new ChangeProvision("added-1", Heading: new("Protection", "Protection by the State")), LeadOfficer,
            new EditConflict([new("heading", "Protection", "Protection against violence", "Protection by the State")])),
        Refused("An article of the product's own list is not changed", With(), new ChangeProvision("TIP-5.1", Heading: new("Criminalization", "Offences")), LeadOfficer, new ProvisionNotAdded("TIP-5.1")),
        Accepted("An officer takes an added article off the list again",
            AndAdded(Having(null, null, Assessment with { Findings = [new("added-1", NotAssessed, By: "Amina Diallo", On: Today)] })), new RemoveProvision("added-1", "Entered twice"), LeadOfficer,
            new ProvisionRemoved("added-1", "Entered twice")),
        Refused("An added article on which something hangs stays",
            AndAdded(Having(
                ALaw.Bill with { Versions = [ALaw.Bill.Versions[0] with { Provisions = ["added-1"] }] }, Round with { Comments = [Comment with { Provision = "added-1" }] },
                Assessment with { Findings = [new("added-1", Met)] })),
            new RemoveProvision("added-1", "Entered twice"), LeadOfficer, new ProvisionInUse("added-1", [ProvisionUse.Rated, ProvisionUse.InDraft, ProvisionUse.Commented])),
        Refused("An article of the product's own list is not removed", With(), new RemoveProvision("TIP-5.1", "Not of use"), LeadOfficer, new ProvisionNotAdded("TIP-5.1")),
        Refused("An article that nobody added is not removed", With(), new RemoveProvision("added-9", "Not of use"), LeadOfficer, new ProvisionUnknown("added-9")),
        Nothing("An article is removed once",
            With() with { Legislation = new() { Provisions = [Added with { IsRemoved = true }] } }, new RemoveProvision("added-1", "Entered twice"), LeadOfficer),
        Refused("An article that was removed is not rated",
            With() with { Legislation = new() { Provisions = [Added with { IsRemoved = true }], Assessments = [Assessment] } }, new RateProvisions(First, [new("added-1", new(NotAssessed, Met))]), LeadOfficer,
            new ProvisionUnknown("added-1")),
        Refused("An article that was removed is not corrected",
            With() with { Legislation = new() { Provisions = [Added with { IsRemoved = true }] } }, new ChangeProvision("added-1", Heading: new("A", "B")), LeadOfficer, new ProvisionUnknown("added-1")),
        Refused("An article that nobody added is not corrected", With(), new ChangeProvision("added-9", Heading: new("A", "B")), LeadOfficer, new ProvisionUnknown("added-9")),
    ];

    private static IEnumerable<Example> Drafting =>
    [
        Accepted("A bill is added", With(), new AddBill("Trafficking in Persons Bill", BillKind.Act), LeadOfficer, new BillAdded(CommandId(1), "Trafficking in Persons Bill", BillKind.Act)),
        Accepted("A bill gets another title",
            Having(), new ChangeBill(TheBill, new("Trafficking in Persons Bill", "Counter-Trafficking Bill")), LeadOfficer,
            new BillChanged(TheBill, new("Trafficking in Persons Bill", "Counter-Trafficking Bill"))),
        Accepted("A bill falls with the end of the legislature",
            Having(), new EndBill(TheBill, BillEnd.Lapsed, "Parliament was dissolved"), LeadOfficer, new BillEnded(TheBill, BillEnd.Lapsed, "Parliament was dissolved")),
        Refused("A law in force is not withdrawn as a bill",
            Having(ALaw.InForce), new EndBill(TheBill, BillEnd.Withdrawn, "Error"), LeadOfficer, new BillInForce(TheBill, Day("2026-01-01"))),
        Refused("No version is added to a bill that has lapsed",
            Having(ALaw.Bill with { End = BillEnd.Lapsed, Because = "Dissolved" }), NextDraft, LeadOfficer, new BillOver(TheBill, BillEnd.Lapsed)),
        Refused("A bill that does not exist is not changed", With(), new ChangeBill(None), LeadOfficer, new BillUnknown(None)),

        Accepted("The second version names the comments that it takes up",
            Having(null, Round with { Comments = [Comment with { State = CommentState.Accepted }] }), NextDraft, LeadOfficer,
            new DraftVersionAdded(TheBill, CommandId(1), 2, Text2, null, ["1", "5", "6"], ["TIP-5.1", "TIP-3.d"], "Definition of a child", [new(TheRound, [1])])),
        Accepted("A version may be a file",
            Having(), new AddDraftVersion(TheBill, 2, Text2, new("bill-v2.docx", DocumentType.Docx, 48_213), Provisions: ["TIP-5.1"]), LeadOfficer,
            new DraftVersionAdded(TheBill, CommandId(1), 2, Text2, new("bill-v2.docx", DocumentType.Docx, 48_213), [], ["TIP-5.1"])),
        Accepted("A version takes up accepted comments of a closed round",
            Having(null, Round with { Comments = [], ClosedOn = Today, Sha256 = Text2, Count = 3, Accepted = [1, 3] }), NextDraft, LeadOfficer,
            new DraftVersionAdded(TheBill, CommandId(1), 2, Text2, null, ["1", "5", "6"], ["TIP-5.1", "TIP-3.d"], "Definition of a child", [new(TheRound, [1])])),
        Refused("A comment that nobody accepted is not taken up", Having(null, Round), NextDraft, LeadOfficer, new NothingToSettle(TheRound, 1)),
        Refused("Two versions do not get the same number", Having(null, Round), NextDraft with { Number = 1, Settles = [] }, LeadOfficer, new NotTheNextVersion(1, 2)),
        Refused("A version without articles is a file", Having(), new AddDraftVersion(TheBill, 2, Text2), LeadOfficer, new FileOrArticles()),
        Refused("A version of more than 20 MB is not taken",
            Having(), new AddDraftVersion(TheBill, 2, Text2, new("bill.pdf", DocumentType.Pdf, Limits.DocumentBytes + 1)), LeadOfficer,
            new OutOfRange("file.bytes", Limits.DocumentBytes + 1, 1, Limits.DocumentBytes)),

        Accepted("An officer answers the human-rights check",
            Having(), new CheckHumanRights(TheBill, 1, [new(NonPunishment, new(null, HumanRightsOutcome.Concern), new(null, "Article 5 punishes the use of forged papers")), new(Children, new(null, HumanRightsOutcome.Respected), new(null, null))]),
            LeadOfficer,
            new HumanRightsChecked(TheBill, 1, [new(NonPunishment, new(null, HumanRightsOutcome.Concern), new(null, "Article 5 punishes the use of forged papers")), new(Children, new(null, HumanRightsOutcome.Respected))])),
        Refused("A concern says where it lies",
            Having(), new CheckHumanRights(TheBill, 1, [new(RefugeeLaw, new(null, HumanRightsOutcome.Concern))]), LeadOfficer, new AnswerNeedsRemark(RefugeeLaw)),
        Refused("There is no check of a version that does not exist",
            Having(), new CheckHumanRights(TheBill, 2, [new(RefugeeLaw, new(null, HumanRightsOutcome.Respected))]), LeadOfficer, new VersionUnknown(TheBill, 2)),
        Refused("The check of a submitted version stays as it was",
            Having(Submitted), new CheckHumanRights(TheBill, 1, [new(RefugeeLaw, new(HumanRightsOutcome.Respected, HumanRightsOutcome.Concern), new(null, "Article 9"))]), LeadOfficer, new VersionSubmitted(1)),
    ];

    private static OrganizationId Bar => new("bar-association");

    private static IEnumerable<Example> Reviewing =>
    [
        AcceptedAs("Organizations are asked to review a version, and join where they take no part yet",
            Having(), new OpenReviewRound(TheBill, 1, [Iom, Unicef], Deadline, "Does the draft protect victims?"), LeadOfficer, typeof(ParticipantAdded), typeof(ReviewRoundOpened)),
        Accepted("An organization that takes part is asked to review a version",
            Having(), new OpenReviewRound(TheBill, 1, [Iom], Deadline, "Does the draft protect victims?"), LeadOfficer,
            new ReviewRoundOpened(CommandId(1), TheBill, 1, [Iom], Deadline, "Does the draft protect victims?")),
        Accepted("An organization whose name is given is asked, and joins",
            Having(), new OpenReviewRound(TheBill, 1, [Bar], Deadline, "Well?", [new(Bar, "Bar association")]), LeadOfficer,
            new ParticipantAdded(new(Bar, "Bar association", ParticipationPart.Partner)), new ReviewRoundOpened(CommandId(1), TheBill, 1, [Bar], Deadline, "Well?")),
        Refused("An organization that nobody knows is not asked", Having(), new OpenReviewRound(TheBill, 1, [new("nobody-knows")], Deadline, "Well?"), LeadOfficer, new ReviewerUnknown(new("nobody-knows"))),
        Refused("No comments are asked for by yesterday", Having(), new OpenReviewRound(TheBill, 1, [Iom], Day("2026-03-01"), "Well?"), LeadOfficer, new DeadlinePassed(Day("2026-03-01"))),
        Refused("A version that does not exist is not reviewed", Having(), new OpenReviewRound(TheBill, 3, [Iom], Deadline, "Well?"), LeadOfficer, new VersionUnknown(TheBill, 3)),

        Accepted("A reviewer comments on an article and a provision",
            Having(null, Round), new CommentOnDraft(TheRound, "A child is anyone under 18", "5", "TIP-3.d"), IomUser,
            new DraftCommented(TheRound, CommandId(1), Iom, "A child is anyone under 18", "5", "TIP-3.d")),
        Accepted("An officer enters what an organization said outside the system",
            Having(null, Round), new CommentOnDraft(TheRound, "Survivors ask for a recovery period", OnBehalfOf: Iom), LeadOfficer,
            new DraftCommented(TheRound, CommandId(1), Iom, "Survivors ask for a recovery period")),
        Refused("A partner that was not asked learns of no round",
            Having(null, Round) with { Participants = [new(Unicef, "UNICEF", ParticipationPart.Partner)] }, new CommentOnDraft(TheRound, "May I?"), PartnerUserOf(Unicef), new RoundUnknown(TheRound)),
        Refused("A reviewer does not speak for another organization",
            Having(null, Round), new CommentOnDraft(TheRound, "They agree", OnBehalfOf: Unicef), IomUser, new CommentOfAnother(Unicef)),
        Refused("A comment hangs on an article that the version has",
            Having(null, Round), new CommentOnDraft(TheRound, "Too long", "99"), IomUser, new ArticleUnknown("99")),
        Refused("A closed round takes no comments",
            Having(null, Round with { Comments = [], ClosedOn = Today, Sha256 = Text2 }), new CommentOnDraft(TheRound, "Late"), IomUser, new RoundClosed(TheRound, Today)),

        Accepted("An officer accepts a comment",
            Having(null, Round), new AnswerComment(TheRound, 1, CommentState.Open, CommentState.Accepted, null, 10), LeadOfficer, new CommentAnswered(TheRound, 1, Iom, CommentState.Accepted)),
        Accepted("An officer rejects a comment with the reason",
            Having(null, Round), new AnswerComment(TheRound, 1, CommentState.Open, CommentState.Rejected, "Article 1 defines it"), LeadOfficer,
            new CommentAnswered(TheRound, 1, Iom, CommentState.Rejected, "Article 1 defines it")),
        Refused("A comment is not rejected without a reason",
            Having(null, Round), new AnswerComment(TheRound, 1, CommentState.Open, CommentState.Rejected), LeadOfficer, new WhyRejected(1)),
        Refused("A comment that was answered meanwhile is not answered again",
            Having(null, Round with { Comments = [Comment with { State = CommentState.Accepted, Since = 11 }] }),
            new AnswerComment(TheRound, 1, CommentState.Open, CommentState.Rejected, "No", 10), LeadOfficer, new CommentHasMoved(1, CommentState.Accepted)),
        Refused("An old answer does not answer a comment that was opened again since",
            Having(null, Round with { Comments = [Comment with { Since = 12 }] }),
            new AnswerComment(TheRound, 1, CommentState.Open, CommentState.Accepted, null, 10), LeadOfficer, new CommentHasMoved(1, CommentState.Open)),
        Refused("A comment that a version took up is settled",
            Having(null, Round with { Comments = [Comment with { State = CommentState.Accepted, SettledBy = 2 }] }),
            new AnswerComment(TheRound, 1, CommentState.Accepted, CommentState.Open), LeadOfficer, new CommentSettled(1, 2)),
        Refused("A comment that does not exist is not answered",
            Having(null, Round), new AnswerComment(TheRound, 7, CommentState.Open, CommentState.Accepted), LeadOfficer, new CommentUnknown(TheRound, 7)),
        Accepted("A reviewer takes its comment back",
            Having(null, Round), new WithdrawComment(TheRound, 1), IomUser, new CommentAnswered(TheRound, 1, Iom, CommentState.Withdrawn)),

        Refused("A reviewer does not take another organization's comment back, and does not learn of it",
            Having(null, Round with { Reviewers = [Iom, Unicef] }), new WithdrawComment(TheRound, 1), PartnerUserOf(Unicef), new EngagementUnknown(Reference)),
        Refused("A reviewer that takes part does not take another organization's comment back either",
            Having(null, Round with { Reviewers = [Iom, Unicef] }) with { Participants = [new(Unicef, "UNICEF", ParticipationPart.Partner)] }, new WithdrawComment(TheRound, 1), PartnerUserOf(Unicef),
            new CommentUnknown(TheRound, 1)),
        Accepted("A round is closed once every comment is answered, and its comments leave the record",
            Having(null, Answered), new CloseReviewRound(TheRound, ReviewComments.Sha256(Answered)), LeadOfficer, new ReviewRoundClosed(TheRound, ReviewComments.Sha256(Answered))),
        Refused("A round with unanswered comments is not closed", Having(null, Round), new CloseReviewRound(TheRound, ReviewComments.Sha256(Round)), LeadOfficer, new CommentsOpen(TheRound, [1])),
        Refused("A round is closed only with the comments as they are",
            Having(null, Answered), new CloseReviewRound(TheRound, ReviewComments.Sha256(Round)), LeadOfficer, new CommentsHaveChanged(TheRound)),
    ];

    private static IEnumerable<Example> Milestones =>
    [
        Accepted("A bill is expected in parliament before its text is ready",
            Having(), new RecordMilestone(TheBill, SubmittedToParliament, null, new(null, Day("2026-06-01"))), LeadOfficer,
            new MilestoneRecorded(TheBill, SubmittedToParliament, null, new(null, Day("2026-06-01")))),
        Accepted("A version goes to parliament once its human-rights check is answered",
            Having(Checked), new RecordMilestone(TheBill, SubmittedToParliament, null, null, new(null, Today), 1), LeadOfficer,
            new MilestoneRecorded(TheBill, SubmittedToParliament, null, null, new(null, Today), 1)),
        Refused("A version with an unanswered check is not submitted",
            Having(), new RecordMilestone(TheBill, SubmittedToParliament, null, null, new(null, Today)), LeadOfficer,
            new CheckUnanswered(1, [NonPunishment, NoCriminalizationOfMigrants, NoMandatoryDetention, RefugeeLaw, Children])),
        Refused("No later step is recorded past an unanswered check either",
            Having(), new RecordMilestone(TheBill, Adopted, null, null, new(null, Today)), LeadOfficer,
            new CheckUnanswered(1, [NonPunishment, NoCriminalizationOfMigrants, NoMandatoryDetention, RefugeeLaw, Children])),
        Accepted("Another version is said to have gone out, on the same day",
            Having(OfTwo), new RecordMilestone(TheBill, SubmittedToParliament, null, null, new(Day("2026-02-25"), Day("2026-02-25")), 2, InsteadOf: 1), LeadOfficer,
            new MilestoneRecorded(TheBill, SubmittedToParliament, Submitted: 2)),
        Accepted("The day of the submission is corrected and the version that went out stays",
            Having(OfTwo), new RecordMilestone(TheBill, SubmittedToParliament, null, null, new(Day("2026-02-25"), Day("2026-02-24")), InsteadOf: 1), LeadOfficer,
            new MilestoneRecorded(TheBill, SubmittedToParliament, null, null, new(Day("2026-02-25"), Day("2026-02-24")))),
        Refused("A version with an unanswered check is not said to have gone out instead",
            Having(OfTwo with { Versions = [OfTwo.Versions[0], OfTwo.Versions[1] with { HumanRights = [] }] }), new RecordMilestone(TheBill, SubmittedToParliament, Version: 2), LeadOfficer,
            new CheckUnanswered(2, [NonPunishment, NoCriminalizationOfMigrants, NoMandatoryDetention, RefugeeLaw, Children])),
        Refused("The version that went out is not corrected over a colleague's correction",
            Having(OfTwo with { Submitted = 2 }), new RecordMilestone(TheBill, SubmittedToParliament, Version: 3, InsteadOf: 1), LeadOfficer, new EditConflict([new("version", "1", "2", "3")])),
        Nothing("A submission that comes again does not take back the correction of its version",
            Having(OfTwo with { Submitted = 2 }), new RecordMilestone(TheBill, SubmittedToParliament, null, null, new(null, Day("2026-02-25")), 1), LeadOfficer),
        Accepted("The second reading took place", Having(Submitted), new RecordMilestone(TheBill, Reading, 2, null, new(null, Today)), LeadOfficer, new MilestoneRecorded(TheBill, Reading, 2, null, new(null, Today))),
        Refused("A reading does not take place before the bill is submitted",
            Having(Submitted), new RecordMilestone(TheBill, Reading, 1, null, new(null, Day("2026-02-24"))), LeadOfficer,
            new MilestonesOutOfOrder(new(Reading, 1, Actual: Day("2026-02-24")), new(SubmittedToParliament, Actual: Day("2026-02-25")))),
        Refused("A law is not expected in force before it is expected to be adopted",
            Having(Submitted with { Milestones = [.. Submitted.Milestones, new(Adopted, Expected: Day("2026-09-01"))] }),
            new RecordMilestone(TheBill, LegislativeMilestone.InForce, null, new(null, Day("2026-08-01"))), LeadOfficer,
            new MilestonesOutOfOrder(new(LegislativeMilestone.InForce, Expected: Day("2026-08-01")), new(Adopted, Expected: Day("2026-09-01")))),
        Refused("What has happened has happened by today",
            Having(Submitted), new RecordMilestone(TheBill, Adopted, null, null, new(null, Day("2026-03-03"))), LeadOfficer, new DateInFuture("actual.to", Day("2026-03-03"))),
        Accepted("A step of a bill is said to hang on a task of the plan",
            Having() with { Tasks = [Task("added-vote")] }, new RecordMilestone(TheBill, Adopted, Follows: new(null, "added-vote")), LeadOfficer, new MilestoneRecorded(TheBill, Adopted, Follows: new(null, "added-vote"))),
        Refused("A step does not hang on what is not in the plan", Having(), new RecordMilestone(TheBill, Adopted, Follows: new(null, "added-vote")), LeadOfficer, new TaskUnknown("added-vote")),
        Refused("A reading has a number", Having(Submitted), new RecordMilestone(TheBill, Reading), LeadOfficer, new OutOfRange("reading", 0, 1, Limits.Readings)),
    ];

    private static Bill OfTwo => Submitted with { Versions = [Submitted.Versions[0], Submitted.Versions[0] with { Id = CommandId(513), Number = 2 }] };

    private static ReviewRound Answered => Round with { Comments = [Comment with { State = CommentState.Accepted }] };
}
