using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Orleans.Storage;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Storage.Azure;

/// <summary>What the product relies on in the official provider for Azure Blob, on a real Azurite: names, bytes, tags, conflicts.</summary>
[Collection(OnAzurite.Name)]
public sealed class ProviderTests(Azurite azurite) : IAsyncLifetime
{
    private static readonly GrainId Id = GrainId.Create("test-note", "KEN-2026-0001");

    private Provider provider = null!;

    public async Task InitializeAsync() => provider = await Provider.Start(azurite, deletesOnClear: false);

    public async Task DisposeAsync() => await provider.DisposeAsync();

    [Theory]
    [InlineData("KEN-2026-0001")]
    [InlineData("КЕН-2026-0001")]
    [InlineData("حالة-1")]
    [InlineData("KEN-2026-0001/12 %+#?")]
    public async Task A_state_stands_in_a_blob_that_is_named_by_state_type_and_key(string key)
    {
        await Write(GrainId.Create("test-note", key), new Note("Привет, مرحبا"));

        var blob = provider.Container.GetBlobClient($"note-test-note/{key}.json");
        var content = await blob.DownloadContentAsync();
        Assert.Equal("application/octet-stream", content.Value.Details.ContentType);
        Assert.Equal(new Note("Привет, مرحبا"), content.Value.Content.ToObjectFromJson<Note>(System.Text.Json.JsonSerializerOptions.Web));
        Assert.Equal(new Note("Привет, مرحبا"), (await Read(GrainId.Create("test-note", key))).State);
    }

    [Fact]
    public async Task A_grain_with_a_number_for_a_key_is_found_again()
    {
        var id = GrainId.Create(GrainType.Create("test-note"), GrainIdKeyExtensions.CreateIntegerKey(255));
        await Write(id, new Note("number"));
        Assert.Equal("number", (await Read(id)).State?.Text);
        Assert.True(await provider.Container.GetBlobClient("note-test-note/FF.json").ExistsAsync());
    }

    [Fact]
    public async Task The_official_provider_reads_what_the_product_wrote_and_the_other_way_round()
    {
        var tag = (await Write(Id, new Note("by the product"))).ETag;
        var state = new GrainState<Note>();
        await provider.Official.ReadStateAsync("note", Id, state);
        Assert.Equal((new Note("by the product"), tag), (state.State, state.ETag));

        state.State = new Note("by the provider alone");
        await provider.Official.WriteStateAsync("note", Id, state);
        Assert.Equal((state.State, state.ETag), ((await Read(Id)).State, (await Read(Id)).ETag));
    }

    [Fact]
    public async Task The_tag_changes_with_every_write_of_the_same_value_too()
    {
        var state = await Write(Id, new Note("same"));
        var tags = new HashSet<string> { state.ETag! };
        for (var i = 0; i < 5; i++)
        {
            await provider.AsUsed.WriteStateAsync("note", Id, state);
            Assert.True(tags.Add(state.ETag!));
        }
    }

    [Fact]
    public async Task States_of_other_names_are_kept_apart()
    {
        await Write(Id, new Note("one"));
        await provider.AsUsed.WriteStateAsync("other", Id, new GrainState<Note>(new Note("two")));
        Assert.Equal("one", (await Read(Id)).State?.Text);
    }

    [Fact]
    public async Task Null_kept_as_json_counts_as_no_record()
    {
        await provider.Container.GetBlobClient("note-test-note/KEN-2026-0001.json").UploadAsync(BinaryData.FromString("null"));
        Assert.False((await Read(Id)).RecordExists);
    }

    [Theory]
    [InlineData("{\"text\":\"half a rec")]
    [InlineData("{\"text\":5}")]
    public async Task What_cannot_be_read_is_a_fault_and_changes_nothing(string content)
    {
        await provider.Container.GetBlobClient("note-test-note/KEN-2026-0001.json").UploadAsync(new BinaryData(Encoding.UTF8.GetBytes(content)));
        var before = new Note("before");
        var state = new GrainState<Note>(before, "\"before\"") { RecordExists = true };

        await Assert.ThrowsAnyAsync<Exception>(() => provider.AsUsed.ReadStateAsync("note", Id, state));
        Assert.Same(before, state.State);
        Assert.Equal(("\"before\"", true), (state.ETag, state.RecordExists));
    }

    [Fact]
    public async Task A_container_that_is_gone_is_made_again_by_a_write_and_reads_as_empty()
    {
        await provider.Container.DeleteAsync();
        Assert.False((await Read(Id)).RecordExists);
        await Write(Id, new Note("x"));
        Assert.Equal("x", (await Read(Id)).State?.Text);
    }

    [Fact]
    public async Task A_hundred_grains_with_ten_writers_each_keep_one_writers_state_each_time()
    {
        var kept = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 1000), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
        {
            try
            {
                await Write(GrainId.Create("test-note", $"KEN-2026-{i % 100:0000}"), new Note($"writer {i / 100}", i));
                Interlocked.Increment(ref kept);
            }
            catch (InconsistentStateException)
            {
                // Another was the first.
            }
        });
        Assert.Equal(100, kept);
        var blobs = await provider.Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, "note-test-note/", default).CountAsync();
        Assert.Equal(100, blobs);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Upper")]
    [InlineData("two--hyphens")]
    public async Task A_container_name_that_no_account_takes_ends_the_start(string name)
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => StorageSilo.StartOnAzure(Casework.Storage.AzureAccount.Open(azurite.ConnectionString), name));
        Assert.Contains("ContainerName", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_factory_of_ones_own_says_where_each_grain_is_kept()
    {
        var places = new ByLetter();
        await using var own = await Provider.Start(azurite, configure: options => options.BuildContainerFactory = (_, _) => places);
        await own.Official.WriteStateAsync("note", Id, new GrainState<Note>(new Note("x")));
        Assert.True(await places.GetBlobContainerClient(Id).GetBlobClient("note-test-note/KEN-2026-0001.json").ExistsAsync());
    }

    private async Task<GrainState<Note>> Write(GrainId id, Note note)
    {
        var state = new GrainState<Note>(note);
        await provider.AsUsed.WriteStateAsync("note", id, state);
        return state;
    }

    private async Task<GrainState<Note>> Read(GrainId id)
    {
        var state = new GrainState<Note>(new Note("stale"), "\"stale\"") { RecordExists = true };
        await provider.AsUsed.ReadStateAsync("note", id, state);
        return state;
    }

    private sealed class ByLetter : IBlobContainerFactory
    {
        private readonly string name = OnAzurite.NewContainer();
        private BlobContainerClient container = null!;

        public BlobContainerClient GetBlobContainerClient(GrainId grainId) => container;

        public async Task InitializeAsync(BlobServiceClient client)
        {
            container = client.GetBlobContainerClient(name);
            await container.CreateIfNotExistsAsync();
        }
    }
}
