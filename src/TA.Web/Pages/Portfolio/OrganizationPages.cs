using MediatR;
using Microsoft.Extensions.Primitives;
using TA.Casework.Grains;
using TA.Casework.Organizations;
using TA.Engagements;
using TA.Web.Pages.Engagements;
using TA.Web.Pages.NotDone;
using TA.Web.Resources;
using TA.Web.Security;

namespace TA.Web.Pages.Portfolio;

/// <summary>The page of organizations, and the form on it by which one is entered.</summary>
internal static class OrganizationPages
{
    /// <summary>Adds it.</summary>
    public static void MapOrganizationPages(this IEndpointRouteBuilder site)
    {
        site.MapGet("/organizations", (HttpContext context, string? text, string? engagement, string? tab, string? done) => List(context, text, CameFrom.Read(engagement, tab), done));
        site.MapPost("/organizations", Enter);
    }

    private static async Task<IResult> List(HttpContext context, string? text, CameFrom? from, string? done = null, NotDoneForm? notDone = null, Items<KnownOrganization> alike = default)
    {
        var actor = context.Actor();
        if (!Permissions.SeesAll(actor))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var day = PortfolioAddress.Day(context);
        if (day.Refusal is { } refusal)
            return PortfolioPages.Refused(context.RequestServices.GetRequiredService<Sentences>(), refusal);
        var page = Show.Page<OrganizationsPage>(new
        {
            List = await context.RequestServices.GetRequiredService<IMediator>().Send(new ListOrganizations(text, actor, day)),
            Text = text,
            Day = day,
            MayEnter = Permissions.RefusalOfOrganization(actor) is null && !day.IsPast,
            From = from,
            Alike = alike,
            Done = done switch { "new" => "Organizations.Entered", "known" => "Organizations.Known", _ => null },
            NotDone = notDone,
        }, notDone?.Status ?? StatusCodes.Status200OK);
        return notDone is null ? page : new FilledAgain(page, notDone);
    }

    private static async Task<IResult> Enter(HttpContext context, IFormCollection form, IMediator mediator, NotDoneForms notDone)
    {
        var from = CameFrom.Read(form["engagement"], form["tab"]);
        try
        {
            var entered = await mediator.Send(new EnterNewOrganization(Read(form), context.Actor()));
            return entered.Organization is not { } organization ? await List(context, null, from, notDone: notDone.Refused(context, form, new(OutcomeKind.Refused, "", 0, entered.Refusal)), alike: entered.Alike)
                : from is not null ? Results.LocalRedirect(new Place(null, from.Tab, null).Address(from.Engagement.ToString(), done: true))
                : Results.LocalRedirect("/organizations" + QueryString.Create(new Dictionary<string, string?> { ["text"] = organization.Name, ["done"] = entered.IsNew ? "new" : "known" }));
        }
        catch (FormFault fault)
        {
            return await List(context, null, from, notDone: notDone.NotRead(context, form, fault));
        }
    }

    // The Member State stands in the form for national bodies alone.
    private static NewOrganization Read(IFormCollection form)
    {
        var fields = form.Where(f => f.Key != "engagement").ToDictionary(f => f.Key, f => f.Value);
        if (form["kind"] != Casework.Portfolio.PortfolioWords.Word(OrganizationKind.National))
            fields["memberState"] = StringValues.Empty;
        return FormBody.Read<NewOrganization>(typeof(NewOrganization), new FormCollection(fields));
    }
}

/// <summary>The engagement and its tab from which somebody came to enter an organization, and to which the way leads back.</summary>
public sealed record CameFrom(EngagementReference Engagement, string? Tab)
{
    /// <summary>What an address or a form says of it; null for nothing.</summary>
    public static CameFrom? Read(string? engagement, string? tab) =>
        EngagementReference.TryParse(engagement, null, out var reference) ? new(reference, string.IsNullOrEmpty(tab) ? null : tab) : null;
}
