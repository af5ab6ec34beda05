using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Security;

namespace TA.Web.Api;

/// <summary>Programmes: read, entered and changed.</summary>
internal static class Programmes
{
    /// <summary>Maps them.</summary>
    public static void MapProgrammes(this RouteGroupBuilder group)
    {
        group.MapGet("/{id}", Read).Describes<Programme>(new ApiOperation("read-programme")
        {
            HasTag = true, Problems = [ApiProblem.NotSignedIn, ApiProblem.NotFound], Refusals = [new ProgrammeUnknown(new("P-GLOT59"))],
        });
        group.MapPost("/{id}", (HttpContext context, string id) => Change(context, id, typeof(RecordProgramme)))
            .DescribesCommand("record-programme", typeof(RecordProgramme), StatusCodes.Status201Created);
        foreach (var (name, type) in EngagementCommands.Of<ProgrammeCommand>(typeof(RecordProgramme)))
            group.MapPost($"/{{id}}/{name}", (HttpContext context, string id) => Change(context, id, type)).DescribesCommand(name, type);
    }

    private static async Task<IResult> Read(HttpContext context, string id)
    {
        if (!ProgrammeId.TryParse(id, null, out var asked))
            return ApiRoutes.NotFound();
        var actor = context.Actor();
        if (await context.Mediator().Send(new ReadProgramme(asked, actor), context.RequestAborted) is not { } programme)
            return Outcomes.Problem(context, new ProgrammeUnknown(asked));
        return EngagementReads.Unchanged(context, actor, programme.Version) ?? Results.Json(programme, EngagementJson.Public);
    }

    private static async Task<IResult> Change(HttpContext context, string id, Type type)
    {
        if (!ProgrammeId.TryParse(id, null, out var programme))
            return ApiRoutes.NotFound();
        if (!context.TryCommandId(out var commandId, out var problem))
            return problem!;
        var (command, fault) = await context.ReadBody(type);
        if (command is null)
            return fault!;
        var outcome = await context.Mediator().Send(new ChangeProgrammeRequest(programme, commandId, (ProgrammeCommand)command, context.Actor()), CancellationToken.None);
        return command is RecordProgramme ? outcome.Created(context, $"/api/programmes/{programme}") : outcome.Answer(context);
    }
}
