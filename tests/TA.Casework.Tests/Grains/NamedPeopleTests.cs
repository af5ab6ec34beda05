using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Storage;
using TA.Casework.Grains;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Grains;

/// <summary>The accounts are asked for the people whom a command names, and the grain holds what they say against it.</summary>
public sealed class NamedPeopleTests : IAsyncLifetime
{
    private static readonly Actor Officer = new(new("officer"), "Officer", ActorRoles.Officer, OrganizationId.Unodc);
    private static readonly UserId Other = new("other-officer");
    private static readonly TaskId Log = "case.request.log";
    private readonly string _folder = Directory.CreateTempSubdirectory("ta-").FullName;
    private Silo _silo = null!;

    public async Task InitializeAsync() => _silo = await Silo.Start(_folder);

    public async Task DisposeAsync()
    {
        await _silo.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_lead_officer_is_an_officer_with_an_active_account_from_the_opening_on()
    {
        _silo.People.Say(Other, PeopleAtHand.Officer(Other) with { Roles = ActorRoles.Manager });
        Assert.Equal(new PersonNoOfficer("leadOfficer", Other), (await Open(Guid.NewGuid(), Other)).Refusal);
        _silo.People.Say(Other, null);
        Assert.Equal(new PersonUnknown("leadOfficer", Other), (await Open(Guid.NewGuid(), Other)).Refusal);

        var reference = (await Open(Guid.NewGuid(), Officer.User)).Reference;
        Assert.EndsWith("-0001", reference, StringComparison.Ordinal);
        var handOver = new HandOver(new(Officer.User, Other));
        Assert.Equal(new PersonUnknown("leadOfficer.to", Other), (await Do(reference, handOver)).Refusal);
        var deputies = new ChangeEngagement { Edits = new() { Deputies = new([], [Other]) } };
        Assert.Equal(new PersonUnknown("edits.deputies.to", Other), (await Do(reference, deputies)).Refusal);
        _silo.People.Say(Other, PeopleAtHand.Officer(Other) with { IsActive = false });
        Assert.Equal(new PersonInactive("leadOfficer.to", Other), (await Do(reference, handOver)).Refusal);
        _silo.People.Say(Other, PeopleAtHand.Officer(Other));
        Assert.Equal(OutcomeKind.Accepted, (await Do(reference, deputies)).Kind);
        Assert.Equal(OutcomeKind.Accepted, (await Do(reference, handOver)).Kind);
    }

    [Fact]
    public async Task Programmes_and_organizations_that_a_command_names_are_there()
    {
        var (here, gone, known, nobody) = (new ProgrammeId("P-HERE"), new ProgrammeId("P-GONE"), new OrganizationId("known-ngo"), new OrganizationId("nobody"));
        Assert.Equal(OutcomeKind.Accepted, (await _silo.Mediator.Send(new ChangeProgrammeRequest(here, Guid.NewGuid(), new RecordProgramme("Here"), Officer))).Kind);
        var reference = (await Open(Guid.NewGuid(), Officer.User)).Reference;

        Assert.Equal(new NoSuchName("edits.programme.to", "P-GONE"), (await Do(reference, new ChangeEngagement { Edits = new() { Programme = new(null, gone) } })).Refusal);
        Assert.Equal(OutcomeKind.Accepted, (await Do(reference, new ChangeEngagement { Edits = new() { Programme = new(null, here) } })).Kind);
        Assert.Equal(new NoSuchName("participation.organization", "nobody"), (await Do(reference, new AddParticipant(new(nobody, "Nobody", ParticipationPart.Partner)))).Refusal);
        Assert.Equal(new NoSuchName("organization.to", "nobody"), (await Do(reference, new FillRole(ResponsibleRole.Igo, null, new(null, nobody), "Nobody"))).Refusal);
        Assert.Equal(new NoSuchName("organization", "nobody"), (await Do(reference, new AssignTasks([new(Log, OrganizationId.Unodc)], nobody, "Nobody"))).Refusal);
        Assert.Equal(new NoSuchName("organization", "nobody"), (await Do(reference, new AddTask(WorkstreamKind.LifeCycle, null, "Audit", null, "Report", ResponsibleRole.Igo, nobody, new(2026, 3, 2), 3))).Refusal);
        Assert.Equal(OutcomeKind.Accepted, (await Do(reference, new AssignTasks([new(Log, OrganizationId.Unodc)], known, "Known"))).Kind);
        var partner = new Actor(new("somebody"), "Somebody", ActorRoles.Partner, new("iom"));
        Assert.IsType<EngagementUnknown>((await _silo.Mediator.Send(new ChangeEngagementRequest(
            EngagementReference.Parse(reference), Guid.NewGuid(), new ChangeEngagement { Edits = new() { Programme = new(here, gone) } }, partner))).Refusal);
    }

    [Fact]
    public async Task A_task_goes_to_people_of_the_organization_that_answers_for_it()
    {
        var iom = new OrganizationId("iom");
        _silo.People.Say(new("iom-user"), new(new("iom-user"), ActorRoles.Partner, iom, IsActive: true));
        var reference = (await Open(Guid.NewGuid(), Officer.User)).Reference;
        Assert.Equal(new PersonOfAnother("person.to", new("iom-user"), OrganizationId.Unodc), (await Do(reference, new HandTask(Log, new(null, new UserId("iom-user"))))).Refusal);
        Assert.Equal(new PersonOfAnother("person", Other, iom), (await Do(reference, new AssignTasks([new(Log, OrganizationId.Unodc)], iom, "IOM", Other))).Refusal);
        Assert.Equal(OutcomeKind.Accepted, (await Do(reference, new AssignTasks([new(Log, OrganizationId.Unodc)], iom, "IOM", new("iom-user")))).Kind);
    }

    [Fact]
    public async Task A_repetition_is_answered_as_the_first_time_though_the_account_is_disabled_since()
    {
        var (opening, handing) = (Guid.NewGuid(), Guid.NewGuid());
        var opened = await Open(opening, Other);
        var handOver = new HandOver(new(Other, Officer.User));
        var handed = await Do(opened.Reference, handOver, handing, by: Officer with { User = Other });
        Assert.Equal(OutcomeKind.Accepted, handed.Kind);

        _silo.People.Say(Other, PeopleAtHand.Officer(Other) with { IsActive = false });
        _silo.People.Say(Officer.User, null);
        Assert.Equal(opened, await Open(opening, Other));
        Assert.Equal(handed, await Do(opened.Reference, handOver, handing, by: Officer with { User = Other }));
    }

    [Fact]
    public async Task A_number_that_was_given_becomes_an_engagement_though_the_account_is_disabled_before_it_is_opened()
    {
        // As a process leaves it that was killed after it gave the number.
        var (id, reference) = (Guid.NewGuid(), EngagementReference.Parse("KEN-2026-0001"));
        var halfDone = new Opening(id, 0, reference, Officer, Opening(Other), People: [PeopleAtHand.Officer(Other)]);
        var storage = _silo.Services.GetRequiredKeyedService<IGrainStorage>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME);
        await storage.WriteStateAsync("member-state", GrainId.Create("member-state", GrainKeys.MemberState("KEN")), new GrainState<MemberStateRecord>(new() { Format = 1, Openings = [halfDone] }));

        _silo.People.Say(Other, null);
        await _silo.Grains.GetGrain<IMemberStateGrain>(GrainKeys.MemberState("KEN")).FinishOpenings();
        var engagement = await _silo.Grains.GetGrain<IEngagementGrain>($"{reference}").Read();
        Assert.Equal(Other, engagement!.LeadOfficer);
    }

