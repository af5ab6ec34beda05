using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TA.Casework.Storage;
using TA.Web.Api;

namespace TA.Web.Security;

/// <summary>The ways in which a request can be signed in.</summary>
internal static class Schemes
{
    /// <summary>By the cookie of a page.</summary>
    public const string Cookie = "Cookie";

    /// <summary>By a personal token, under /api only.</summary>
    public const string Token = "Token";

    /// <summary>By whichever of the two the request brings along.</summary>
    public const string Either = "Either";
}

/// <summary>Accounts, sign-in and who may pass: everything needs sign-in unless an endpoint says otherwise.</summary>
internal static class SecurityServices
{
    /// <summary>Adds all of it.</summary>
    public static void AddSecurity(this IServiceCollection services, SiteSettings settings, SqlDatabase database)
    {
        services.AddAccountsDb(database);
        var keys = services.AddDataProtection().SetApplicationName("TA");
        if (database.File is null)
            keys.PersistKeysToDbContext<PostgreSqlAccountsDb>();
        else
            keys.PersistKeysToFileSystem(new DirectoryInfo(ProtectionKeys.Folder(settings.DataFolder)));

        services.AddIdentityCore<Account>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                identity.User.AllowedUserNameCharacters = "";
                identity.Password.RequiredLength = Passwords.Shortest;
                identity.Password.RequiredUniqueChars = 5;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
            })
            .AddEntityFrameworkStores<AccountsDb>()
            .AddDefaultTokenProviders();
        // OWASP's figure of 2023 for PBKDF2 with HMAC-SHA-512.
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);

        services.AddSingleton<SetupCode>();
        services.AddSingleton<SignedInPeople>();
        services.AddSingleton<TA.Casework.UseCases.IPeople, PeopleOfAccounts>();
        services.AddSingleton<OrganizationChoices>();
        services.AddScoped<PersonalTokens>();
        services.AddScoped<SignIns>();
        services.AddScoped<Accounts>();

        services.AddAuthentication(Schemes.Either)
            .AddPolicyScheme(Schemes.Either, null, either => either.ForwardDefaultSelector = context =>
                Problems.IsApi(context.Request) && context.Request.Headers.Authorization.Count > 0 ? Schemes.Token : Schemes.Cookie)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(Schemes.Token, null)
            .AddCookie(Schemes.Cookie, cookie => SetUp(cookie, settings));
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = $"{settings.CookiePrefix}.form";
            antiforgery.Cookie.SameSite = SameSiteMode.Lax;
        });
    }

    /// <summary>The database of accounts, and what brings it up to date.</summary>
    public static void AddAccountsDb(this IServiceCollection services, SqlDatabase database)
    {
        services.AddSingleton<WriteGate>();
        services.AddSingleton<AccountsUpgrade>();
        if (database.File is null)
            services.AddDbContext<AccountsDb, PostgreSqlAccountsDb>(options => database.Use(options));
        else
            services.AddDbContext<AccountsDb>(options => database.Use(options));
    }

    private static void SetUp(CookieAuthenticationOptions cookie, SiteSettings settings)
    {
        cookie.Cookie.Name = $"{settings.CookiePrefix}.session";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(8);
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/sign-in";
        cookie.ReturnUrlParameter = "return";
        cookie.Events.OnValidatePrincipal = async context =>
        {
            var people = context.HttpContext.RequestServices.GetRequiredService<SignedInPeople>();
            var principal = SignedInPerson.CookieOf(context.Principal!) is var (account, stamp) ? await people.BySession(account, stamp) : null;
            if (principal is null)
                context.RejectPrincipal();
            else
                context.ReplacePrincipal(principal);
        };
        cookie.Events.OnRedirectToLogin = async context =>
        {
            if (Problems.IsApi(context.Request))
                await Problems.NotSignedIn(context.HttpContext);
            else if (await context.HttpContext.RequestServices.GetRequiredService<SetupCode>().IsOpen())
                context.Response.Redirect("/setup");
            else
                context.Response.Redirect(context.RedirectUri);
        };
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }
}
