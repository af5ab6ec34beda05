using TA.Casework.Documents;
using TA.Casework.Grains;
using TA.Casework.Legislation;
using TA.Casework.UseCases;
using TA.Engagements;
using Xunit;
using Silo = TA.Casework.Tests.Grains.Silo;

namespace TA.Casework.Tests.Legislation;

/// <summary>Texts of drafts and comments of closed rounds, on a silo with a data folder of its own.</summary>
public sealed class KeptContentTests : IDisposable
{
    private static readonly Actor Officer = new(new("officer"), "Officer", ActorRoles.Officer, OrganizationId.Unodc);
    private static readonly OrganizationId Iom = new("iom");
    private static readonly OrganizationId Unicef = new("unicef");
    private readonly string _folder = Directory.CreateTempSubdirectory("ta-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static Actor Partner(OrganizationId organization) => new(new($"{organization}-user"), "Partner", ActorRoles.Partner, organization);

    private static async Task<(EngagementReference Reference, Guid Bill)> ABill(Grains.Silo silo)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var opening = new OpenEngagement(
            new() { MemberState = "KEN", Title = "Law", Topics = new(TraffickingInPersons: true), Workstreams = [WorkstreamKind.Legislation] },
            new(RequestChannel.NoteVerbale, "Ministry of Justice", today, "A law"), Officer.User, today);
        var reference = EngagementReference.Parse((await silo.Mediator.Send(new OpenEngagementRequest(Guid.NewGuid(), opening, Officer))).Reference);
        var bill = Guid.NewGuid();
        await Do(silo, reference, new AddBill("Bill", BillKind.Act), Officer, bill);
        return (reference, bill);
    }

    private static async Task<Outcome> Do(Grains.Silo silo, EngagementReference reference, EngagementCommand command, Actor by, Guid? id = null)
    {
        var outcome = await silo.Mediator.Send(new ChangeEngagementRequest(reference, id ?? Guid.NewGuid(), command, by));
        Assert.Equal(OutcomeKind.Accepted, outcome.Kind);
        return outcome;
    }

    private static Task<DraftAnswer> Draft(Grains.Silo silo, EngagementReference reference, Guid bill, int number, string text, Items<SettledComments> settles = default) =>
        silo.Mediator.Send(new AddDraft(reference, Guid.NewGuid(), new(bill, number, Settles: settles), DraftText.Parse(text), null, null, Officer));

    [Fact]
    public async Task From_a_first_draft_through_a_review_to_a_second_draft_that_says_what_it_takes_up()
    {
        await using var silo = await Grains.Silo.Start(_folder);
        var (reference, bill) = await ABill(silo);
        Assert.Equal(OutcomeKind.Accepted, (await Draft(silo, reference, bill, 1, "Article 1 [TIP-3.d]\nA child is under sixteen.")).Outcome!.Kind);
        var round = Guid.NewGuid();
        await Do(silo, reference, new OpenReviewRound(bill, 1, [Iom, Unicef], DateOnly.FromDateTime(DateTime.UtcNow), "Are children safe?"), Officer, round);
        await Do(silo, reference, new CommentOnDraft(round, "Eighteen, not sixteen", "1", "TIP-3.d"), Partner(Iom));
        await Do(silo, reference, new CommentOnDraft(round, "A recovery period is missing"), Partner(Unicef));
        await Do(silo, reference, new AnswerComment(round, 1, CommentState.Open, CommentState.Accepted), Officer);
        await Do(silo, reference, new AnswerComment(round, 2, CommentState.Open, CommentState.Rejected, "Another bill has it"), Officer);

        Assert.Equal(OutcomeKind.Accepted, (await silo.Mediator.Send(new CloseRound(reference, Guid.NewGuid(), round, Officer))).Kind);

        var engagement = (await silo.Mediator.Send(new ReadEngagement(reference, Officer)))!;
        Assert.Equal((0, 2, (Items<int>)[1]), (engagement.Legislation.Rounds[0].Comments.Count, engagement.Legislation.Rounds[0].Count, engagement.Legislation.Rounds[0].Accepted));
        var read = (await silo.Mediator.Send(new ReadRound(reference, round, Officer)))!;
        Assert.Equal(["Eighteen, not sixteen", "A recovery period is missing"], read.Comments.Select(c => c.Text));
        Assert.Equal("A recovery period is missing", Assert.Single((await silo.Mediator.Send(new ReadRound(reference, round, Partner(Unicef))))!.Comments).Text);

        Assert.Equal(OutcomeKind.Accepted, (await Draft(silo, reference, bill, 2, "Article 1 [TIP-3.d]\nA child is under eighteen.", [new(round, [1])])).Outcome!.Kind);
        Assert.Empty((await silo.Mediator.Send(new ReadEngagement(reference, Officer)))!.Legislation.Rounds[0].Accepted);
        var changed = Assert.Single((await silo.Mediator.Send(new CompareDrafts(reference, bill, 1, 2, Officer)))!.Articles);
        Assert.Contains(new TextPiece(PieceChange.Added, "eighteen"), changed.Pieces);
        Assert.Null(await silo.Mediator.Send(new CompareDrafts(reference, bill, 1, 2, Partner(Iom))));
        Assert.NotNull(await silo.Mediator.Send(new ReadDraft(reference, bill, 1, Partner(Iom))));
    }

