using static TA.Engagements.LegislativeMilestone;

namespace TA.Engagements.Tests;

/// <summary>Random work on laws: what a page would send that shows them, and well-formed commands that fit nothing.</summary>
internal static class RandomLegislation
{
    private static readonly ProvisionId[] Some = ["TIP-3.a", "TIP-5.1", "TIP-6.1", "SOM-5", "UNTOC-24.1"];

    /// <summary>A round in which two organizations and an officer have commented.</summary>
    public static LegislationWork SharedReview => ALaw.Having(null, ALaw.Round with
    {
        Reviewers = [Iom, Unicef],
        Comments =
        [
            ALaw.Comment, ALaw.Comment with { Id = CommandId(523), Number = 2, Organization = Unicef }, ALaw.Comment with { Id = CommandId(524), Number = 3, Organization = Unodc },
            ALaw.Comment with { Id = CommandId(525), Number = 4, Organization = Unicef },
        ],
    }).Legislation;

    /// <summary>With a bill whose first version is under review.</summary>
    public static EngagementRecord UnderReview(EngagementRecord record)
    {
        var bill = CommandId(3_000_001);
        EngagementCommand[] commands =
            [new AddBill("Bill", default), new AddDraftVersion(bill, 1, new('a', 64), null, ["1", "2"], Some.ToItems()), new OpenReviewRound(bill, 1, [Iom, Unicef], Today, "Well?")];
        foreach (var (n, command) in commands.Index())
            record = record.Answer(Reference, CommandId(3_000_001 + n), Importer, command, Now, 0).Record;
        return record;
    }

    public static EngagementCommand AsAPage(Engagement e, Pick pick, Func<int> fresh)
    {
        List<EngagementCommand> possible = [.. OfWork(e, pick, fresh), .. e.Legislation.Bills.SelectMany(b => OfBill(e, b, pick, fresh)), .. e.Legislation.Rounds.SelectMany(r => OfRound(r, pick, fresh))];
        return possible[pick.C % possible.Count];
    }

    private static IEnumerable<EngagementCommand> OfWork(Engagement e, Pick pick, Func<int> fresh)
    {
        var work = e.Legislation;
        if (work.Assessments.Count < 3)
            yield return new StartAssessment($"Law {fresh()}", work.Bills.FirstOrDefault(b => b.InForceOn is not null)?.Id);
        if (work.Assessments.Count > 0)
            yield return Rate(work.Assessments[^1], pick.Of(Some), pick, fresh);
        yield return new AddProvision("ICRMW", $"{fresh()}", "Heading", "A/RES/45/158", (ObligationLevel)(pick.A % 5), (ProvisionCategory)(pick.B % 6), [HumanRightsQuestion.Children]);
        if (work.Added().ToList() is { Count: > 0 } listed && listed[pick.A % listed.Count] is var added)
            yield return new ChangeProvision(
                added.Id, Article: new(added.Article, $"{fresh()}"), Summary: new(added.Summary, pick.B % 2 == 0 ? null : "Summary"), Tags: new(added.Tags, pick.C % 2 == 0 ? [] : [HumanRightsQuestion.Children]), AsOf: e.Version);
        if (pick.A % 3 == 0 && work.Added().FirstOrDefault(p => !work.Uses(p.Id).Any()) is { } unused)
            yield return new RemoveProvision(unused.Id, "Because");
        if (work.Bills.Count < 4)
            yield return new AddBill($"Bill {fresh()}", (BillKind)(pick.B % 3));
    }

    // A page sends the finding as it is; a rating never goes back to what it was.
    private static RateProvisions Rate(GapAssessment assessment, ProvisionId provision, Pick pick, Func<int> fresh)
    {
        var finding = assessment.Finding(provision);
        var rating = finding.Rating == ComplianceRating.NotAssessed ? (ComplianceRating)(1 + (pick.B % 4)) : finding.Rating;
        return new(assessment.Id, [new(provision, new(finding.Rating, rating), new(finding.Article, finding.Article), new(finding.Remark, $"Remark {fresh()}"))]);
    }

    private static IEnumerable<EngagementCommand> OfBill(Engagement e, Bill bill, Pick pick, Func<int> fresh)
    {
        yield return new ChangeBill(bill.Id, new(bill.Title, $"Bill {fresh()}"));
        if (pick.B % 11 == 0)
            yield return new EndBill(bill.Id, (BillEnd)(pick.A % 3), "Because");
        var settles = e.Legislation.Rounds.Where(r => r.Bill == bill.Id).Select(r => new SettledComments(r.Id, r.ToSettle())).ToItems();
        yield return new AddDraftVersion(bill.Id, bill.Versions.Count + 1, fresh().ToString("x64"), null, ["1", "2"], [pick.Of(Some), pick.Other(Some)], null, settles);
        if (bill.Versions.Count == 0)
            yield break;
        yield return new OpenReviewRound(bill.Id, bill.Versions.Count, [Iom, Unicef], Today.AddDays(pick.A % 90), $"Question {fresh()}");
        var version = bill.Versions[^1];
        yield return new CheckHumanRights(bill.Id, version.Number, Enum.GetValues<HumanRightsQuestion>().Select(q => version.HumanRights.FirstOrDefault(a => a.Question == q) is var answer
            && answer?.Outcome is { } before
                ? new HumanRightsEdit(q, new(before, before), new(answer.Remark, $"Remark {fresh()}"))
                : new HumanRightsEdit(q, new(null, (HumanRightsOutcome)(pick.A % 3)), new(answer?.Remark, $"Remark {fresh()}"))).ToItems());
        var kind = pick.Of<LegislativeMilestone>([SubmittedToParliament, Reading, Adopted, Promulgated, InForce, Regulations]);
        int? reading = kind == Reading ? 1 + (pick.B % 3) : null;
        var milestone = bill.Milestones.FirstOrDefault(m => m.Kind == kind && m.Reading == reading);
        yield return new RecordMilestone(bill.Id, kind, reading, new(milestone?.Expected, Today.AddDays(fresh())));
        yield return new RecordMilestone(bill.Id, kind, reading, null, new(milestone?.Actual, Today.AddDays(fresh() - 10_000)));
    }

