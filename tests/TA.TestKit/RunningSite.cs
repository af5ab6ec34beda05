using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using TA.Web;
using TA.Web.Security;

namespace TA.TestKit;

/// <summary>How somebody signs in.</summary>
public sealed record TestAccount(Guid Id, string Email, string Password);

/// <summary>The real site with real Kestrel on a free port and a data folder of its own, in this process.</summary>
public sealed class RunningSite : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly bool keepsFolder;

    private RunningSite(WebApplication app, string folder, bool keepsFolder, AdjustableClock clock) =>
        (this.app, DataFolder, this.keepsFolder, Clock, Address) = (app, folder, keepsFolder, clock, new Uri(app.Urls.First()));

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The folder of its data. It goes with the site unless it was given to it.</summary>
    public string DataFolder { get; }

    /// <summary>The site's clock.</summary>
    public AdjustableClock Clock { get; }

    /// <summary>The parts of the site.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Starts a site.</summary>
    /// <param name="replace">Puts other parts in place of the real ones.</param>
    /// <param name="folder">A folder for its data, which stays; null for one of its own.</param>
    /// <param name="settings">Settings that stand above those of the environment, named as there.</param>
    public static async Task<RunningSite> Start(Action<IServiceCollection>? replace = null, string? folder = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var keepsFolder = folder is not null;
        folder ??= Directory.CreateTempSubdirectory("ta-test-").FullName;
        var clock = new AdjustableClock();
        var app = Site.Build(new SiteSettings
        {
            DataFolder = folder,
            Urls = "http://127.0.0.1:0",
            Overrides = settings?.ToDictionary(s => s.Key.Replace("__", ":", StringComparison.Ordinal), s => (string?)s.Value) ?? [],
        }, services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            services.AddLogging(logging => logging.ClearProviders());
            replace?.Invoke(services);
        });
        await Site.Prepare(app);
        await app.StartAsync();
        return new RunningSite(app, folder, keepsFolder, clock);
    }

    /// <summary>Adds an account with the e-mail address given, or one that nobody else has; for an officer in an office that leads nothing, unless another is said.</summary>
    public async Task<TestAccount> Add(AccountRoles roles, string? email = null, string? organization = "iom", string? office = null)
    {
        email ??= $"{Guid.NewGuid():n}@example.org";
        const string password = "four plain words here";
        await using var scope = Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        if (await accounts.Add(new NewAccount(email, $"Test {roles}", roles, organization, office ?? "Test office"), password) is { } refusal)
            throw new InvalidOperationException(refusal);
        return new TestAccount((await accounts.All()).Single(a => a.Email == email).Id, email, password);
    }

    /// <summary>A browser without pictures: it keeps cookies and follows no redirection.</summary>
    public HttpClient Anonymous() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = Address };

    /// <summary>Somebody who has signed in on the sign-in page.</summary>
    public async Task<HttpClient> SignedIn(TestAccount account)
    {
        var client = Anonymous();
        using var answer = await client.SignIn(account.Email, account.Password);
        if (answer.StatusCode != System.Net.HttpStatusCode.Redirect)
            throw new InvalidOperationException($"Sign-in of {account.Email} was answered with {answer.StatusCode}.");
        return client;
    }

    /// <summary>A program that uses a personal token.</summary>
    public async Task<HttpClient> WithToken(TestAccount account) => WithToken(await NewToken(account));

    /// <summary>A program that uses this token.</summary>
    public HttpClient WithToken(string token)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    /// <summary>Makes a personal token.</summary>
    public async Task<string> NewToken(TestAccount account, int days = PersonalTokens.DefaultDays)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PersonalTokens>().Create(account.Id, "test", days);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (!keepsFolder)
            Directory.Delete(DataFolder, recursive: true);
    }
}
