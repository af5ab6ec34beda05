using System.Globalization;
using TA.Casework.Documents;
using TA.Casework.Legislation;
using TA.Casework.Portfolio;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Pages.Portfolio;
using TA.Web.Security;

namespace TA.Web.Api;

/// <summary>The next version of a bill as text by article.</summary>
/// <param name="Bill">The bill.</param>
/// <param name="Number">The number that it shall have: one more than the newest.</param>
/// <param name="Articles">The articles, in their order.</param>
/// <param name="Note">What is new.</param>
/// <param name="Settles">The accepted comments that it takes up.</param>
public sealed record DraftBody(Guid Bill, int Number, Items<DraftArticle> Articles, string? Note = null, Items<SettledComments> Settles = default);

/// <summary>Which round is closed.</summary>
public sealed record CloseRoundBody(Guid Round);

/// <summary>A gap assessment in numbers, where it differs from the one before, and where from the first.</summary>
public sealed record GapReportAnswer(Guid Assessment, string Title, DateOnly StartedOn, GapReport Report, Items<ComparedFinding> Differs, Items<ComparedFinding> DiffersFromFirst);

/// <summary>What the legislation workstream has beyond its commands: content, comparisons, coverage.</summary>
internal static class LegislationRoutes
{
    private static readonly Malformed NoName = new([new("name", FieldFaultKind.Blank)]);

    /// <summary>Maps those of one engagement.</summary>
    public static void MapLegislation(this RouteGroupBuilder group)
    {
        group.MapPost("/{reference}/add-draft-version", AddText).DescribesContent("add-draft-version", typeof(AddDraftVersion), ADraft, Limits.DraftBytes);
        group.MapPost("/{reference}/draft-files", AddFile).DescribesUpload("add-draft-file", typeof(AddDraftVersion), "add-draft-version");
        group.MapPost("/{reference}/close-review-round", Close).DescribesContent("close-review-round", typeof(CloseReviewRound), new CloseRoundBody(ADraft.Settles[0].Round), Limits.BodyBytes);
        group.MapGet("/{reference}/bills/{bill:guid}/versions/{version:int}", (HttpContext context, string reference, Guid bill, int version) =>
            Read(context, reference, (of, actor) => new ReadDraft(of, bill, version, actor))).Describes<DraftRead>("read-draft");
        group.MapGet("/{reference}/bills/{bill:guid}/versions/{version:int}/file", Download).DescribesDownload("read-draft-file", DocumentRoutes.TypeOf(DocumentType.Pdf), DocumentRoutes.TypeOf(DocumentType.Docx));
        group.MapGet("/{reference}/bills/{bill:guid}/versions/{from:int}/changes/{to:int}", (HttpContext context, string reference, Guid bill, int from, int to) =>
            Read(context, reference, (of, actor) => new CompareDrafts(of, bill, from, to, actor))).Describes<DraftComparison>("compare-drafts");
        group.MapGet("/{reference}/review-rounds/{round:guid}", (HttpContext context, string reference, Guid round) =>
            Read(context, reference, (of, actor) => new ReadRound(of, round, actor))).Describes<RoundRead>("read-review-round");
        group.MapGet("/{reference}/gap-report", Report).Describes<Items<GapReportAnswer>>("read-gap-report");
    }

