using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using TA.Casework.Grains;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Mail;

namespace TA.Web.Tests.Mail;

/// <summary>A site that sends mails, and the officer whose work brings them. It can be stopped and started again on the same data.</summary>
internal sealed class MailDesk : IAsyncDisposable
{
    public static readonly TaskId Task1 = "case.request.log";
    public static readonly TaskId Task2 = "case.request.ack";

    private readonly string folder = Directory.CreateTempSubdirectory("ta-test-").FullName;
    private readonly MailSettings? settings;
    private Actor officer = null!;

    private MailDesk(MailSettings? settings) => this.settings = settings;

    public RunningSite Site { get; private set; } = null!;

    /// <summary>Goes on over restarts.</summary>
    public AdjustableClock Clock { get; } = new();

    public EngagementReference Engagement { get; private set; }

    public string Folder => folder;

    /// <summary>Starts the site, and opens an engagement with one partner at UNHCR and one at ILO.</summary>
    public static async Task<MailDesk> Open(MailSettings? settings, InformationClassification classification = default)
    {
        var desk = new MailDesk(settings);
        await desk.Start();
        var account = await desk.Site.Add(AccountRoles.Officer, office: "Vienna");
        desk.officer = new(new(account.Id.ToString()), "Officer", ActorRoles.Officer, OrganizationId.Unodc, "Vienna");
        await desk.Site.Add(AccountRoles.Partner, "refugees@example.org", "unhcr");
        await desk.Site.Add(AccountRoles.Partner, "labour@example.org", "ilo");
        await desk.OpenEngagement(classification);
        return desk;
    }

    public async Task OpenEngagement(InformationClassification classification = default)
    {
        var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        var opened = await Site.Services.GetRequiredService<IMediator>().Send(new OpenEngagementRequest(Guid.NewGuid(), new OpenEngagement(
            new() { MemberState = "KEN", Title = "Appui à la législation", Topics = new(TraffickingInPersons: true), Classification = classification, LeadOffice = "Vienna" },
            new(RequestChannel.NoteVerbale, "Ministry of Justice", today, "Support"), officer.User, today), officer));
        Engagement = EngagementReference.Parse(opened.Reference);
    }

    public async Task Start() => Site = await RunningSite.Start(services =>
    {
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        if (settings is not null)
            services.Replace(ServiceDescriptor.Singleton(settings));
    }, folder);

    public async Task Stop() => await Site.DisposeAsync();

    public async Task Do(EngagementCommand command, Guid? id = null)
    {
        var outcome = await Site.Services.GetRequiredService<IMediator>().Send(new ChangeEngagementRequest(Engagement, id ?? Guid.NewGuid(), command, officer));
        Assert.True(outcome.Kind == OutcomeKind.Accepted, $"{outcome}");
    }

    /// <summary>The change is kept, and then the process dies before anybody is told of it.</summary>
    public async Task DoAndTellNobody(EngagementCommand command)
    {
        var outcome = await Site.Services.GetRequiredService<IGrainFactory>().GetGrain<IEngagementGrain>(Engagement.ToString()).Execute(new(Guid.NewGuid(), officer, command));
        Assert.True(outcome.Kind == OutcomeKind.Accepted, $"{outcome}");
    }

    public Task Assign(string organization = "unhcr", TaskId? task = null) =>
        Do(new AssignTasks([new(task ?? Task1, OrganizationId.Unodc)], new(organization), organization.ToUpperInvariant()));

    /// <summary>Lets time pass and has the mails looked at.</summary>
    public async Task Later(TimeSpan time)
    {
        Clock.Pass(time);
        Site.Services.GetRequiredService<Mails>().Accepted(officer, new(OutcomeKind.Accepted, Engagement.ToString()), new ReturnDeliverable(Task1, "A sign only"));
        await Task.Yield();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(folder, recursive: true);
    }
}
