using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;
using TA.Casework.Grains;
using TA.Casework.Portfolio;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.TestKit;
using TA.Web.Security;

namespace TA.Benchmarks;

/// <summary>A data folder with many engagements and one manager, in the temporary folder; it goes with this object.</summary>
internal sealed class FilledFolder : IDisposable
{
    private static readonly Actor Product = new(new("system"), "TA", ActorRoles.System, OrganizationId.Unodc);

    private FilledFolder(string path) => Path = path;

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The manager's personal token.</summary>
    public string Token { get; private set; } = "";

    /// <summary>The cookie header of the manager's browser.</summary>
    public string Cookie { get; private set; } = "";

    /// <summary>An engagement of 40 tasks.</summary>
    public string FortyTasks { get; private set; } = "";

    /// <summary>All its engagements.</summary>
    public List<string> References { get; } = [];

    /// <summary>
    /// Makes it as the product would have left it. The records go straight into the real grain storage, as the rules make them, and the portfolio catches up by the real sweep: ten thousand
    /// engagements through commands over HTTP would take an hour. All of it was recorded on one day: what versions of earlier days cost is measured with the read model alone.
    /// </summary>
    public static async Task<FilledFolder> Make(int engagements)
    {
        var folder = new FilledFolder(Directory.CreateTempSubdirectory("ta-filled-").FullName);
        try
        {
            await folder.Fill(engagements);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);

    private async Task Fill(int engagements)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await using var site = await RunningSite.Start(folder: Path);
        var storage = site.Services.GetRequiredService<IGrainStorage>();
        var numbers = new Dictionary<string, List<Opening>>();
        var mediator = site.Services.GetRequiredService<IMediator>();
        for (var number = 0; number < Seeded.Programmes; number++)
        {
            var programme = Seeded.Programme(number);
            await mediator.Send(new ChangeProgrammeRequest(programme.Id, Guid.NewGuid(), new RecordProgramme(programme.Title, programme.LeadOffice, Budget: programme.Budget, Contributions: programme.Contributions), Seeded.Manager));
        }

        foreach (var record in Enumerable.Range(0, engagements).AsParallel().AsOrdered().WithDegreeOfParallelism(Environment.ProcessorCount).Select(number => UpTo(today, Seeded.Engagement(number, today, wholeTail: true, days: 1))))
        {
            var reference = record.Engagement!.Reference;
            if (FortyTasks is "" && record.Engagement is { Tasks.Count: 40, Details.Classification: InformationClassification.Unclassified, State: EngagementState.Delivery })
                FortyTasks = reference.ToString();
            References.Add(reference.ToString());
            await Keep(storage, "engagement", reference.ToString(), record);
            if (!numbers.TryGetValue(reference.MemberState, out var openings))
                numbers[reference.MemberState] = openings = [];
            openings.Add(new(record.Tail[0].CommandId, 0, reference, null, null, 1));
        }

        foreach (var (state, openings) in numbers)
            await Keep(storage, "member-state", GrainKeys.MemberState(state), new MemberStateRecord { Format = 1, Openings = openings.ToItems() });
        await site.Services.GetRequiredService<Sweep>().Run();

        var manager = await site.Add(AccountRoles.Manager, organization: null);
        Token = await site.NewToken(manager);
        using var browser = site.Anonymous();
        using var signedIn = await browser.SignIn(manager.Email, manager.Password);
        // A browser sends back the name and value alone.
        Cookie = string.Join("; ", signedIn.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
    }

    /// <summary>With the recurring tasks that the product would have added by that day: else it would be busy with them while it is measured.</summary>
    private static EngagementRecord UpTo(DateOnly today, EngagementRecord record)
    {
        while (RecurringTasks.Due(record.Engagement!, today).FirstOrDefault() is { } command)
        {
            var answer = record.Answer(record.Engagement!.Reference, Guid.NewGuid(), Product, command, new(today.ToDateTime(default), TimeSpan.Zero), 0, []);
            record = answer.Record.Version > record.Version ? answer.Record : throw new InvalidOperationException($"{command} changes nothing: {answer.Refusal}");
        }

        return record;
    }

    private static Task Keep<T>(IGrainStorage storage, string stateName, string key, T state) =>
        storage.WriteStateAsync(stateName, GrainId.Create(stateName, key), new GrainState<T>(state));
}
