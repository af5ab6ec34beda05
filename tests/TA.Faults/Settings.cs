using System.Globalization;

namespace TA.Faults;

/// <summary>What the environment says about a run.</summary>
internal static class Settings
{
    /// <summary>The seed of this run: <c>TA_FAULT_SEED</c>, or one by chance.</summary>
    public static int Seed { get; } = Number("TA_FAULT_SEED", Random.Shared.Next());

    /// <summary>How often, <c>TA_FAULT_ROUNDS</c>.</summary>
    public static int Rounds(int otherwise) => Number("TA_FAULT_ROUNDS", otherwise);

    /// <summary>Which kinds of fault, <c>TA_FAULT_KINDS</c> with commas between them; all of them unless said.</summary>
    public static IEnumerable<string> Kinds(IReadOnlyCollection<string> all)
    {
        var chosen = Environment.GetEnvironmentVariable("TA_FAULT_KINDS") is { Length: > 0 } text ? text.Split(',', StringSplitOptions.TrimEntries) : [.. all];
        return chosen.Except(all).FirstOrDefault() is { } unknown
            ? throw new InvalidOperationException($"TA_FAULT_KINDS has {unknown}; there are {string.Join(", ", all)}.")
            : chosen;
    }

    /// <summary>What all choices of one round come from: the same for the same three numbers, in every process and on every machine.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="round">The round, from 1.</param>
    /// <param name="kind">The place of the kind of fault among all of them.</param>
    public static Random Choices(int seed, int round, int kind)
    {
        // SplitMix64, so that neighbours have nothing in common.
        var mixed = unchecked((ulong)seed * 0x9E3779B97F4A7C15 + (ulong)round * 0xD1B54A32D192ED03 + (ulong)kind * 0x8CB92BA72F3D8DD7);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return new Random(unchecked((int)(mixed ^ (mixed >> 31))));
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
