using System.Text.Json;
using static TA.Engagements.Tests.ALaw;

namespace TA.Engagements.Tests;

public sealed class ReviewViewTests
{
    private static readonly Engagement Shared = Having(
        ALaw.Bill with
        {
            Versions =
            [
                Draft with { Note = "SECRET", By = "SECRET", HumanRights = [new(HumanRightsQuestion.Children, HumanRightsOutcome.Concern, "SECRET")] },
                Draft with { Number = 2, Note = "SECRET", Sha256 = "SECRET", Articles = ["SECRET"] },
            ],
            Milestones = [new(LegislativeMilestone.Adopted, Expected: Today)],
        },
        Round with
        {
            Reviewers = [Iom, new("secret-reviewer")],
            Comments = [Comment, Comment with { Number = 2, Organization = new("secret-reviewer"), Text = "SECRET", By = "SECRET" }],
        },
        Assessment with { Title = "SECRET" });

    private static readonly Engagement View = Permissions.View(IomUser, Shared);

    [Fact]
    public void A_reviewer_reads_the_version_it_is_asked_about_and_its_own_comments()
    {
        Assert.DoesNotContain("SECRET", JsonSerializer.Serialize(View, EngagementJson.Public), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Comment, Assert.Single(View.Legislation.Rounds[0].Comments));
        Assert.Equal((Text1, Draft.Articles), (View.Legislation.Bill(TheBill)!.Version(1)!.Sha256, View.Legislation.Bill(TheBill)!.Version(1)!.Articles));
    }

    [Fact]
    public void An_organization_that_is_not_asked_reads_nothing_of_the_law() =>
        Assert.Equal(new LegislationWork(), Permissions.View(PartnerUserOf(Unicef), Shared with { Participants = [new(Unicef, "UNICEF", ParticipationPart.Partner)] }).Legislation);

    [Fact]
    public void A_reviewer_sees_in_the_history_its_rounds_and_comments_and_no_others()
    {
        EngagementEvent[] events =
        [
            new ReviewRoundOpened(TheRound, TheBill, 1, [Iom], Today, "Well?"),
            new ReviewRoundOpened(Second, TheBill, 1, [Unicef], Today, "Well?"),
            new DraftCommented(TheRound, First, Iom, "Yes"),
            new DraftCommented(TheRound, First, Unicef, "No"),
            new CommentAnswered(TheRound, 1, Unicef, CommentState.Accepted),
            new CommentAnswered(TheRound, 1, Iom, CommentState.Accepted),
            new ReviewRoundClosed(TheRound, Text1),
            new BillAdded(TheBill, "Bill", default),
        ];
        Assert.Equal([true, false, true, false, false, true, true, false], events.Select(e => Permissions.MaySee(IomUser, Shared, e)));
    }
}
