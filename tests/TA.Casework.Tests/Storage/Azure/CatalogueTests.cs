using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using TA.Casework.Storage;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Storage.Azure;

/// <summary>What is listed and read past the grains, on a silo whose grain state is in a container.</summary>
[Collection(OnAzurite.Name)]
public sealed class CatalogueTests(Azurite azurite) : IAsyncLifetime
{
    private const string Kind = "listed";

    private readonly string container = OnAzurite.NewContainer();
    private StorageSilo silo = null!;

    private IGrainStorage Storage => silo.Services.GetRequiredService<IGrainStorage>();

    private IEngagementCatalogue Catalogue => silo.Services.GetRequiredService<IEngagementCatalogue>();

    public async Task InitializeAsync() => silo = await StorageSilo.StartOnAzure(AzureAccount.Open(azurite.ConnectionString), container);

    public async Task DisposeAsync() => await silo.DisposeAsync();

    [Fact]
    public async Task The_catalogue_lists_every_key_in_ordinal_order_with_the_tag_of_its_state()
    {
        // One key begins with another and goes on with a sign before, after and beyond the full stop.
        string[] keys = ["P-a", "P-a b", "P-a-b", "P-a.b", "P-a/b", "P-a0", "P-b", "KEN-2026-0001", "КЕН-2026-0001"];
        var tags = new Dictionary<string, string>();
        foreach (var key in keys.Reverse())
            tags[key] = (await Write(Kind, key)).ETag!;
        await Write($"{Kind}-too", "P-a");
        await Write("history", "P-a");

        var listed = await Catalogue.List(Kind).ToListAsync();

        Assert.Equal(keys.Order(StringComparer.Ordinal), listed.Select(e => e.Key));
        Assert.All(listed, e => Assert.Equal(tags[e.Key], e.Tag));
        Assert.Equal(keys.Length, await Catalogue.Count(Kind));
        Assert.Empty(await Catalogue.List("none").ToListAsync());
    }

    [Fact]
    public async Task A_list_of_more_than_one_page_is_whole()
    {
        var keys = Enumerable.Range(1, 5100).Select(n => $"KEN-2026-{n:00000}").ToList();
        await Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (key, _) => await Write(Kind, key));
        Assert.Equal(keys, await Catalogue.List(Kind).Select(e => e.Key).ToListAsync());
    }

    [Fact]
    public async Task A_cleared_state_is_not_listed_and_not_read_and_its_tag_never_comes_back()
    {
        var state = await Write(Kind, "KEN-2026-0001");
        var tag = state.ETag;
        await Storage.ClearStateAsync(Kind, GrainId.Create(Kind, "KEN-2026-0001"), state);
        Assert.Empty(await Catalogue.List(Kind).ToListAsync());
        Assert.Null(await Stored().Read(Kind, "KEN-2026-0001"));
        Assert.Null(await silo.Services.GetRequiredService<GrainArchive>().Read<Note>(Kind, GrainId.Create(Kind, "KEN-2026-0001")));

        await Storage.WriteStateAsync(Kind, GrainId.Create(Kind, "KEN-2026-0001"), state);
        Assert.NotEqual(tag, (await Catalogue.List(Kind).SingleAsync()).Tag);
    }

    [Fact]
    public async Task The_bytes_of_a_state_are_read_without_a_silo_with_the_same_tag()
    {
        var state = await Write(Kind, "KEN-2026-0001");
        var beside = new GrainContainer(AzureAccount.Open(azurite.ConnectionString), container);
        var stored = await beside.Read(Kind, "KEN-2026-0001");
        Assert.Equal("""{"text":"KEN-2026-0001","number":0}"""u8, stored!.Utf8Json.Span);
        Assert.Equal(state.ETag, stored.Tag);
        Assert.Null(await beside.Read(Kind, "KEN-2026-0002"));
        Assert.Equal(new ArchivedState<Note>(new Note("KEN-2026-0001"), state.ETag!), await silo.Services.GetRequiredService<GrainArchive>().Read<Note>(Kind, GrainId.Create(Kind, "KEN-2026-0001")));
    }

    private IStoredGrains Stored() => silo.Services.GetRequiredService<IStoredGrains>();

    private async Task<GrainState<Note>> Write(string kind, string key)
    {
        var state = new GrainState<Note>(new Note(key));
        await Storage.WriteStateAsync(kind, GrainId.Create(kind, key), state);
        return state;
    }
}
