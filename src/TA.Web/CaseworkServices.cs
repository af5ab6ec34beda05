using System.Runtime.CompilerServices;
using Orleans.Configuration;
using Orleans.Serialization;
using TA.Casework.Documents;
using TA.Casework.Exchange;
using TA.Casework.Grains;
using TA.Casework.Plan;
using TA.Casework.Mail;
using TA.Casework.Portfolio;
using TA.Casework.Storage;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Cluster;
using TA.Web.Mail;
using TA.Web.Placement;

namespace TA.Web;

/// <summary>Puts the silo, the use cases and the read model into the site.</summary>
internal static class CaseworkServices
{
    /// <summary>How long a grain stays active that nobody asks for.</summary>
    public static readonly TimeSpan IdleAtMost = TimeSpan.FromMinutes(10);

    /// <summary>Adds them, each where it is placed.</summary>
    public static void AddCasework(this WebApplicationBuilder builder, SiteSettings settings, Placed placed, SqlDatabase database)
    {
        builder.UseOrleans(silo => silo
            .JoinCluster(placed, database)
            .Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(25))
            // A grain that nobody asks for gives its memory back, and is read from the storage when somebody does.
            .Configure<GrainCollectionOptions>(grains => grains.CollectionAge = IdleAtMost)
            .AddStorage(settings.DataFolder, placed)
            .AddSerialization()
            .AddClusterDashboard());
        builder.Services.AddUseCases();
        builder.Services.AddPortfolio(database, Sources).AddExchange();
        builder.Services.AddSingleton<IHearsOfChanges, NotesRecentWrites>();
        builder.Services.AddHostedService<OpeningSweep>();
        builder.Services.AddRecurringTasks();
        builder.Services.AddOutbox(database).AddSingleton(MailSettings.Read(builder.Configuration)).AddSingleton<MailTexts>();
        builder.Services.AddSingleton<Mails>().AddSingleton<IHearsOfChanges>(p => p.GetRequiredService<Mails>()).AddHostedService(p => p.GetRequiredService<Mails>());
    }

    /// <summary>How commands and events travel between silos.</summary>
    public static ISiloBuilder AddSerialization(this ISiloBuilder silo)
    {
        silo.Services.AddSerializer(serializer => serializer.AddImmutableJson(typeof(Engagement).Assembly, EngagementJson.Stored));
        return silo;
    }

    /// <summary>The one place where grain state and documents get their home.</summary>
    public static ISiloBuilder AddStorage(this ISiloBuilder silo, string folder, Placed placed)
    {
        silo.Services.AddSingleton(placed.Contents(folder)).AddSingleton<DocumentStore>();
        return placed.Account is { } account ? silo.AddAzureGrainState(account, EngagementJson.Stored) : silo.AddSqliteGrainStorage(folder, EngagementJson.Stored);
    }

    /// <summary>The read model is made from the states of the grain storage.</summary>
    public static PortfolioSources Sources(IServiceProvider services)
    {
        var catalogue = services.GetRequiredService<IEngagementCatalogue>();
        var archive = services.GetRequiredService<GrainArchive>();
        return new(
            new(stop => List(catalogue, "engagement", stop), async (key, stop) =>
                await archive.Read<EngagementRecord>("engagement", GrainId.Create("engagement", key), stop) is { } kept ? (kept.State, kept.Tag) : null),
            new(stop => List(catalogue, "programme", stop), async (key, stop) =>
                await archive.Read<ProgrammeRecord>("programme", GrainId.Create("programme", key), stop) is { } kept ? (kept.State, kept.Tag) : null),
            (key, before, stop) => Sealed(archive, key, before, stop));
    }

    private static async Task<IReadOnlyList<HistoryEntry>> Sealed(GrainArchive archive, string key, long before, CancellationToken stop)
    {
        var reference = EngagementReference.Parse(key);
        var entries = new List<HistoryEntry>();
        for (var segment = 0L; segment * EngagementRecord.SegmentLength < before - 1; segment++)
            if (await archive.Read<HistorySegment>("history", GrainId.Create("history", GrainKeys.Segment(reference, segment)), stop) is { } kept)
                entries.AddRange(kept.State.Entries);
            else
                break;
        return entries;
    }

    private static async IAsyncEnumerable<(string Key, string Tag)> List(IEngagementCatalogue catalogue, string stateName, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var entry in catalogue.List(stateName, stop))
            yield return (entry.Key, entry.Tag);
    }

    /// <summary>Lets the next list of whoever changed something wait for the change.</summary>
    private sealed class NotesRecentWrites(RecentWrites writes) : IHearsOfChanges
    {
        public void Accepted(Actor actor, Outcome outcome, EngagementCommand command) => writes.Note(actor.User, outcome.Reference, outcome.Version);
    }
}
