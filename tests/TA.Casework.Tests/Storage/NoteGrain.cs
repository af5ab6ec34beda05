using Orleans.Concurrency;

namespace TA.Casework.Tests.Storage;

/// <summary>What the tests keep: an immutable record, as the product does.</summary>
public sealed record Note(string Text, int Number = 0);

public interface INoteGrain : IGrainWithStringKey
{
    Task Write(string text);

    Task<string?> Read();

    Task Clear();

    Task<string?> Tag();

    /// <summary>Ends the activation, so that the next call reads the storage anew.</summary>
    Task Forget();
}

[Reentrant]
[GrainType("test-note")]
public sealed class NoteGrain([PersistentState("note")] IPersistentState<Note> note) : Grain, INoteGrain
{
    public async Task Write(string text)
    {
        note.State = new Note(text, (note.State?.Number ?? 0) + 1);
        await note.WriteStateAsync();
    }

    public Task<string?> Read() => Task.FromResult(note.RecordExists ? note.State.Text : null);

    public Task Clear() => note.ClearStateAsync();

    public Task<string?> Tag() => Task.FromResult<string?>(note.Etag);

    public Task Forget()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
