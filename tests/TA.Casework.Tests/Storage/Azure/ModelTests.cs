using Orleans.Storage;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Storage.Azure;

/// <summary>What reading, writing and clearing do, in every order: the real storage beside a model of it that is a few lines long.</summary>
[Collection(OnAzurite.Name)]
public sealed class ModelTests(Azurite azurite)
{
    private enum Act
    {
        Write,
        Clear,
    }

    private enum Tag
    {
        None,
        Current,
        Stale,
    }

    /// <summary>Four in the long run (TA_LONG is 1; minutes), else three.</summary>
    private static readonly int Longest = Environment.GetEnvironmentVariable("TA_LONG") == "1" ? 4 : 3;

    private readonly record struct Step(Act Act, int Key, Tag Tag);

    private static readonly Step[] Steps =
        [.. from act in Enum.GetValues<Act>() from key in new[] { 0, 1 } from tag in Enum.GetValues<Tag>() select new Step(act, key, tag)];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_short_sequence_of_changes_of_two_grains_reads_as_the_model_says(bool deletesOnClear)
    {
        await using var provider = await Provider.Start(azurite, deletesOnClear);
        // Which of the two grains comes first makes no difference. Both are read after every sequence, and every beginning of a sequence is one, so that a read stands in every place.
        List<Step[]> sequences = [.. Steps.Where(s => s.Key == 0).Select(s => new[] { s })];
        for (var from = 0; sequences[^1].Length < Longest; )
        {
            var longest = sequences[from..];
            from = sequences.Count;
            sequences.AddRange(from steps in longest from step in Steps select (Step[])[.. steps, step]);
        }

        sequences.RemoveAll(steps => !IsWorthTrying(steps));
        Assert.InRange(sequences.Count, Longest == 4 ? 5000 : 400, 10000);
        await Parallel.ForEachAsync(sequences, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (steps, _) =>
        {
            var grains = new[] { new Modelled(provider.AsUsed, deletesOnClear), new Modelled(provider.AsUsed, deletesOnClear) };
            foreach (var step in steps)
                Right(await grains[step.Key].Take(step.Act, step.Tag));
            foreach (var grain in grains)
                Right(await grain.Read());

            void Right(string? wrong) => Assert.True(wrong is null, $"{string.Join(", ", steps)}: {wrong}");
        });
    }

    /// <summary>Leaves out what is the same as another sequence: a grain that was never written has no current tag.</summary>
    private static bool IsWorthTrying(Step[] steps)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i].Tag == Tag.Current && !steps.Take(i).Any(s => s.Key == steps[i].Key))
                return false;
        }

        return true;
    }

    /// <summary>One grain's state in the storage, and what the model says of it.</summary>
    private sealed class Modelled(IGrainStorage storage, bool deletesOnClear)
    {
        private readonly GrainId id = GrainId.Create("modelled", $"g-{Guid.NewGuid():n}");
        private string? stale = "\"0x8D0000000000000\"";
        private string? tag;
        private Note? kept;
        private int writes;

        /// <summary>Takes a step on both; what differs, or null.</summary>
        public async Task<string?> Take(Act act, Tag with)
        {
            var given = with switch { Tag.None => null, Tag.Current => tag, _ => stale };
            var state = new GrainState<Note>(new Note("given", 7), given) { RecordExists = given is not null };
            var note = new Note($"write {++writes}", writes);
            if (act == Act.Write)
                state.State = note;
            var mayPass = given == tag || (act == Act.Clear && MayClear(given));
            try
            {
                await (act == Act.Write ? storage.WriteStateAsync("note", id, state) : storage.ClearStateAsync("note", id, state));
            }
            catch (InconsistentStateException)
            {
                return mayPass ? "it was refused" : null;
            }

            if (!mayPass)
                return "it was not refused";
            if (tag is not null)
                stale = tag;
            kept = act == Act.Write ? note : null;
            if (act == Act.Write || !deletesOnClear)
            {
                if (state.ETag is null || state.ETag == tag)
                    return $"the tag after it is {state.ETag}";
                tag = state.ETag;
            }
            else
                tag = null;
            return Differs(state, kept, tag);
        }

        private bool MayClear(string? given) => deletesOnClear && given is null;

        public async Task<string?> Read()
        {
            var seen = new GrainState<Note>(new Note("before", -1), "\"before\"") { RecordExists = true };
            await storage.ReadStateAsync("note", id, seen);
            return Differs(seen, kept, tag);
        }

        private static string? Differs(GrainState<Note> state, Note? kept, string? tag)
        {
            if (state.ETag != tag)
                return $"the tag is {state.ETag ?? "none"} and not {tag ?? "none"}";
            if (state.RecordExists != kept is not null)
                return $"RecordExists is {state.RecordExists}";
            return kept is not null ? (state.State == kept ? null : $"the state is {state.State} and not {kept}") : state.State is null or { Text: null } ? null : $"the state is {state.State}";
        }
    }
}
