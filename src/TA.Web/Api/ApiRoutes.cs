using MediatR;
using TA.Engagements;

namespace TA.Web.Api;

/// <summary>The REST interface under /api. Who asks comes from sign-in; every command travels as its own address.</summary>
internal static class ApiRoutes
{
    /// <summary>Maps all of it.</summary>
    public static void MapApi(this WebApplication app)
    {
        var engagements = app.MapGroup("/api/engagements").WithTags("engagements");
        engagements.MapEngagementReads();
        engagements.MapEngagementCommands();
        engagements.MapDocuments();
        engagements.MapLegislation();
        engagements.MapResults();
        engagements.MapUnitsAndTraining();

        var programmes = app.MapGroup("/api/programmes").WithTags("programmes");
        programmes.MapProgrammes();
        app.MapOrganizations();
        app.MapPlan();
        app.MapPortfolio();
        app.MapCoverage();
        app.MapResultsAcross();
        app.MapApiDescription();
    }

    /// <summary>The answer where an address names nothing that exists for the person.</summary>
    public static IResult NotFound() => ApiProblem.NotFound;

    /// <summary>The answer for an engagement that does not exist for the person; the same as a command to it gets.</summary>
    public static IResult NotFound(HttpContext context, EngagementReference reference) => Outcomes.Problem(context, new EngagementUnknown(reference));

    /// <summary>The mediator of a request.</summary>
    public static IMediator Mediator(this HttpContext context) => context.RequestServices.GetRequiredService<IMediator>();
}
