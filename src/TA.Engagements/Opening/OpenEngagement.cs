namespace TA.Engagements;

/// <summary>Opens an engagement on a State's request. The chosen workstreams get their tasks from the playbooks at once.</summary>
/// <param name="Details">What it is about; at least one topic.</param>
/// <param name="Request">The request.</param>
/// <param name="LeadOfficer">Who leads: an officer with an active account; may be named later, but not after approval.</param>
/// <param name="PlanFrom">The day the plan begins.</param>
/// <param name="Calendars">The calendars that officers have changed. The product puts them in; what a request says here is not looked at.</param>
public sealed record OpenEngagement(
    EngagementDetails Details, AssistanceRequest Request, UserId? LeadOfficer, DateOnly PlanFrom, Items<CalendarCopy> Calendars = default) : EngagementCommand;

/// <summary>An engagement has begun.</summary>
public sealed record EngagementOpened(EngagementReference Reference, EngagementDetails Details, AssistanceRequest Request, UserId? LeadOfficer) : EngagementEvent;

/// <summary>Enters an engagement that was read from a source outside, in the state it has there; gates without evidence stay "not on record".</summary>
public sealed record RecordEngagement(
    EngagementDetails Details, EngagementState State, Provenance Provenance, Items<Contribution> Contributions = default, Items<Participation> Participants = default) : EngagementCommand;

/// <summary>An engagement from outside is on record.</summary>
public sealed record EngagementRecorded(
    EngagementReference Reference, EngagementDetails Details, EngagementState State, Provenance Provenance, Items<Contribution> Contributions = default,
    Items<Participation> Participants = default) : EngagementEvent;

/// <summary>No member of the United Nations has this code.</summary>
public sealed record NoMemberState(string Code) : Refusal;

/// <summary>At least one of the topics must be set.</summary>
public sealed record TopicNeeded : Refusal;

/// <summary>The first day lies after the last.</summary>
public sealed record DatesReversed(string Field) : Refusal;

/// <summary>The engagement exists already, so it cannot be opened.</summary>
public sealed record AlreadyOpen(EngagementReference Reference) : Refusal;

/// <summary>There is no such engagement, or the person may not know of it.</summary>
public sealed record EngagementUnknown(EngagementReference Reference) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

internal static class OpeningEngagements
{
    public static Decision Decide(OpenEngagement command, in Asked asked)
    {
        if (Faults(command.Details) is { } refusal)
            return refusal;
        if (!command.Details.Topics.Any)
            return new TopicNeeded();
        if (NamedThings.Fault(null, command.Details.Mandate, "details.mandate.provisions") is { } unknown)
            return unknown;
        if (command.Request.ReceivedOn > asked.Today)
            return new DateInFuture("request.receivedOn", command.Request.ReceivedOn);
        if (command.LeadOfficer is { } officer && NamedPeople.OfficerFault(asked, "leadOfficer", officer) is { } unfit)
            return unfit;
        var opened = new EngagementOpened(asked.Reference, command.Details, command.Request, command.LeadOfficer);
        var engagement = Apply(opened);
        var events = new List<EngagementEvent> { opened };
        foreach (var calendar in command.Calendars)
        {
            var taken = TakingCalendars.Decide(engagement, new(calendar));
            if (taken.Refusal is not null)
                return taken;
            events.AddRange(taken.Events);
            foreach (var happened in taken.Events)
                engagement = engagement.Apply(happened, new(engagement.Version + 1, asked.Now, asked.Actor));
        }

        foreach (var workstream in command.Details.Workstreams.Prepend(WorkstreamKind.LifeCycle).Distinct().Order())
        {
            var adopted = AdoptingPlaybooks.Adopt(engagement, workstream, command.PlanFrom);
            if (adopted.Refusal is not null)
                return adopted;
            events.AddRange(adopted.Events);
            foreach (var happened in adopted.Events)
                engagement = engagement.Apply(happened, new(engagement.Version + 1, asked.Now, asked.Actor));
        }

        return Decision.Of(events);
    }

    public static Decision Decide(RecordEngagement command, in Asked asked) =>
        Faults(command.Details) is { } refusal
            ? refusal
            : new EngagementRecorded(asked.Reference, command.Details, command.State, command.Provenance, command.Contributions, command.Participants);

    /// <summary>What is wrong with the details, whoever enters them.</summary>
    internal static Refusal? Faults(EngagementDetails details)
    {
        if (MemberStates.Find(details.MemberState) is null)
            return new NoMemberState(details.MemberState);
        if (details.Start is { } start && details.End is { } end && end.Latest < start.Earliest)
            return new DatesReversed("details.end");
        if (details.Workstreams.Contains(WorkstreamKind.LifeCycle))
            return new WorkstreamNotChosen(WorkstreamKind.LifeCycle);
        return null;
    }

    public static Engagement Apply(EngagementOpened opened) => new()
    {
        Reference = opened.Reference,
        Details = opened.Details,
        Request = opened.Request,
        LeadOfficer = opened.LeadOfficer,
    };

    public static Engagement Apply(EngagementRecorded recorded) => new()
    {
        Reference = recorded.Reference,
        Details = recorded.Details,
        State = recorded.State,
        Provenance = recorded.Provenance,
        Contributions = recorded.Contributions,
        Participants = recorded.Participants,
    };
}
