using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using TA.Web.Security;

namespace TA.Web.Pages.Accounts;

/// <summary>The administrator's page of all accounts.</summary>
internal static class AccountList
{
    /// <summary>Adds the page and its forms, for administrators only.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder site)
    {
        var list = site.MapGroup("/accounts")
            .RequireAuthorization(new AuthorizeAttribute { Roles = nameof(AccountRoles.Administrator) });

        list.MapGet("", (Security.Accounts accounts, HttpContext context, string? done) => Page(accounts, context, done: done switch
        {
            "disabled" => "Accounts.Disabled",
            "enabled" => "Accounts.Enabled",
            "place" => "Accounts.PlaceChanged",
            _ => null,
        }));

        list.MapPost("", async (Security.Accounts accounts, HttpContext context, IFormCollection form) =>
        {
            var wanted = new NewAccount(form["email"].ToString(), form["name"].ToString(), RolesOf(form["roles"]), form["organization"], form["office"]);
            var password = Passwords.Generate();
            return await accounts.Add(wanted, password) is { } refusal
                ? await Page(accounts, context, refusal)
                : await Page(accounts, context, password: password, of: wanted.Email.Trim());
        });

        list.MapPost("/{id:guid}/password", async (Security.Accounts accounts, HttpContext context, Guid id) =>
        {
            var password = Passwords.Generate();
            return await accounts.ResetPassword(id, password) is { } refusal
                ? await Page(accounts, context, refusal)
                : await Page(accounts, context, password: password, of: (await accounts.Find(id))?.Email);
        });

        list.MapPost("/{id:guid}/disable", (Security.Accounts accounts, HttpContext context, Guid id) =>
            Change(accounts, context, "disabled", accounts.Disable(id, SignedInPerson.From(context.User)!.Id)));
        list.MapPost("/{id:guid}/enable", (Security.Accounts accounts, HttpContext context, Guid id) =>
            Change(accounts, context, "enabled", accounts.Enable(id)));
        list.MapPost("/{id:guid}/place", (Security.Accounts accounts, HttpContext context, Guid id, [FromForm] string? organization, [FromForm] string? office) =>
            Change(accounts, context, "place", accounts.ChangePlace(id, organization, office)));
    }

    private static async Task<IResult> Change(Security.Accounts accounts, HttpContext context, string done, Task<string?> change) =>
        await change is { } refusal ? await Page(accounts, context, refusal) : Results.LocalRedirect($"/accounts?done={done}");

    private static async Task<IResult> Page(
        Security.Accounts accounts, HttpContext context, string? refusal = null, string? done = null, string? password = null, string? of = null) =>
        Show.Page<AccountsPage>(new
        {
            Accounts = await accounts.All(),
            Own = SignedInPerson.From(context.User)!.Id,
            Refusal = refusal,
            Done = done,
            NewPassword = password,
            NewPasswordOf = of,
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    private static AccountRoles RolesOf(IEnumerable<string?> names) =>
        names.Aggregate(AccountRoles.None, (all, name) => Enum.TryParse<AccountRoles>(name, out var role) && Enum.IsDefined(role) ? all | role : all);
}
