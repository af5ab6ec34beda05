using TA.Casework.Exchange;
using TA.Engagements;

namespace TA.Casework.Tests.Exchange;

/// <summary>A clock that tests set, and that moves a little whenever it is read.</summary>
public sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now = Now.AddMilliseconds(1);
}

/// <summary>The rules in memory with an import desk before them.</summary>
internal sealed class Desk
{
    public static readonly Actor Officer = new(new("officer-1"), "First officer", ActorRoles.Officer, OrganizationId.Unodc);

    public SetClock Clock { get; } = new(new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));

    public RulesInMemory Rules { get; }

    /// <summary>The read model that knows from which row an engagement came; off where a test wants it to lag.</summary>
    public bool ReadModelLags { get; set; }

    public Desk() => Rules = new(Clock);

    public Task<ImportResult> Import(string text, Actor? actor = null, IProgress<ImportProgress>? progress = null) => Import(AFile.Stream(text), actor, progress);

    public Task<ImportResult> Import(Stream file, Actor? actor = null, IProgress<ImportProgress>? progress = null)
    {
        Clock.Now += TimeSpan.FromMinutes(1);
        var importing = new ImportingEngagements(
            Rules, Rules.Enter, (row, cancellation) => ReadModelLags ? Task.FromResult<IReadOnlyList<EngagementReference>>([]) : Rules.FindImported(row, cancellation), Clock);
        return importing.Handle(new(file, actor ?? Officer, progress), default);
    }
}
