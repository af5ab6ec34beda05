using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using TA.Web.Security;

namespace TA.Web.Pages.Accounts;

/// <summary>Signing in and out, and the making of the first account.</summary>
internal static class SignIn
{
    /// <summary>Adds the sign-in page and the way out.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder site)
    {
        site.MapGet("/sign-in", (HttpContext context, [FromQuery(Name = "return")] string? address) =>
            context.User.Identity is { IsAuthenticated: true }
                ? Results.LocalRedirect(ReturnAddress.Local(address))
                : Show.Page<SignInPage>(new { Return = ReturnAddress.Local(address) })).AllowAnonymous();

        site.MapPost("/sign-in", async (HttpContext context, SignIns signIns, [FromForm] string? email, [FromForm] string? password, [FromForm(Name = "return")] string? address) =>
        {
            if (await signIns.Check((email ?? "").Trim(), password ?? "") is not { } account)
                return Show.Page<SignInPage>(new { Return = ReturnAddress.Local(address), Email = email, Refusal = "SignIn.Refused" }, StatusCodes.Status401Unauthorized);
            await Open(context, account);
            return Results.LocalRedirect(ReturnAddress.Local(address));
        }).AllowAnonymous();

        site.MapPost("/sign-out", async (HttpContext context) =>
        {
            await context.SignOutAsync(Schemes.Cookie);
            return Results.LocalRedirect("/sign-in");
        });
    }

    /// <summary>Adds the page that makes the first administrator. It is there only as long as there is no account.</summary>
    public static void MapSetup(this IEndpointRouteBuilder site)
    {
        site.MapGet("/setup", async (SetupCode setup) =>
            await setup.IsOpen() ? Show.Page<SetupPage>() : Results.NotFound()).AllowAnonymous();

        site.MapPost("/setup", async (HttpContext context, SetupCode setup, Security.Accounts accounts, SignIns signIns,
            [FromForm] string? code, [FromForm] string? name, [FromForm] string? email, [FromForm] string? password) =>
        {
            if (!await setup.IsOpen())
                return Results.NotFound();
            var refusal = setup.Matches(code ?? "") ? null : "Setup.CodeWrong";
            var wanted = new NewAccount(email ?? "", name ?? "", AccountRoles.Administrator);
            if (refusal is null && await setup.Use(async () => (refusal = await accounts.Add(wanted, password ?? "")) is null))
            {
                await Open(context, (await signIns.Check(wanted.Email.Trim(), password!))!);
                return Results.LocalRedirect("/accounts");
            }
            return refusal is null
                ? Results.NotFound()
                : Show.Page<SetupPage>(new { Name = name, Email = email, Refusal = refusal }, StatusCodes.Status400BadRequest);
        }).AllowAnonymous();
    }

    /// <summary>Gives the browser the cookie of an account.</summary>
    public static async Task Open(HttpContext context, Account account)
    {
        await context.SignInAsync(Schemes.Cookie, SignedInPerson.PrincipalOf(account, Schemes.Cookie));
        if (account.Language is { } language)
            Languages.Keep(context, language);
    }
}
