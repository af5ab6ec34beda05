using Orleans.Storage;
using TA.Casework.Storage;
using Xunit;

namespace TA.Casework.Tests.Storage;

public sealed class OneWriterGrainStorageTests : IDisposable
{
    private static readonly GrainId Id = GrainId.Create("test-note", "KEN-2026-0001");

    private readonly TemporaryFolder folder = new();
    private readonly GrainDatabase database;
    private readonly SlowStorage slow = new();
    private readonly OneWriterGrainStorage storage;

    public OneWriterGrainStorageTests()
    {
        database = GrainDatabase.Open(folder.Path);
        storage = new OneWriterGrainStorage(slow, new TA.Casework.Storage.JsonGrainStorageSerializer(TA.Engagements.EngagementJson.Stored), database);
    }

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task One_write_or_clear_at_a_time_passes()
    {
        slow.Open.Release(100);

        await Task.WhenAll(Enumerable.Range(0, 50).SelectMany(_ => new[] { Write(), storage.ClearStateAsync("note", Id, new GrainState<Note>()) }));

        Assert.Equal(1, slow.MostAtOnce);
        Assert.Equal(100, slow.Done);
    }

    [Fact]
    public async Task A_read_does_not_wait_for_a_write()
    {
        var write = Write();

        await storage.ReadStateAsync("note", Id, new GrainState<Note>());

        Assert.False(write.IsCompleted);
        slow.Open.Release();
        await write;
    }

    [Fact]
    public async Task A_write_runs_off_the_callers_thread_so_that_its_grain_goes_on_answering()
    {
        slow.BlockFor = TimeSpan.FromMilliseconds(500);
        slow.Open.Release();
        var started = DateTime.UtcNow;

        var write = Write();

        Assert.True(DateTime.UtcNow - started < TimeSpan.FromMilliseconds(400));
        await write;
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_for_a_turn_but_never_a_write_that_has_begun()
    {
        using var cancel = new CancellationTokenSource();
        var begun = Write(cancel.Token);
        Assert.True(SpinWait.SpinUntil(() => slow.Begun == 1, TimeSpan.FromMinutes(1)));
        var waiting = Write(cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(begun.IsCompleted);
        slow.Open.Release();
        await begun;
        Assert.Equal(1, slow.Begun);
    }

    [Fact]
    public async Task A_write_that_fails_lets_the_next_one_through()
    {
        slow.Fails = true;
        slow.Open.Release(2);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Write());
        slow.Fails = false;
        await Write();
    }

    private Task Write(CancellationToken cancellationToken = default) =>
        storage.WriteStateAsync("note", Id, new GrainState<Note>(new Note("x")), cancellationToken);

    /// <summary>Stands for the official provider where a test must hold a write half-way.</summary>
    private sealed class SlowStorage : IGrainStorage
    {
        private int now;
        private int begun;

        public SemaphoreSlim Open { get; } = new(0);

        public TimeSpan BlockFor { get; set; }

        public bool Fails { get; set; }

        public int MostAtOnce { get; private set; }

        public int Begun => begun;

        public int Done { get; private set; }

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Change();

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Change();

        private async Task Change()
        {
            Interlocked.Increment(ref begun);
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref now));
            Thread.Sleep(BlockFor);
            await Open.WaitAsync();
            await Task.Yield();
            Done++;
            Interlocked.Decrement(ref now);
            if (Fails)
                throw new InvalidOperationException("as told");
        }
    }
}