    /// <summary>Maps those across engagements.</summary>
    public static void MapCoverage(this WebApplication app)
    {
        app.MapGet("/api/provisions", (HttpContext context, CancellationToken cancellationToken) => context.Tagged(TreatyProvisions.All)).WithTags("coverage")
            .Describes<IReadOnlyList<TreatyProvision>>(new ApiOperation("list-provisions") { HasTag = true, Problems = [ApiProblem.NotSignedIn] });
        app.MapGet("/api/coverage", async (HttpContext context, string? region) =>
            PortfolioAddress.Day(context) is { Refusal: { } refusal } ? Outcomes.Problem(context, refusal)
            : await context.Mediator().Send(new CoverageAcrossStates(region, context.Actor(), PortfolioAddress.Day(context)), context.RequestAborted) is { } table
                ? context.Tagged(table) : Outcomes.Problem(context, new OfficersOnly())).WithTags("coverage")
            .Describes<CoverageTable>(new ApiOperation("list-coverage")
            {
                HasTag = true, Parameters = [PortfolioAddress.AsOf], Problems = [ApiProblem.NotSignedIn], Refusals = [.. PortfolioRoutes.NoDay, new OfficersOnly()],
            });
        app.MapGet("/api/coverage/provisions", async (HttpContext context, string? name, string? region) =>
            PortfolioAddress.Day(context) is { Refusal: { } refusal } ? Outcomes.Problem(context, refusal)
            : !Permissions.SeesAll(context.Actor()) ? Outcomes.Problem(context, new OfficersOnly())
            : string.IsNullOrWhiteSpace(name) ? Outcomes.Problem(context, NoName)
            : await context.Mediator().Send(new StatesOfProvision(name, region, context.Actor(), PortfolioAddress.Day(context)), context.RequestAborted) is { } states
                ? context.Tagged(states) : ApiRoutes.NotFound()).WithTags("coverage")
            .Describes<ProvisionInStates>(new ApiOperation("list-states-of-provision")
            {
                HasTag = true, Parameters = [PortfolioAddress.AsOf], Problems = [ApiProblem.NotSignedIn, ApiProblem.NotFound], Refusals = [.. PortfolioRoutes.NoDay, NoName, new OfficersOnly()],
            });
        app.MapGet("/api/coverage/{memberState}", async (HttpContext context, string memberState) =>
            PortfolioAddress.Day(context) is { Refusal: { } refusal } ? Outcomes.Problem(context, refusal)
            : await context.Mediator().Send(new CoverageOfState(memberState, context.Actor(), PortfolioAddress.Day(context)), context.RequestAborted) is { } coverage
                ? context.Tagged(coverage) : ApiRoutes.NotFound()).WithTags("coverage")
            .Describes<StateCoverage>(new ApiOperation("read-coverage")
            {
                HasTag = true, Parameters = [PortfolioAddress.AsOf], Problems = [ApiProblem.NotSignedIn, ApiProblem.NotFound], Refusals = PortfolioRoutes.NoDay,
            });
        app.MapGet("/api/my/reviews", async (HttpContext context, CancellationToken cancellationToken) =>
            context.Tagged(await context.Mediator().Send(new MyReviews(context.Actor()), cancellationToken))).WithTags("portfolio")
            .Describes<Items<MyReview>>(new ApiOperation("list-my-reviews") { HasTag = true, Problems = [ApiProblem.NotSignedIn] });
    }

    private static readonly DraftBody ADraft = new(
        Guid.Parse("11111111-1111-4111-8111-111111111111"), 2,
        [new("1", "Definitions", "In this Act, a child is a person under eighteen.", ["TIP-3.d"]), new("2", "Trafficking in persons", "A person who recruits another …", ["TIP-5.1"])],
        "Definition of a child", [new(Guid.Parse("22222222-2222-4222-8222-222222222222"), [1])]);

    private static async Task<IResult> AddText(HttpContext context, string reference)
    {
        if (!EngagementReference.TryParse(reference, null, out var engagement))
            return ApiRoutes.NotFound();
        if (!context.TryCommandId(out var id, out var problem))
            return problem!;
        var (value, fault) = await context.ReadBody(typeof(DraftBody), Limits.DraftBytes);
        if (value is not DraftBody body)
            return fault!;
        var answer = await context.Mediator().Send(
            new AddDraft(engagement, id, new(body.Bill, body.Number, [], body.Note, body.Settles), new(body.Articles), null, null, context.Actor()), CancellationToken.None);
        return answer.Outcome!.Created(context, $"/api/engagements/{engagement}/bills/{body.Bill}/versions/{body.Number}");
    }

