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
        var mediator = app.Services.GetRequiredService<IMediator>();
        var people = await Actors(app);
        await using var file = EmbeddedEngagements.Open();
        var imported = await mediator.Send(new ImportEngagements(file, people.LeadOfficer, new Told("Importing")));
        if (!imported.IsComplete)
            throw new InvalidOperationException("The real projects could not all be imported; start again.");
        var today = DateOnly.FromDateTime(app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var result = await new SampleData(mediator, app.Services.GetRequiredService<EnterOrganization>()).Add(imported, people, today, new Told("Planning"));
        foreach (var refused in result.Refused)
            await Console.Error.WriteLineAsync($"Sample data, {refused.Reference}: {refused.Command} was not accepted.");
    }

    private static async Task<SamplePeople> Actors(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = await scope.ServiceProvider.GetRequiredService<Accounts>().All();
        Actor Of(string email)
        {
            var account = accounts.Single(a => a.Email == email);
            return Security.Actors.Of(new(account.Id, account.DisplayName, account.Roles, account.OrganizationKey, account.Office, null));
        }

        return new(Of("officer@ta.example"), Of("officer2@ta.example"), Of("manager@ta.example"), Of("iom@ta.example"), Of("unicef@ta.example"));
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
