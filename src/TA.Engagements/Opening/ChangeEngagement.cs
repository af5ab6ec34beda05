namespace TA.Engagements;

/// <summary>Changes what an engagement is about, field by field.</summary>
public sealed record ChangeEngagement : EngagementCommand
{
    /// <summary>The edits; those that are null leave their field alone.</summary>
    public required EngagementEdits Edits { get; init; }

    /// <summary>What becomes of a field that has changed meanwhile.</summary>
    public OnConflict OnConflict { get; init; }

    /// <summary>The version of the engagement that the person saw, see <see cref="EngagementCommand.SeenAt"/>; work that was done offline may be as old as it is.</summary>
    public long? AsOf { get; init; }

    /// <inheritdoc/>
    public override long? SeenAt() => OnConflict == OnConflict.Keep ? null : AsOf;
}

/// <summary>Edits of an engagement's fields.</summary>
public sealed record EngagementEdits
{
    /// <summary>The title.</summary>
    public Edit<string>? Title { get; init; }

    /// <summary>The topics, all three together.</summary>
    public Edit<Topics>? Topics { get; init; }

    /// <summary>The workstreams; one that has tasks which are not cancelled cannot be taken away.</summary>
    public Edit<Items<WorkstreamKind>>? Workstreams { get; init; }

    /// <summary>Who may see it.</summary>
    public Edit<InformationClassification>? Classification { get; init; }

    /// <summary>The UNODC office that leads.</summary>
    public Edit<string?>? LeadOffice { get; init; }

    /// <summary>The programme.</summary>
    public Edit<ProgrammeId?>? Programme { get; init; }

    /// <summary>The first day.</summary>
    public Edit<PartialDate?>? Start { get; init; }

    /// <summary>The last day.</summary>
    public Edit<PartialDate?>? End { get; init; }

    /// <summary>The budget, amount and currency together.</summary>
    public Edit<Money?>? Budget { get; init; }

    /// <summary>The mandate it serves.</summary>
    public Edit<Mandate>? Mandate { get; init; }

    /// <summary>The request.</summary>
    public Edit<AssistanceRequest?>? Request { get; init; }

    /// <summary>Deputies of the lead officer. Those who are new must be officers with active accounts.</summary>
    public Edit<Items<UserId>>? Deputies { get; init; }

    /// <summary>The officer's remark on the health.</summary>
    [Length(Limits.Paragraph)]
    public Edit<string?>? HealthRemark { get; init; }
}

/// <summary>Fields of the engagement have changed.</summary>
/// <param name="Edits">The edits that were applied.</param>
/// <param name="Offline">The command, where it asked that conflicts be kept and met none.</param>
public sealed record EngagementChanged(EngagementEdits Edits, Guid? Offline = null) : EngagementEvent;

/// <summary>Fields have changed since the person saw them; both values are named, nothing is written.</summary>
public sealed record EditConflict(Items<FieldConflict> Fields) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Conflict;
}

/// <summary>A workstream with tasks cannot be taken away before they are cancelled.</summary>
public sealed record WorkstreamHasTasks(WorkstreamKind Workstream, int OpenTasks) : Refusal;

/// <summary>The workstream is not one that this engagement has chosen or can choose.</summary>
public sealed record WorkstreamNotChosen(WorkstreamKind Workstream) : Refusal;

/// <summary>The person named as a deputy leads the engagement.</summary>
/// <param name="Field">The field that names the person.</param>
/// <param name="Person">The person.</param>
public sealed record LeadsAlready(string Field, UserId Person) : Refusal;

internal static class ChangingEngagements
{
    public static Decision Decide(Engagement engagement, ChangeEngagement command, in Asked asked)
    {
        if (engagement.KeptIds.Contains(asked.CommandId) && command.OnConflict == OnConflict.Keep)
            return Decision.Nothing;
        var judge = new EditJudge();
        var applied = Judge(engagement, command.Edits, judge);
        if (command.OnConflict == OnConflict.Refuse && judge.Conflicts.Count > 0)
            return new EditConflict(judge.Conflicts);
        var events = new List<EngagementEvent>();
        if (judge.AnyApplies)
        {
            if (Agreed.Refusal(engagement, applied) is { } needed)
                return needed;
            var after = Apply(engagement, new(applied));
            if ((Faults(engagement, after) ?? RequestFault(engagement, after, asked) ?? DeputyFault(engagement, after, asked)
                ?? NamedThings.Fault(engagement.Details.Mandate, after.Details.Mandate, "edits.mandate.to.provisions")) is { } refusal)
                return refusal;
            events.Add(new EngagementChanged(applied));
        }

        return command.OnConflict == OnConflict.Refuse || (events.Count == 0 && judge.Conflicts.Count == 0) ? Decision.Of(events)
            : KeepingEdits.Keep(engagement, events, new(asked.CommandId, null, judge.Conflicts, Engagement: command.Edits));
    }