    private static async Task<IResult> AddFile(HttpContext context, string reference, Guid bill, int number, string? note, string? provisions, string? name, string? settles)
    {
        if (!EngagementReference.TryParse(reference, null, out var engagement))
            return ApiRoutes.NotFound();
        if (!context.TryCommandId(out var id, out var problem))
            return problem!;
        if (Settles(settles) is not { } settled)
            return ApiProblem.Unreadable("settles");
        var (content, fileName, fault) = await DocumentRoutes.ReadUpload(context, name);
        if (fault is not null)
            return fault;
        var carriesOut = (provisions ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => new ProvisionId(p)).ToItems();
        var answer = await context.Mediator().Send(new AddDraft(engagement, id, new(bill, number, carriesOut, note, settled), null, content, fileName, context.Actor()), CancellationToken.None);
        return answer.Outcome is { } outcome
            ? outcome.Created(context, $"/api/engagements/{engagement}/bills/{bill}/versions/{number}")
            : DocumentRoutes.Refused(answer.Fault!.Value);
    }

    /// <summary>Comments as an address names them, <c>round:number</c> with commas between; null when one cannot be read.</summary>
    internal static Items<SettledComments>? Settles(string? text)
    {
        var settles = new List<(Guid Round, int Number)>();
        foreach (var comment in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (comment.Split(':') is not [var round, var number] || !Guid.TryParse(round, out var id) || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n))
                return null;
            settles.Add((id, n));
        }

        return settles.GroupBy(s => s.Round, (round, s) => new SettledComments(round, s.Select(c => c.Number).ToItems())).ToItems();
    }

    private static async Task<IResult> Close(HttpContext context, string reference)
    {
        if (!EngagementReference.TryParse(reference, null, out var engagement))
            return ApiRoutes.NotFound();
        if (!context.TryCommandId(out var id, out var problem))
            return problem!;
        var (value, fault) = await context.ReadBody(typeof(CloseRoundBody));
        return value is CloseRoundBody body
            ? (await context.Mediator().Send(new CloseRound(engagement, id, body.Round, context.Actor()), CancellationToken.None)).Answer(context)
            : fault!;
    }

    private static async Task<IResult> Read<TAnswer>(HttpContext context, string reference, Func<EngagementReference, Actor, MediatR.IRequest<TAnswer?>> request) where TAnswer : class =>
        EngagementReference.TryParse(reference, null, out var engagement) && await context.Mediator().Send(request(engagement, context.Actor()), context.RequestAborted) is { } answer
            ? context.Tagged(answer)
            : ApiRoutes.NotFound();

    private static async Task<IResult> Download(HttpContext context, string reference, Guid bill, int version, DocumentStore store) =>
        EngagementReference.TryParse(reference, null, out var engagement)
        && await context.Mediator().Send(new ReadDraft(engagement, bill, version, context.Actor()), context.RequestAborted) is { Version.File: { } file } read
        && await store.Open(read.Version.Sha256, context.RequestAborted) is { } content
            ? Results.Stream(content, DocumentRoutes.TypeOf(file.Type), file.Name, entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{read.Version.Sha256}\""))
            : ApiRoutes.NotFound();

    private static async Task<IResult> Report(HttpContext context, string reference)
    {
        if (!EngagementReference.TryParse(reference, null, out var asked)
            || await context.Mediator().Send(new ReadEngagement(asked, context.Actor()), context.RequestAborted) is not { } engagement)
            return ApiRoutes.NotFound();
        var assessments = engagement.Legislation.Assessments;
        return context.Tagged(
            assessments.Select((a, n) => new GapReportAnswer(a.Id, a.Title, a.StartedOn, engagement.Report(a), n == 0 ? [] : engagement.Compare(assessments[n - 1], a).ToItems(),
                n == 0 ? [] : engagement.Compare(assessments[0], a).ToItems())).ToItems());
    }
}