    [Fact]
    public async Task No_comment_is_lost_when_a_round_is_closed_while_people_comment()
    {
        await using var silo = await Grains.Silo.Start(_folder);
        var (reference, bill) = await ABill(silo);
        await Draft(silo, reference, bill, 1, "Article 1\nText");
        var round = Guid.NewGuid();
        await Do(silo, reference, new OpenReviewRound(bill, 1, [Iom], DateOnly.FromDateTime(DateTime.UtcNow), "Well?"), Officer, round);

        var comments = Enumerable.Range(0, 20).Select(n => silo.Mediator.Send(new ChangeEngagementRequest(reference, Guid.NewGuid(), new CommentOnDraft(round, $"Comment {n}"), Partner(Iom)))).ToList();
        var close = silo.Mediator.Send(new CloseRound(reference, Guid.NewGuid(), round, Officer));
        var accepted = (await Task.WhenAll(comments)).Count(o => o.Kind == OutcomeKind.Accepted);
        var closed = await close;

        var read = (await silo.Mediator.Send(new ReadRound(reference, round, Officer)))!;
        Assert.Equal(accepted, read.Comments.Count);
        Assert.True(closed.Kind == OutcomeKind.Accepted ? read.Round.ClosedOn is not null && accepted == 0 : closed.Refusal is CommentsOpen or CommentsHaveChanged);
    }

    [Fact]
    public async Task Nothing_is_kept_for_somebody_who_may_not_add_a_version()
    {
        await using var silo = await Grains.Silo.Start(_folder);
        var (reference, bill) = await ABill(silo);
        var other = Officer with { User = new("other") };
        var answer = await silo.Mediator.Send(new AddDraft(reference, Guid.NewGuid(), new(bill, 1), DraftText.Parse("Article 1\nText"), null, null, other));
        Assert.Equal(new NotYourEngagement(), answer.Outcome!.Refusal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "documents")));
    }

    [Fact]
    public async Task A_file_that_is_neither_PDF_nor_DOCX_is_not_taken_as_a_version()
    {
        await using var silo = await Grains.Silo.Start(_folder);
        var (reference, bill) = await ABill(silo);
        using var content = new MemoryStream("Article 1"u8.ToArray());
        Assert.Equal(DocumentFault.OtherType, (await silo.Mediator.Send(new AddDraft(reference, Guid.NewGuid(), new(bill, 1), null, content, "bill.txt", Officer))).Fault);
    }
}
