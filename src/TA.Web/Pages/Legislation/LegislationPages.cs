using MediatR;
using TA.Casework.Documents;
using TA.Casework.Grains;
using TA.Casework.Legislation;
using TA.Casework.Portfolio;
using TA.Engagements;
using TA.Web.Api;
using TA.Web.Pages.Engagements;
using TA.Web.Pages.NotDone;
using TA.Web.Pages.Portfolio;
using TA.Web.Resources;
using TA.Web.Security;

namespace TA.Web.Pages.Legislation;

/// <summary>Forms of the legislation tab that carry content, files of drafts, and the treaty coverage matrix.</summary>
internal static class LegislationPages
{
    /// <summary>Adds them.</summary>
    public static void MapLegislationPages(this IEndpointRouteBuilder site)
    {
        var engagement = site.MapGroup("/engagements/{reference}");
        engagement.MapPost("/do/add-draft-version", AddVersion);
        engagement.MapPost("/do/close-review-round", Close);
        engagement.MapGet("/drafts/{bill:guid}/{version:int}", Download);
        site.MapGet("/coverage", AcrossStates);
        site.MapGet("/coverage/provisions", OfProvision);
        site.MapGet("/coverage/{memberState}", OfState);
    }

    private static async Task<IResult> AddVersion(HttpContext context, string reference, IFormCollection form, IMediator mediator, NotDoneForms notDone)
    {
        if (!EngagementReference.TryParse(reference, null, out var parsed))
            return Results.NotFound();
        var place = Place.Of(form) with { Tab = LawAddress.Tab };
        try
        {
            var draft = new NewDraft(
                Id(form, "bill"), int.TryParse(form["number"], out var number) ? number : throw new FormFault("number"), Provisions(form),
                form["note"].ToString().Trim().ReplaceLineEndings("\n") is { Length: > 0 } note ? note : null, LegislationRoutes.Settles(form["settles"]) ?? throw new FormFault("settles"));
            var file = form.Files.GetFile("file") is { Length: > 0 } sent ? sent : null;
            await using var content = file?.OpenReadStream();
            var answer = await mediator.Send(new AddDraft(
                parsed, Id(form, "command"), draft, content is null ? DraftText.Parse(form["text"].ToString()) : null, content, file is null ? null : Path.GetFileName(file.FileName), context.Actor()));
            if (answer.Outcome is { } outcome)
                return await EngagementPages.Answer(context, reference, place, form, outcome);
            return await EngagementPages.Show(context, reference, place, notDone: _ => NotDoneForms.Malformed(context, form, "file", context.Text($"Document.{answer.Fault}")));
        }
        catch (FormFault fault)
        {
            return await EngagementPages.Show(context, reference, place, notDone: _ => notDone.NotRead(context, form, fault));
        }
    }

    private static Items<ProvisionId> Provisions(IFormCollection form) => form["provisions"].OfType<string>().Where(p => p.Length > 0)
        .Select(p => ProvisionId.TryParse(p, null, out var id) ? id : throw new FormFault("provisions")).ToItems();

    private static async Task<IResult> Close(HttpContext context, string reference, IFormCollection form, IMediator mediator, NotDoneForms notDone)
    {
        if (!EngagementReference.TryParse(reference, null, out var parsed))
            return Results.NotFound();
        var place = Place.Of(form) with { Tab = LawAddress.Tab };
        try
        {
            var outcome = await mediator.Send(new CloseRound(parsed, Id(form, "command"), Id(form, "round"), context.Actor()));
            return await EngagementPages.Answer(context, reference, place, form, outcome);
        }
        catch (FormFault fault)
        {
            return await EngagementPages.Show(context, reference, place, notDone: _ => notDone.NotRead(context, form, fault));
        }
    }

    private static Guid Id(IFormCollection form, string field) => Guid.TryParse(form[field], out var id) ? id : throw new FormFault(field);

    private static async Task<IResult> Download(HttpContext context, string reference, Guid bill, int version, IMediator mediator, DocumentStore documents) =>
        EngagementReference.TryParse(reference, null, out var parsed) && await mediator.Send(new ReadDraft(parsed, bill, version, context.Actor())) is { Version.File: { } file } read
            && await documents.Open(read.Version.Sha256, context.RequestAborted) is { } content
                ? Results.Stream(content, Api.DocumentRoutes.TypeOf(file.Type), file.Name)
                : Results.NotFound();

    private static async Task<IResult> AcrossStates(HttpContext context, IMediator mediator, Sentences sentences, string? region)
    {
        var day = PortfolioAddress.Day(context);
        if (day.Refusal is { } refusal)
            return PortfolioPages.Refused(sentences, refusal);
        return await mediator.Send(new CoverageAcrossStates(region is { Length: > 0 } ? region : null, context.Actor(), day)) is { } table
            ? Pages.Show.Page<CoveragePage>(new { Table = table, Region = region, Day = day })
            : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> OfProvision(HttpContext context, IMediator mediator, Sentences sentences, string? name, string? region, string? coverage)
    {
        var day = PortfolioAddress.Day(context);
        if (day.Refusal is { } refusal)
            return PortfolioPages.Refused(sentences, refusal);
        var chosen = PortfolioWords.TryRead<Coverage>(coverage ?? "", out var word) ? word : (Coverage?)null;
        return await mediator.Send(new StatesOfProvision(name ?? "", region is { Length: > 0 } ? region : null, context.Actor(), day)) is { } states
            ? Pages.Show.Page<ProvisionCoveragePage>(new { Provision = states, Region = region, Chosen = chosen, Day = day }) : Results.NotFound();
    }

    private static async Task<IResult> OfState(HttpContext context, string memberState, IMediator mediator, Sentences sentences)
    {
        var day = PortfolioAddress.Day(context);
        if (day.Refusal is { } refusal)
            return PortfolioPages.Refused(sentences, refusal);
        return await mediator.Send(new CoverageOfState(memberState, context.Actor(), day)) is { } coverage
            ? Pages.Show.Page<StateCoveragePage>(new { Coverage = coverage, Day = day }) : Results.NotFound();
    }
}
