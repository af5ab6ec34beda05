using System.Text.Json;
using Microsoft.Extensions.Logging;
using TA.Casework.Telemetry;
using TA.Engagements;

namespace TA.Casework.Grains;

/// <summary>The numbers a Member State has given, as they are kept.</summary>
public sealed record MemberStateRecord
{
    /// <summary>The form in which this version of the product writes.</summary>
    public const int CurrentFormat = 2;

    /// <summary>The form of the record.</summary>
    public int Format { get; init; }

    /// <summary>Every command that was given a number.</summary>
    public Items<Opening> Openings { get; init; }

    /// <summary>The working calendar; null as long as nobody has changed the usual one.</summary>
    public PublicCalendar? Calendar { get; init; }

    /// <summary>The newest calendar of the United Nations that the Member State has been given.</summary>
    public CalendarCopy? UnitedNations { get; init; }

    /// <summary>The newest accepted changes of the calendar.</summary>
    public RecentCommands Recent { get; init; }

    /// <summary>Not everybody goes by the newest calendars yet.</summary>
    public bool MustTell { get; init; }
}

/// <summary>A number that was given to a command.</summary>
/// <param name="CommandId">The command.</param>
/// <param name="Fingerprint">What it says, see <see cref="RecentCommands.Fingerprint"/>.</param>
/// <param name="Reference">The number.</param>
/// <param name="Actor">Who gave it; null once the engagement is open.</param>
/// <param name="Command">The command; null once the engagement is open.</param>
/// <param name="Version">The version of the first answer, once the engagement is open.</param>
/// <param name="People">What the accounts said of the people whom the command names when the number was given; empty once the engagement is open.</param>
public sealed record Opening(
    Guid CommandId, long Fingerprint, EngagementReference Reference, Actor? Actor, EngagementCommand? Command, long Version = 0, Items<KnownPerson> People = default)
{
    /// <summary>The engagement is not open yet.</summary>
    public bool IsHalfDone => Command is not null;
}

/// <summary>
/// Gives numbers: one write holds the number with the command that gets it, then the engagement is opened with it. A number given becomes an engagement. What it keeps of the
/// working calendar stands in MemberStateCalendars.cs.
/// </summary>
[GrainType("member-state")]
public sealed partial class MemberStateGrain(
    [PersistentState("member-state")] IPersistentState<MemberStateRecord> stored, TimeProvider clock, ILogger<MemberStateGrain> log) : Grain, IMemberStateGrain
{
    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RefuseNewer(stored.State.Format, MemberStateRecord.CurrentFormat);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<Outcome> Open(CommandEnvelope envelope)
    {
        var (id, actor, command, people) = envelope;
        var fingerprint = RecentCommands.Fingerprint(actor.User, JsonSerializer.SerializeToUtf8Bytes(command, EngagementJson.Stored));
        if (stored.State.Openings.FirstOrDefault(o => o.CommandId == id) is { } known)
            return known.Fingerprint != fingerprint ? new(OutcomeKind.Refused, known.Reference.ToString(), known.Version, new CommandIdReused(id))
                : known.IsHalfDone ? await Finish(known)
                : new(OutcomeKind.Accepted, known.Reference.ToString(), known.Version);

        var now = clock.GetUtcNow();
        var year = command is RecordEngagement { Details.Start: { } start } ? start.Year : now.Year;
        var reference = new EngagementReference(Code, year, 1 + stored.State.Openings.Where(o => o.Reference.Year == year).Select(o => o.Reference.Number).DefaultIfEmpty().Max());
        if (new EngagementRecord().Answer(reference, id, actor, command, now, 0, people).Refusal is { } refusal)
            return new(OutcomeKind.Refused, reference.ToString(), 0, refusal);

        var opening = new Opening(id, fingerprint, reference, actor, command is OpenEngagement open ? open with { Calendars = Copies() } : command, People: people);
        var next = stored.State with { Format = MemberStateRecord.CurrentFormat, Openings = stored.State.Openings.Add(opening), MustTell = stored.State.MustTell || (command is RecordEngagement && Copies().Count > 0) };
        using (log.BeginScope(new Scope(reference.ToString(), id)))
            if (!await Keep(next))
                return Outcome.Unknown(reference.ToString());
        return await Finish(opening);
    }

    /// <inheritdoc/>
    public async Task FinishOpenings()
    {
        foreach (var opening in stored.State.Openings.Where(o => o.IsHalfDone))
            await Finish(opening);
        if (stored.State.MustTell && await Tell())
            await Keep(stored.State with { MustTell = false });
    }

    private string Code => this.GetPrimaryKeyString()["member-state-".Length..];

    private async Task<Outcome> Finish(Opening opening)
    {
        using var scope = log.BeginScope(new Scope(opening.Reference.ToString(), opening.CommandId));
        Outcome outcome;
        try
        {
            outcome = await GrainFactory.Engagement(opening.Reference).Execute(new(opening.CommandId, opening.Actor!, opening.Command!, opening.People));
        }
        catch (Exception fault)
        {
            // The number is kept, so that whatever happens here the engagement may yet be opened.
            LogNotOpened(opening.Reference.ToString(), fault);
            return Outcome.Unknown(opening.Reference.ToString());
        }

        if (outcome.Kind != OutcomeKind.Accepted)
            return outcome;
        var at = stored.State.Openings.FindIndex(o => o.CommandId == opening.CommandId);
        await Keep(stored.State with { Openings = stored.State.Openings.SetItem(at, opening with { Actor = null, Command = null, Version = outcome.Version, People = [] }) });
        return outcome;
    }

    private async Task<bool> Keep(MemberStateRecord record)
    {
        stored.State = record;
        try
        {
            await stored.WriteStateAsync();
            return true;
        }
        catch (Exception fault)
        {
            LogWriteFailed(Code, fault);
            DeactivateOnIdle();
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{MemberState}: a write failed; the activation ends")]
    private partial void LogWriteFailed(string memberState, Exception fault);

    [LoggerMessage(2, LogLevel.Warning, "{Engagement}: the engagement could not be opened yet; it is tried again")]
    private partial void LogNotOpened(string engagement, Exception fault);
}
