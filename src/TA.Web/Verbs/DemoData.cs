using System.Text.Json;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using TA.Casework.Exchange;
using TA.Engagements;
using TA.Web.Security;

namespace TA.Web.Verbs;

/// <summary>Fills a site with accounts, imported engagements and sample plans. What is there already stays.</summary>
internal static class DemoData
{
    private static readonly (string Role, string Email, string Name, AccountRoles Roles, string? Organization, string? Office)[] People =
    [
        ("administrator", "administrator@ta.example", "Demo administrator", AccountRoles.Administrator, null, null),
        ("officer", "officer@ta.example", "Demo officer", AccountRoles.Officer, null, "UNODC HTMSS, Vienna"),
        ("officer", "officer2@ta.example", "Demo second officer", AccountRoles.Officer, null, "UNODC Regional Office for Eastern Africa (ROEA)"),
        ("partner", "iom@ta.example", "Demo partner of IOM", AccountRoles.Partner, "iom", null),
        ("partner", "unicef@ta.example", "Demo partner of UNICEF", AccountRoles.Partner, "unicef", null),
        ("manager", "manager@ta.example", "Demo manager", AccountRoles.Manager, null, null),
    ];

    /// <summary>Makes the accounts and prints their sign-in details, which also stand in <c>accounts.json</c> in the data folder.</summary>
    public static async Task MakeAccounts(WebApplication app, SiteSettings settings)
    {
        foreach (var account in await Accounts(app, settings))
            Console.WriteLine($"{account.Role,-14} {account.Email,-26} {account.Password}");
    }

    /// <summary>Fills the site that has just started.</summary>
    public static async Task Fill(WebApplication app)
    {
        var people = await Sampled(app);
        ImportResult imported;
        await using (var file = EmbeddedEngagements.Open())
            imported = await app.Services.GetRequiredService<IMediator>().Send(new ImportEngagements(file, people.LeadOfficer, new Told("Importing")));
        if (!imported.IsComplete)
            throw new InvalidOperationException("The real projects could not all be imported; start again.");

        var today = DateOnly.FromDateTime(app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var sample = await app.Services.GetRequiredService<SampleData>().Add(imported, people, today, new Told("Planning"));
        foreach (var refused in sample.Refused)
            await Console.Error.WriteLineAsync($"The sample of {refused.Reference} lacks {refused.Command}: {refused.Refusal?.ToString() ?? "no answer"}");
    }

    private static async Task<SamplePeople> Sampled(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = (await scope.ServiceProvider.GetRequiredService<Accounts>().All()).Where(a => a.Email is not null).ToLookup(a => a.Email!);
        Actor The(string email, ActorRoles role)
        {
            var account = accounts[email].Single();
            return new(new(account.Id.ToString()), account.DisplayName, role, account.OrganizationKey is { } key ? new(key) : OrganizationId.Unodc, account.Office);
        }

        return new(
            The("officer@ta.example", ActorRoles.Officer), The("officer2@ta.example", ActorRoles.Officer), The("manager@ta.example", ActorRoles.Manager),
            The("iom@ta.example", ActorRoles.Partner), The("unicef@ta.example", ActorRoles.Partner));
    }

    private static async Task<IReadOnlyList<DemoAccount>> Accounts(WebApplication app, SiteSettings settings)
    {
        var path = Path.Combine(settings.DataFolder, "accounts.json");
        if (File.Exists(path))
            return JsonSerializer.Deserialize<DemoAccount[]>(await File.ReadAllTextAsync(path), JsonSerializerOptions.Web)!;
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var tokens = scope.ServiceProvider.GetRequiredService<PersonalTokens>();
        var made = new List<DemoAccount>();
        foreach (var person in People)
        {
            var password = Passwords.Generate();
            if ((await accounts.All()).FirstOrDefault(a => a.Email == person.Email) is { } there)
                await accounts.ResetPassword(there.Id, password);
            else if (await accounts.Add(new NewAccount(person.Email, person.Name, person.Roles, person.Organization, person.Office), password) is { } refusal)
                throw new InvalidOperationException(refusal);
            var account = (await accounts.All()).Single(a => a.Email == person.Email);
            made.Add(new(person.Role, person.Email, password, await tokens.Create(account.Id, "demo", PersonalTokens.DefaultDays), person.Organization));
        }

        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var file = new StreamWriter(path, options))
            await file.WriteAsync(JsonSerializer.Serialize(made, new JsonSerializerOptions(JsonSerializerOptions.Web) { WriteIndented = true }));
        return made;
    }

    private sealed record DemoAccount(string Role, string Email, string Password, string Token, string? Organization);

    /// <summary>Tells a person at a terminal how far it is; quiet when nobody looks.</summary>
    private sealed class Told(string what) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (!Console.IsErrorRedirected)
                Console.Error.Write($"\r{what} {value.Rows}/{value.Of}{(value.Rows == value.Of ? "\n" : "")}");
        }
    }
}
