using Microsoft.AspNetCore.Mvc;
using TA.Web.Security;

namespace TA.Web.Pages.Accounts;

/// <summary>What everybody can do with the own account: password, language, personal tokens.</summary>
internal static class MyAccount
{
    /// <summary>Adds the page and its forms.</summary>
    public static void MapMyAccount(this IEndpointRouteBuilder site)
    {
        var mine = site.MapGroup("/account");

        mine.MapGet("", (Visit visit, string? done) => visit.Page(done: done switch
        {
            "password" => "MyAccount.PasswordChanged",
            "language" => "MyAccount.LanguageChanged",
            "revoked" => "MyAccount.TokenRevoked",
            _ => null,
        }));

        mine.MapPost("/password", async (Visit visit, [FromForm] string? current, [FromForm] string? wanted) =>
        {
            if (await visit.Accounts.ChangePassword(visit.Person.Id, current ?? "", wanted ?? "") is { } refusal)
                return await visit.Page(refusal);
            // The change ended all sessions; this one goes on.
            await SignIn.Open(visit.Context, (await visit.Accounts.Find(visit.Person.Id))!);
            return Results.LocalRedirect("/account?done=password");
        });

        mine.MapPost("/language", async (Visit visit, [FromForm] string? language) =>
        {
            if (await visit.Accounts.ChangeLanguage(visit.Person.Id, language ?? "") is { } refusal)
                return await visit.Page(refusal);
            Languages.Keep(visit.Context, language!);
            return Results.LocalRedirect("/account?done=language");
        });

        mine.MapPost("/tokens", async (Visit visit, [FromForm] string? name, [FromForm] string? days) =>
        {
            name = (name ?? "").Trim();
            if (name.Length is 0 or > Account.LongestName || name.Any(char.IsControl))
                return await visit.Page("MyAccount.TokenNameMalformed");
            if (!int.TryParse(days, out var valid) || valid is < 1 or > PersonalTokens.MostDays)
                return await visit.Page("MyAccount.TokenDaysMalformed");
            return await visit.Page(token: await visit.Tokens.Create(visit.Person.Id, name, valid));
        });

        mine.MapPost("/tokens/{token:guid}/revoke", async (Visit visit, Guid token) =>
            await visit.Tokens.Revoke(visit.Person.Id, token) ? Results.LocalRedirect("/account?done=revoked") : Results.NotFound());
    }

    /// <summary>One request for the own account.</summary>
    internal sealed class Visit(HttpContext context, Security.Accounts accounts, PersonalTokens tokens)
    {
        public HttpContext Context => context;
        public Security.Accounts Accounts => accounts;
        public PersonalTokens Tokens => tokens;
        public SignedInPerson Person { get; } = SignedInPerson.From(context.User)!;

        public static ValueTask<Visit?> BindAsync(HttpContext context) => ValueTask.FromResult<Visit?>(new Visit(
            context, context.RequestServices.GetRequiredService<Security.Accounts>(), context.RequestServices.GetRequiredService<PersonalTokens>()));

        public async Task<IResult> Page(string? refusal = null, string? done = null, string? token = null) => Show.Page<MyAccountPage>(new
        {
            Account = await accounts.Find(Person.Id),
            Tokens = await tokens.Of(Person.Id),
            Refusal = refusal,
            Done = done,
            NewToken = token,
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }
}