    [Fact]
    public async Task A_conflict_that_names_a_deputy_is_settled_with_what_the_accounts_say_by_then()
    {
        var reference = (await Open(Guid.NewGuid(), Officer.User)).Reference;
        var kept = Guid.NewGuid();
        await Do(reference, new ChangeEngagement { Edits = new() { Deputies = new([new("gone")], [Other]) }, OnConflict = OnConflict.Keep }, kept);
        _silo.People.Say(Other, null);
        Assert.Equal(new PersonUnknown("edits.deputies.to", Other), (await Do(reference, new SettleConflict(kept, TakeWanted: true))).Refusal);
        _silo.People.Say(Other, PeopleAtHand.Officer(Other));
        Assert.Equal(OutcomeKind.Accepted, (await Do(reference, new SettleConflict(kept, TakeWanted: true))).Kind);
    }

    private static OpenEngagement Opening(UserId lead) => new(
        new() { MemberState = "KEN", Title = "Support against trafficking in persons", Topics = new(TraffickingInPersons: true), Workstreams = [WorkstreamKind.Training] },
        new(RequestChannel.NoteVerbale, "Ministry of Justice", new(2026, 1, 5), "Training of prosecutors"), lead, new(2026, 1, 12));

    private Task<Outcome> Open(Guid id, UserId lead) => _silo.Mediator.Send(new OpenEngagementRequest(id, Opening(lead), Officer));

    private Task<Outcome> Do(string reference, EngagementCommand command, Guid? id = null, Actor? by = null) =>
        _silo.Mediator.Send(new ChangeEngagementRequest(EngagementReference.Parse(reference), id ?? Guid.NewGuid(), command, by ?? Officer));
}
