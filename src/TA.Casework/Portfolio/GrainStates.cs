using TA.Casework.Grains;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>One kind of state in the grain storage, read past the grains.</summary>
/// <typeparam name="T">The state.</typeparam>
/// <param name="List">Key and storage tag of every state of the kind, by key in ordinal order.</param>
/// <param name="Read">The state of a key with the tag under which exactly it is kept; null when there is none.</param>
public sealed record GrainStates<T>(
    Func<CancellationToken, IAsyncEnumerable<(string Key, string Tag)>> List, Func<string, CancellationToken, Task<(T State, string Tag)?>> Read);

/// <summary>What the read model is made from.</summary>
/// <param name="Engagements">State <c>engagement</c>; the key is the reference.</param>
/// <param name="Programmes">State <c>programme</c>; the key is the identifier.</param>
/// <param name="Sealed">The sealed events of an engagement before a version, oldest first; a piece that is not there ends them. A storage that does not answer is an exception.</param>
public sealed record PortfolioSources(
    GrainStates<EngagementRecord> Engagements, GrainStates<ProgrammeRecord> Programmes, Func<string, long, CancellationToken, Task<IReadOnlyList<HistoryEntry>>> Sealed);
