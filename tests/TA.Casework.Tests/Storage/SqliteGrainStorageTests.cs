using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using TA.Casework.Storage;
using Xunit;

namespace TA.Casework.Tests.Storage;

public sealed class SqliteGrainStorageTests : IAsyncLifetime
{
    private const string StateName = "note";

    private readonly TemporaryFolder folder = new();
    private StorageSilo silo = null!;

    private IGrainStorage Storage => silo.Services.GetRequiredService<IGrainStorage>();

    private GrainArchive Archive => silo.Services.GetRequiredService<GrainArchive>();

    public async Task InitializeAsync() => silo = await StorageSilo.Start(folder.Path);

    public async Task DisposeAsync()
    {
        await silo.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task What_a_grain_wrote_is_read_again_by_its_next_activation()
    {
        var grain = silo.Grains.GetGrain<INoteGrain>("KEN-2026-0001");
        await grain.Write("مرحبا — Привет — 你好");
        await grain.Forget();

        Assert.Equal("مرحبا — Привет — 你好", await grain.Read());
    }

    [Fact]
    public async Task A_grain_that_never_wrote_has_no_state()
    {
        Assert.Null(await silo.Grains.GetGrain<INoteGrain>("KEN-2026-0002").Read());
        Assert.Null(await Archive.Read<Note>(StateName, Id("KEN-2026-0002")));
    }

    [Theory]
    [InlineData("KEN-2026-0001")]
    [InlineData("member-state-BFA")]
    [InlineData("КЕН-2026-0001")]
    [InlineData("KEN-2026-0001/12")]
    public async Task The_key_stands_in_the_storage_as_it_is(string key)
    {
        await Write(key, new Note("x"), tag: null);

        Assert.Equal([new CatalogueEntry(key, "1")], await List());
    }

    [Fact]
    public async Task Keys_that_differ_in_case_are_different_grains()
    {
        await Write("ken-2026-a", new Note("lower"), tag: null);
        await Write("KEN-2026-a", new Note("upper"), tag: null);

        Assert.Equal("lower", (await Archive.Read<Note>(StateName, Id("ken-2026-a")))?.State.Text);
        Assert.Equal("upper", (await Archive.Read<Note>(StateName, Id("KEN-2026-a")))?.State.Text);
    }

    [Fact]
    public async Task Two_state_names_of_one_grain_are_kept_apart()
    {
        await Write("KEN-2026-0001", new Note("one"), tag: null);
        var other = new GrainState<Note>(new Note("other"));
        await Storage.WriteStateAsync("other-state", Id("KEN-2026-0001"), other);

        Assert.Equal("one", (await Archive.Read<Note>(StateName, Id("KEN-2026-0001")))?.State.Text);
        Assert.Single(await List());
    }

    [Fact]
    public async Task A_stale_write_fails_and_what_was_kept_stays()
    {
        var first = await Write("KEN-2026-0001", new Note("first"), tag: null);
        var second = await Write("KEN-2026-0001", new Note("second"), first);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Write("KEN-2026-0001", new Note("stale"), first));
        Assert.Equal(new ArchivedState<Note>(new Note("second"), second), await Archive.Read<Note>(StateName, Id("KEN-2026-0001")));
    }

