using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using Azure.Core.Diagnostics;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TA.Casework.Documents;
using TA.Casework.Grains;
using TA.Casework.Storage;
using TA.Casework.UseCases;
using TA.Casework.Verification;
using TA.Engagements;
using TA.TestKit;
using Xunit;
using Silo = TA.Casework.Tests.Grains.Silo;

namespace TA.Casework.Tests.Storage.Azure;

/// <summary>The product's own grains with their state and documents in a storage account.</summary>
[Collection(OnAzurite.Name)]
public sealed class AzureEngagementTests(Azurite azurite)
{
    private static readonly Actor Officer = new(new("officer"), "Officer", ActorRoles.Officer, OrganizationId.Unodc);

    private readonly string container = OnAzurite.NewContainer();

    [Fact]
    public async Task An_engagement_is_opened_changed_verified_and_there_after_a_restart_with_all_its_history()
    {
        var id = Guid.NewGuid();
        EngagementReference reference;
        await using (var silo = await Start())
        {
            reference = EngagementReference.Parse((await Open(silo, id)).Reference);
            Assert.Equal(reference.ToString(), (await Open(silo, id)).Reference);
            for (var round = 0; round < 5; round++)
                Assert.All(await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Comment(silo, reference, $"Примечание {round}/{i}"))), o => Assert.Equal(OutcomeKind.Accepted, o.Kind));
            await Settled(silo);
            await IsWhole(silo.Services);
            Assert.Equal(silo.Offers.Records.Last(o => o.Tag is not null).Tag, (await silo.Catalogue.List("engagement").SingleAsync()).Tag);
        }

        var account = AzureAccount.Open(azurite.ConnectionString);
        string[] names = await account.GetBlobContainerClient(container).GetBlobsAsync(BlobTraits.None, BlobStates.None, null, default).Select(b => b.Name).ToArrayAsync();
        Assert.Contains($"engagement-engagement/{reference}.json", names);
        Assert.Contains($"history-history/{reference}-h00000.json", names);
        Assert.Contains("member-state-member-state/member-state-KEN.json", names);

        await using var again = await Start();
        var history = (await again.Mediator.Send(new ReadHistory(reference, Officer)))!;
        Assert.Equal(Enumerable.Range(1, history.Count).Select(v => (long)v), history.Select(e => e.Version));
        Assert.Equal(150, history.Count(e => e.Event.ToEvent() is TaskCommented));
        Assert.Equal(reference.ToString(), (await Open(again, id)).Reference);
        Assert.Equal(OutcomeKind.Accepted, (await Comment(again, reference, "after the restart")).Kind);
        await IsWhole(again.Services);
    }

    [Fact]
    public async Task Verification_finds_a_changed_event_in_a_sealed_segment_and_a_record_that_is_gone()
    {
        await using var silo = await Start();
        var reference = EngagementReference.Parse((await Open(silo, Guid.NewGuid())).Reference);
        for (var i = 0; i < 100; i++)
            await Comment(silo, reference, $"Remark {i}");
        await Settled(silo);
        var blobs = AzureAccount.Open(azurite.ConnectionString).GetBlobContainerClient(container);
        var segment = blobs.GetBlobClient($"history-history/{reference}-h00000.json");
        var text = (await segment.DownloadContentAsync()).Value.Content.ToString();
        Assert.Contains("Remark 1", text, StringComparison.Ordinal);
        await segment.UploadAsync(BinaryData.FromString(text.Replace("Remark 1", "Remark !", StringComparison.Ordinal)), overwrite: true);
        Assert.Contains((await Verify(silo.Services)).Faults, f => f.Key == reference.ToString() && f.What.Contains("was changed", StringComparison.Ordinal));

        await blobs.DeleteBlobAsync($"engagement-engagement/{reference}.json");
        Assert.Contains((await Verify(silo.Services)).Faults, f => f.Key == reference.ToString() && f.What == "there is no such record");
    }

    [Fact]
    public async Task A_change_that_an_account_does_not_take_is_unknown_and_kept_once_when_it_is_repeated()
    {
        var own = new Azurite();
        await own.InitializeAsync();
        try
        {
            var account = AzureAccount.Open(own.ConnectionString);
            await using var silo = await Silo.Start(s => s.AddAzureGrainState(account, EngagementJson.Stored), new BlobContents(account));
            var reference = EngagementReference.Parse((await Open(silo, Guid.NewGuid())).Reference);
            await Comment(silo, reference, "before");
            await own.Stop();

            var id = Guid.NewGuid();
            Assert.Equal(OutcomeKind.Unknown, (await Comment(silo, reference, "meanwhile", id)).Kind);
            var fault = await Assert.ThrowsAnyAsync<Exception>(() => silo.Mediator.Send(new ReadEngagement(EngagementReference.Parse("UGA-2026-0001"), Officer)));
            Assert.True(StorageFault.Is(fault), fault.ToString());
            fault = await Assert.ThrowsAsync<BlobStorageException>(() => silo.Catalogue.List("engagement").ToListAsync().AsTask());
            Assert.StartsWith($"The storage account {own.Address} cannot be used: ", fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', fault.Message);
            await Assert.ThrowsAsync<BlobStorageException>(() => silo.Services.GetRequiredService<DocumentStore>().Keep("x"u8.ToArray(), default));

            await own.InitializeAsync();
            Outcome outcome;
            for (var tries = 0; (outcome = await Comment(silo, reference, "meanwhile", id)).Kind == OutcomeKind.Unknown; tries++)
                Assert.True(tries < 50, "It never became known.");
            Assert.Equal(OutcomeKind.Accepted, outcome.Kind);
            Assert.Single((await silo.Mediator.Send(new ReadHistory(reference, Officer)))!, e => e.CommandId == id);
            Assert.Empty((await Verify(silo.Services)).Faults);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_log_however_detailed_has_the_key_of_the_account(bool isRightKey)
    {
        var key = isRightKey ? azurite.Key : Convert.ToBase64String(new byte[64]);
        var lines = new ConcurrentQueue<string>();
        using var sdk = new AzureEventSourceListener((_, message) => lines.Enqueue(message), EventLevel.Verbose);
        using var log = new Collected(lines);
        var account = AzureAccount.Open(azurite.ConnectionString.Replace(azurite.Key, key, StringComparison.Ordinal));
        try
        {
            await using var silo = await Silo.Start(
                s => s.AddAzureGrainState(account, EngagementJson.Stored, container).Services.AddLogging(logging => logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace).AddFilter(_ => true)),
                new BlobContents(account));
            Assert.True(isRightKey, "A wrong key was let in.");
            await Comment(silo, EngagementReference.Parse((await Open(silo, Guid.NewGuid())).Reference), "x");
        }
        catch (Exception fault) when (!isRightKey && StorageFault.Is(fault))
        {
            lines.Enqueue(fault.ToString());
        }

        Assert.Contains(lines, l => l.Contains(Azurite.Account, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains(key, StringComparison.Ordinal) || l.Contains(Uri.EscapeDataString(key), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://tatests.blob.core.windows.net/")]
    [InlineData("https://tatests.blob.core.windows.net/?sv=2024-11-04&sig=c2VjcmV0")]
    [InlineData("AccountKey=c2VjcmV0")]
    [InlineData("c2VjcmV0")]
    [InlineData("")]
    public void A_setting_that_names_no_account_is_refused_without_being_repeated(string setting)
    {
        var fault = Assert.Throws<FormatException>(() => AzureAccount.Open(setting));
        Assert.DoesNotContain("c2VjcmV0", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_is_opened_by_the_products_own_identity() =>
        Assert.Equal(new Uri("https://tatests.blob.core.windows.net/"), AzureAccount.Open("https://tatests.blob.core.windows.net").Uri);

    private Task<Silo> Start()
    {
        var account = AzureAccount.Open(azurite.ConnectionString);
        return Silo.Start(silo => silo.AddAzureGrainState(account, EngagementJson.Stored, container), new BlobContents(account, container + "d"));
    }

    private static async Task<Outcome> Open(Silo silo, Guid id)
    {
        var opening = new OpenEngagement(
            new() { MemberState = "KEN", Title = "Support against trafficking in persons", Topics = new(TraffickingInPersons: true), Workstreams = [WorkstreamKind.Training] },
            new(RequestChannel.NoteVerbale, "Ministry of Justice", new(2026, 1, 5), "Training of prosecutors"), Officer.User, new(2026, 1, 12));
        return await silo.Mediator.Send(new OpenEngagementRequest(id, opening, Officer));
    }

    private static Task<Outcome> Comment(Silo silo, EngagementReference reference, string text, Guid? id = null) =>
        silo.Mediator.Send(new ChangeEngagementRequest(reference, id ?? Guid.NewGuid(), new CommentOnTask("case.request.log", text), Officer));

    /// <summary>Waits until what goes on beside the commands is done: the sealing of history.</summary>
    private static async Task Settled(Silo silo)
    {
        for (var tries = 0; await silo.Catalogue.Count("history") == 0; tries++)
        {
            Assert.True(tries < 100, "No history was sealed.");
            await Task.Delay(50);
        }
    }

    private static async Task IsWhole(IServiceProvider services)
    {
        var report = await Verify(services);
        Assert.Empty(report.Faults);
        Assert.Equal((1, 1), (report.Engagements, report.MemberStates));
    }

    private static Task<VerificationReport> Verify(IServiceProvider services) =>
        new Verification.Verification(services.GetRequiredService<IEngagementCatalogue>(), services.GetRequiredService<IStoredGrains>(), new Dictionary<string, Head>(), null, services.GetRequiredService<IContents>(), TimeSpan.FromMilliseconds(200))
            .Run(null, default);

    private sealed class Collected(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