    private static IEnumerable<EngagementCommand> OfRound(ReviewRound round, Pick pick, Func<int> fresh)
    {
        if (round.ClosedOn is not null)
            yield break;
        yield return new CommentOnDraft(round.Id, $"Comment {fresh()}", pick.A % 2 == 0 ? "1" : null, pick.Of(Some), pick.B % 4 == 0 ? Iom : null);
        foreach (var comment in round.Comments.Where(c => c.SettledBy is null))
        {
            if (comment.State == CommentState.Open)
                yield return new AnswerComment(round.Id, comment.Number, comment.State, pick.B % 2 == 0 ? CommentState.Accepted : CommentState.Rejected, $"Reason {fresh()}", comment.Since);
            if (pick.B % 5 == 0 && comment.State is CommentState.Accepted or CommentState.Rejected)
                yield return new AnswerComment(round.Id, comment.Number, comment.State, CommentState.Open, null, comment.Since);
            if (pick.B % 5 == 1)
                yield return new WithdrawComment(round.Id, comment.Number);
        }

        if (round.Comments.All(c => c.State != CommentState.Open))
            yield return new CloseReviewRound(round.Id, ReviewComments.Sha256(round));
    }

    public static EngagementCommand Wild(Engagement e, Pick pick)
    {
        var work = e.Legislation;
        var bill = work.Bills.Count == 0 || pick.B % 4 == 0 ? CommandId(pick.A) : pick.Of<Bill>(work.Bills).Id;
        var round = work.Rounds.Count == 0 || pick.B % 4 == 0 ? CommandId(pick.A) : pick.Of<ReviewRound>(work.Rounds).Id;
        var assessment = work.Assessments.Count == 0 ? CommandId(pick.A) : pick.Of<GapAssessment>(work.Assessments).Id;
        DateOnly[] days = [Limits.FirstDate, Limits.LastDate, Today, Day("2026-03-07")];
        var number = (pick.C % 7) - 2;
        return (pick.What % 16) switch
        {
            0 => new StartAssessment("Wild", bill),
            1 => new RateProvisions(assessment, [new(pick.Of(Some), new(ComplianceRating.Met, (ComplianceRating)(pick.B % 5))), new("no-such", null, new(null, "s. 1"))]),
            2 => new RateProvisions(assessment, [new(pick.Of(Some), new(default, (ComplianceRating)(pick.B % 5)))]),
            3 => new AddProvision("TIP", pick.A % 2 == 0 ? "5(1)" : "Wild", "Wild", "Wild", default, default),
            4 => new ChangeBill(bill, new("Never", "Wild"), new(BillKind.Act, BillKind.Regulation)),
            5 => new EndBill(bill, (BillEnd)(pick.A % 3), "Wild"),
            6 => new AddDraftVersion(bill, number, new('f', 64), pick.A % 2 == 0 ? null : new("a.pdf", DocumentType.Pdf, pick.B - 5), pick.B % 2 == 0 ? ["1"] : [], ["no-such"], null, [new(round, [number])]),
            7 => new CheckHumanRights(bill, number, [new(HumanRightsQuestion.Children, new(null, (HumanRightsOutcome)(pick.B % 3)))]),
            8 => new RecordMilestone(bill, (LegislativeMilestone)(pick.A % 6), number, new(null, pick.Of(days)), new(null, pick.Other(days)), number),
            9 => new RecordMilestone(bill, (LegislativeMilestone)(pick.A % 6), null, null, new(null, pick.Other(days))),
            10 => new OpenReviewRound(bill, number, [Ministry, new("no-such")], pick.Of(days), "Wild"),
            11 => new CloseReviewRound(round, new('e', 64)),
            13 => new ChangeProvision(work.Provisions.Count == 0 || pick.A % 3 == 0 ? pick.Of(Some) : work.Provisions[^1].Id, new("ICRMW", pick.B % 2 == 0 ? "TIP" : "Wild"), new(work.Provisions.Count == 0 ? "1" : work.Provisions[^1].Article, "5(1)")),
            14 => new RemoveProvision(work.Provisions.Count == 0 ? pick.Of(Some) : work.Provisions[^1].Id, "Wild"),
            12 => new CommentOnDraft(round, "Wild", "no such", "no-such", Ministry),
            _ => pick.A % 2 == 0 ? new AnswerComment(round, number, (CommentState)(pick.B % 4), (CommentState)(pick.C % 4)) : new WithdrawComment(round, number),
        };
    }
}