    [Fact]
    public async Task A_second_first_write_fails_and_what_was_kept_stays()
    {
        await Write("KEN-2026-0001", new Note("first"), tag: null);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Write("KEN-2026-0001", new Note("again"), tag: null));
        Assert.Equal("first", (await Archive.Read<Note>(StateName, Id("KEN-2026-0001")))?.State.Text);
    }

    [Fact]
    public async Task A_write_over_a_record_that_is_not_there_fails_and_makes_none()
    {
        await Assert.ThrowsAsync<InconsistentStateException>(() => Write("KEN-2026-0001", new Note("x"), tag: "3"));
        Assert.Empty(await List());
    }

    [Fact]
    public async Task A_stale_clear_fails_and_what_was_kept_stays()
    {
        var first = await Write("KEN-2026-0001", new Note("first"), tag: null);
        await Write("KEN-2026-0001", new Note("second"), first);

        var stale = new GrainState<Note>(new Note("first"), first) { RecordExists = true };
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync(StateName, Id("KEN-2026-0001"), stale));
        Assert.Equal("second", (await Archive.Read<Note>(StateName, Id("KEN-2026-0001")))?.State.Text);
    }

    [Fact]
    public async Task A_cleared_state_is_gone_and_its_tag_never_comes_back()
    {
        var grain = silo.Grains.GetGrain<INoteGrain>("KEN-2026-0001");
        await grain.Write("one");
        await grain.Clear();

        Assert.Null(await grain.Read());
        Assert.Empty(await List());
        Assert.Equal(0, await Catalogue.Count(StateName));

        await grain.Forget();
        await grain.Write("two");
        Assert.Equal([new CatalogueEntry("KEN-2026-0001", "3")], await List());
    }

    [Fact]
    public async Task The_catalogue_lists_every_key_in_order_with_a_tag_that_changes_on_every_write()
    {
        var keys = Enumerable.Range(1, 2100).Select(number => $"KEN-2026-{number:D4}").ToList();
        var tags = new Dictionary<string, string>();
        foreach (var key in keys)
            tags[key] = await Write(key, new Note("same"), tag: null);
        tags["KEN-2026-0007"] = await Write("KEN-2026-0007", new Note("same"), tags["KEN-2026-0007"]);

        var listed = await List();

        Assert.Equal(keys, listed.Select(entry => entry.Key));
        Assert.All(listed, entry => Assert.Equal(tags[entry.Key], entry.Tag));
        Assert.Equal("2", listed[6].Tag);
        Assert.Equal(2100, await Catalogue.Count(StateName));
    }

    [Fact]
    public async Task The_bytes_of_a_state_are_read_beside_the_running_server_without_a_silo()
    {
        await Write("KEN-2026-0001", new Note("Ñandú"), tag: null);

        using var database = GrainDatabase.OpenReadOnly(folder.Path);
        var stored = new StoredGrains(database).Read(StateName, "KEN-2026-0001");

        Assert.Equal("1", stored?.Tag);
        Assert.Equal("""{"text":"\u00D1and\u00FA","number":0}"""u8, stored!.Utf8Json.Span);
        Assert.Null(new StoredGrains(database).Read(StateName, "KEN-2026-0002"));
        Assert.Equal(1, await new SqliteEngagementCatalogue(database).Count(StateName));
    }

    [Fact]
    public async Task Writers_at_the_same_time_all_succeed_and_none_overwrites_another()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 32), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (writer, _) =>
        {
            for (var round = 0; round < 20; round++)
                await silo.Grains.GetGrain<INoteGrain>($"KEN-2026-{writer:D4}").Write($"{writer}/{round}");
        });

        var listed = await List();
        Assert.Equal(32, listed.Count);
        Assert.All(listed, entry => Assert.Equal("20", entry.Tag));
    }

    [Fact]
    public async Task Changes_of_one_grain_at_the_same_time_share_writes_and_all_are_kept()
    {
        var grain = silo.Grains.GetGrain<INoteGrain>("KEN-2026-0001");
        await grain.Write("first");

        await Task.WhenAll(Enumerable.Range(0, 32).Select(change => grain.Write($"{change}")));

        var kept = await Archive.Read<Note>(StateName, Id("KEN-2026-0001"));
        Assert.Equal(33, kept?.State.Number);
        Assert.InRange(int.Parse(kept!.Tag, CultureInfo.InvariantCulture), 2, 10);
    }

    [Fact]
    public async Task Of_writers_of_one_record_with_the_same_tag_exactly_one_succeeds()
    {
        var tag = await Write("KEN-2026-0001", new Note("before"), tag: null);

        var kept = await Task.WhenAll(Enumerable.Range(0, 32).Select(writer => Task.Run(async () =>
        {
            try
            {
                await Write("KEN-2026-0001", new Note($"{writer}"), tag);
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        })));

        Assert.Single(kept, true);
        Assert.Equal("2", (await Archive.Read<Note>(StateName, Id("KEN-2026-0001")))?.Tag);
    }

    [Fact]
    public async Task What_was_kept_is_there_after_a_restart_under_any_cluster_name()
    {
        await silo.Grains.GetGrain<INoteGrain>("KEN-2026-0001").Write("kept");
        await silo.DisposeAsync();
        silo = await StorageSilo.Start(folder.Path, builder =>
            builder.Configure<Orleans.Configuration.ClusterOptions>(cluster => cluster.ServiceId = "another-name"));

        Assert.Equal("kept", await silo.Grains.GetGrain<INoteGrain>("KEN-2026-0001").Read());
    }

    private IEngagementCatalogue Catalogue => silo.Services.GetRequiredService<IEngagementCatalogue>();

    private static GrainId Id(string key) => GrainId.Create("test-note", key);

    private async Task<List<CatalogueEntry>> List()
    {
        var entries = new List<CatalogueEntry>();
        await foreach (var entry in Catalogue.List(StateName))
            entries.Add(entry);
        return entries;
    }

    private async Task<string> Write(string key, Note note, string? tag)
    {
        var state = new GrainState<Note>(note, tag) { RecordExists = tag is not null };
        await Storage.WriteStateAsync(StateName, Id(key), state);
        return state.ETag!;
    }
}
