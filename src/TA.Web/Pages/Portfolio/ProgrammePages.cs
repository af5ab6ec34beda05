using MediatR;
using TA.Casework.Grains;
using TA.Casework.Portfolio;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Pages.Engagements;
using TA.Web.Pages.NotDone;
using TA.Web.Resources;
using TA.Web.Security;

namespace TA.Web.Pages.Portfolio;

/// <summary>The pages of programmes, and the forms on them.</summary>
internal static class ProgrammePages
{
    private static readonly Dictionary<string, Type> Commands =
        Api.EngagementCommands.Of<ProgrammeCommand>(typeof(RecordProgramme)).ToDictionary(c => c.Name, c => c.Type);

    /// <summary>Adds them.</summary>
    public static void MapProgrammePages(this IEndpointRouteBuilder site)
    {
        site.MapGet("/programmes", (HttpContext context, string? text) => List(context, text, null));
        site.MapPost("/programmes", Record);
        site.MapGet("/programmes/{id}", (HttpContext context, string id, string? done) => Show(context, id, done, null));
        site.MapPost("/programmes/{id}/do/{name}", Do);
    }

    private static async Task<IResult> List(HttpContext context, string? text, NotDoneForm? notDone)
    {
        var actor = context.Actor();
        if (!Permissions.SeesAll(actor))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var day = PortfolioAddress.Day(context);
        if (day.Refusal is { } refusal)
            return PortfolioPages.Refused(context.RequestServices.GetRequiredService<Sentences>(), refusal);
        var list = await context.RequestServices.GetRequiredService<IMediator>().Send(new ListProgrammes(text, actor, day));
        var mayRecord = Permissions.Refusal(actor, new RecordProgramme("-")) is null;
        var page = Pages.Show.Page<ProgrammesPage>(new { List = list, Text = text, MayRecord = mayRecord && !day.IsPast, Day = day, NotDone = notDone }, notDone?.Status ?? StatusCodes.Status200OK);
        return notDone is null ? page : new FilledAgain(page, notDone);
    }

    private static async Task<IResult> Record(HttpContext context, IFormCollection form, IMediator mediator, NotDoneForms notDone)
    {
        try
        {
            if (!ProgrammeId.TryParse(form["id"], null, out var id))
                throw new FormFault("id");
            var fields = form.Where(f => f.Key != "id").ToDictionary(f => f.Key, f => f.Value);
            var command = FormBody.Read<ProgrammeCommand>(typeof(RecordProgramme), new FormCollection(fields));
            var outcome = await mediator.Send(new ChangeProgrammeRequest(id, FormCommands.Id(form), command, context.Actor()));
            return outcome.Kind == OutcomeKind.Accepted ? Results.LocalRedirect($"/programmes/{id}?done=1") : await List(context, null, notDone.Refused(context, form, outcome));
        }
        catch (FormFault fault)
        {
            return await List(context, null, notDone.NotRead(context, form, fault));
        }
    }

    private static async Task<IResult> Do(HttpContext context, string id, string name, IFormCollection form, IMediator mediator, NotDoneForms notDone)
    {
        if (!ProgrammeId.TryParse(id, null, out var programme) || !Commands.TryGetValue(name, out var type))
            return Results.NotFound();
        try
        {
            var command = FormBody.Read<ProgrammeCommand>(type, NotDoneForm.Settle(form));
            var outcome = await mediator.Send(new ChangeProgrammeRequest(programme, FormCommands.Id(form), command, context.Actor()));
            return outcome.Kind is OutcomeKind.Accepted or OutcomeKind.NothingToDo
                ? Results.LocalRedirect($"/programmes/{id}?done=1")
                : await Show(context, id, null, notDone.Refused(context, form, outcome));
        }
        catch (FormFault fault)
        {
            return await Show(context, id, null, notDone.NotRead(context, form, fault));
        }
    }

    private static async Task<IResult> Show(HttpContext context, string id, string? done, NotDoneForm? notDone)
    {
        var actor = context.Actor();
        if (!ProgrammeId.TryParse(id, null, out var parsed) || await context.RequestServices.GetRequiredService<IMediator>().Send(new ReadProgramme(parsed, actor)) is not { } programme)
            return Results.NotFound();
        var page = Pages.Show.Page<ProgrammePage>(
            new { Programme = programme, Actor = actor, Today = context.Today(), Done = done is null ? null : "Engagement.Done", NotDone = notDone }, notDone?.Status ?? StatusCodes.Status200OK);
        return notDone is null ? page : new FilledAgain(page, notDone);
    }
}