    internal static EngagementEdits Judge(Engagement engagement, EngagementEdits edits, EditJudge judge) => new()
    {
        Title = judge.Judge("title", engagement.Details.Title, edits.Title),
        Topics = judge.Judge("topics", engagement.Details.Topics, edits.Topics),
        Workstreams = judge.Judge("workstreams", engagement.Details.Workstreams, edits.Workstreams),
        Classification = judge.Judge("classification", engagement.Details.Classification, edits.Classification),
        LeadOffice = judge.Judge("leadOffice", engagement.Details.LeadOffice, edits.LeadOffice),
        Programme = judge.Judge("programme", engagement.Details.Programme, edits.Programme),
        Start = judge.Judge("start", engagement.Details.Start, edits.Start),
        End = judge.Judge("end", engagement.Details.End, edits.End),
        Budget = judge.Judge("budget", engagement.Details.Budget, edits.Budget),
        Mandate = judge.Judge("mandate", engagement.Details.Mandate, edits.Mandate),
        Request = judge.Judge("request", engagement.Request, edits.Request),
        Deputies = judge.Judge("deputies", engagement.Deputies, edits.Deputies),
        HealthRemark = judge.Judge("healthRemark", engagement.HealthRemark, edits.HealthRemark),
    };

    private static Refusal? Faults(Engagement before, Engagement after)
    {
        if (!after.Details.Topics.Any && before.Details.Topics.Any)
            return new TopicNeeded();
        foreach (var gone in before.Details.Workstreams.Except(after.Details.Workstreams))
            if (before.Tasks.Count(t => t.Workstream == gone && t.State != PlanTaskState.Cancelled) is > 0 and var open)
                return new WorkstreamHasTasks(gone, open);
        return OpeningEngagements.Faults(after.Details);
    }

    /// <summary>A request that is on record is corrected, never taken away.</summary>
    private static Refusal? RequestFault(Engagement before, Engagement after, in Asked asked) => (before.Request, after.Request) switch
    {
        ({ }, null) => new Malformed([new("edits.request.to", FieldFaultKind.Blank)]),
        (_, { ReceivedOn: var on }) when on > asked.Today && on != before.Request?.ReceivedOn => new DateInFuture("edits.request.to.receivedOn", on),
        _ => null,
    };

    private static Refusal? DeputyFault(Engagement before, Engagement after, in Asked asked)
    {
        foreach (var deputy in after.Deputies)
            if (!before.Deputies.Contains(deputy)
                && (deputy == after.LeadOfficer ? new LeadsAlready("edits.deputies.to", deputy) : NamedPeople.OfficerFault(asked, "edits.deputies.to", deputy)) is { } refusal)
                return refusal;
        return null;
    }

    public static Engagement Apply(Engagement engagement, EngagementChanged changed)
    {
        var edits = changed.Edits;
        var details = engagement.Details;
        return KeepingEdits.Remember(engagement, changed.Offline) with
        {
            Details = details with
            {
                Title = edits.Title is { } title ? title.To : details.Title,
                Topics = edits.Topics is { } topics ? topics.To : details.Topics,
                Workstreams = edits.Workstreams is { } workstreams ? workstreams.To : details.Workstreams,
                Classification = edits.Classification is { } classification ? classification.To : details.Classification,
                LeadOffice = edits.LeadOffice is { } office ? office.To : details.LeadOffice,
                Programme = edits.Programme is { } programme ? programme.To : details.Programme,
                Start = edits.Start is { } start ? start.To : details.Start,
                End = edits.End is { } end ? end.To : details.End,
                Budget = edits.Budget is { } budget ? budget.To : details.Budget,
                Mandate = edits.Mandate is { } mandate ? mandate.To : details.Mandate,
            },
            Request = edits.Request is { } request ? request.To : engagement.Request,
            Deputies = edits.Deputies is { } deputies ? deputies.To : engagement.Deputies,
            HealthRemark = edits.HealthRemark is { } remark ? remark.To : engagement.HealthRemark,
        };
    }
}
