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

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
