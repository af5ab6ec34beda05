using System.Text.Json;
using TA.Casework.Exchange;
using TA.Casework.Telemetry;
using TA.Engagements;

namespace TA.Casework.Grains;

// The working calendar of the Member State, or of the United Nations, and how engagements get it (docs/decisions/0008).
public sealed partial class MemberStateGrain
{
    private static readonly Actor Product = new(new("system"), "TA", ActorRoles.System, OrganizationId.Unodc);

    /// <inheritdoc/>
    public Task<PublicCalendar> Calendar() => Task.FromResult(stored.State.Calendar ?? PublicCalendar.Usual(Code));

    /// <inheritdoc/>
    public async Task<Outcome> ChangeCalendar(CalendarEnvelope envelope)
    {
        var (id, actor, command) = envelope;
        using var scope = log.BeginScope(new Scope(null, id));
        var calendar = await Calendar();
        var fingerprint = RecentCommands.Fingerprint(actor.User, JsonSerializer.SerializeToUtf8Bytes(command, EngagementJson.Stored));
        if (stored.State.Recent.Find(id) is { } known)
            return known.Fingerprint == fingerprint ? new(OutcomeKind.Accepted, Code, known.Version) : new(OutcomeKind.Refused, Code, calendar.Version, new CommandIdReused(id));
        var (becomes, refusal) = CalendarRules.Decide(calendar, command, actor);
        if (becomes is null)
            return refusal is null ? new(OutcomeKind.NothingToDo, Code, calendar.Version) : new(OutcomeKind.Refused, Code, calendar.Version, refusal);
        var next = stored.State with { Format = MemberStateRecord.CurrentFormat, Calendar = becomes, Recent = stored.State.Recent.Add(id, fingerprint, becomes.Version), MustTell = true };
        return await Keep(next) ? new(OutcomeKind.Accepted, Code, becomes.Version) : Outcome.Unknown(Code);
    }

    /// <inheritdoc/>
    public async Task<bool> TakeUnitedNations(CalendarCopy calendar)
    {
        if (stored.State.UnitedNations?.Version >= calendar.Version)
            return true;
        if (!await Keep(stored.State with { Format = MemberStateRecord.CurrentFormat, UnitedNations = calendar, MustTell = stored.State.Openings.Count > 0 }))
            return false;
        await FinishOpenings();
        return true;
    }

    /// <inheritdoc/>
    public async Task TellAgain()
    {
        if (Copies().Count == 0 || await Keep(stored.State with { MustTell = true }))
            await FinishOpenings();
    }

    /// <summary>The calendars that engagements of the Member State are to go by, where officers have changed them.</summary>
    private Items<CalendarCopy> Copies() => new[] { stored.State.Calendar?.Copy(), stored.State.UnitedNations }.OfType<CalendarCopy>().ToItems();

    /// <summary>Gives everybody the newest calendars; false when somebody has to be told again.</summary>
    private async Task<bool> Tell()
    {
        var all = true;
        if (Code == WorkingCalendars.UnitedNations)
            foreach (var state in MemberStates.All)
                all &= await GrainFactory.GetGrain<IMemberStateGrain>(GrainKeys.MemberState(state.Code)).TakeUnitedNations(stored.State.Calendar!.Copy());
        foreach (var opening in stored.State.Openings.Where(o => !o.IsHalfDone))
            foreach (var copy in Copies())
            {
                var id = DerivedId.Of("calendar", opening.Reference.ToString(), copy.Of, $"{copy.Version}");
                var outcome = await GrainFactory.Engagement(opening.Reference).Execute(new(id, Product, new TakeCalendar(copy)));
                all &= outcome.Kind != OutcomeKind.Unknown;
            }

        return all;
    }
}
