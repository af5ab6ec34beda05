using TA.Casework.Organizations;
using TA.Casework.Portfolio;
using TA.Engagements;
using TA.Web.Pages.Portfolio;
using TA.Web.Security;

namespace TA.Web.Api;

/// <summary>The API's answer to whoever enters an organization.</summary>
/// <param name="Organization">The organization; its identifier is what commands name it by.</param>
/// <param name="IsNew">False where one of that name and Member State was there already.</param>
public sealed record EnteredOrganization(KnownOrganization Organization, bool IsNew);

/// <summary>The organizations: listed, and entered where one is missing.</summary>
internal static class OrganizationRoutes
{
    /// <summary>Maps them.</summary>
    public static void MapOrganizations(this WebApplication app)
    {
        var organizations = app.MapGroup("/api/organizations").WithTags("organizations");
        organizations.MapGet("", List).Describes<Items<OrganizationWithTasks>>(new ApiOperation("list-organizations")
        {
            HasTag = true, Parameters = [PortfolioAddress.AsOf], Problems = [ApiProblem.NotSignedIn], Refusals = PortfolioRoutes.NoDay,
        });
        organizations.MapPost("", (Delegate)Enter).Accepts<NewOrganization>("application/json").Describes<EnteredOrganization>(new ApiOperation("enter-organization")
        {
            Changes = true,
            Problems = [ApiProblem.NotSignedIn, ApiProblem.ProofMissing, ApiProblem.MediaType, ApiProblem.TooLarge, ApiProblem.NoJson, ApiProblem.Unreadable("colour")],
            Refusals =
            [
                new OfficersOnly(), new Malformed([new("memberState", FieldFaultKind.Blank)]), new NoMemberState("ABW"), new OnlyNationalBodies(),
                new OrganizationsAlike([new("ministry-of-justice")]),
            ],
        });
    }

    private static async Task<IResult> List(HttpContext context, string? text)
    {
        var day = PortfolioAddress.Day(context);
        return day.Refusal is { } refusal
            ? Outcomes.Problem(context, refusal)
            : context.Tagged(await context.Mediator().Send(new ListOrganizations(text, context.Actor(), day), context.RequestAborted));
    }

    private static async Task<IResult> Enter(HttpContext context)
    {
        var (wanted, fault) = await context.ReadBody(typeof(NewOrganization));
        if (wanted is null)
            return fault!;
        var entered = await context.Mediator().Send(new EnterNewOrganization((NewOrganization)wanted, context.Actor()), CancellationToken.None);
        return entered.Organization is { } organization
            ? Results.Json(new EnteredOrganization(organization, entered.IsNew), EngagementJson.Public)
            : Outcomes.Problem(context, entered.Refusal!);
    }
}
