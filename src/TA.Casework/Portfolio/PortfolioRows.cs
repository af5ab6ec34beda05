using System.Globalization;
using System.Text.Json;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>The rows that an engagement's record makes. A pure function of the record: the same record always makes the same rows.</summary>
internal sealed record EngagementRows(
    EngagementRow Engagement, IReadOnlyList<OrganizationRow> Organizations, IReadOnlyList<OfficerRow> Officers, IReadOnlyList<TaskRow> Tasks, IReadOnlyList<ContributionRow> Contributions)
{
    /// <summary>What it knows of the law, in one row or none.</summary>
    public IReadOnlyList<CoverageRow> Coverage { get; init; } = [];

    /// <summary>The reviews that organizations are asked for.</summary>
    public IReadOnlyList<ReviewRow> Reviews { get; init; } = [];

    /// <summary>Results, balance and lessons.</summary>
    public ResultsOfEngagement Results { get; init; } = new([], [], []);

    /// <summary>The rows of a record that holds an engagement.</summary>
    public static EngagementRows Of(EngagementRecord record, string? tag) => Of(Moment.Of(record), tag);

    /// <summary>The rows of an engagement as it was at a moment.</summary>
    public static EngagementRows Of(Moment moment, string? tag)
    {
        var engagement = moment.Engagement;
        var reference = engagement.Reference.ToString();
        var names = engagement.Participants.GroupBy(p => p.Organization).ToDictionary(g => g.Key, g => g.First().Name);
        var organizations = TakingPart(engagement, reference, names);
        return new(
            Row(moment, reference, tag, organizations),
            organizations,
            [.. engagement.Deputies.Append(engagement.LeadOfficer ?? default).Where(u => u != default).Distinct().Select(u => new OfficerRow { Reference = reference, User = u.Value })],
            [.. engagement.Tasks.Select(t => Task(engagement, reference, t, names))],
            ProgrammeRows.Of(reference, engagement.Contributions))
        {
            Coverage = LegislationRows.Coverage(engagement, reference),
            Reviews = LegislationRows.Reviews(engagement, reference),
            Results = ResultsOfEngagement.Of(engagement, reference),
        };
    }

    private static EngagementRow Row(Moment moment, string reference, string? tag, List<OrganizationRow> organizations)
    {
        var engagement = moment.Engagement;
        var details = engagement.Details;
        var state = MemberStates.Find(details.MemberState);
        var health = HealthFacts.Of(engagement);
        return new()
        {
            Reference = reference,
            Version = engagement.Version,
            Head = moment.Head,
            Tag = tag,
            ChangedAt = moment.At.UtcTicks,
            MemberState = details.MemberState,
            Region = state?.RegionCode ?? "",
            Title = details.Title,
            TitleOrder = Folding.Fold(details.Title),
            MemberStateOrder = Folding.Fold(state?.Name("en") ?? details.MemberState),
            SearchText = Folding.Fold($"{reference} {details.Title} {(state is null ? "" : string.Join(' ', state.Names.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => n.Value)))}"),
            Topics = PortfolioWords.Bits(details.Topics),
            Workstreams = details.Workstreams.Aggregate(0, (bits, w) => bits | (1 << (int)w)),
            Classification = details.Classification,
            State = engagement.State,
            LeadOffice = details.LeadOffice ?? "",
            LeadOfficer = engagement.LeadOfficer?.Value ?? "",
            Programme = details.Programme?.Value,
            Partners = string.Join(' ', organizations.Where(o => o.TakesPart && o.Organization != OrganizationId.Unodc.Value).Select(o => o.Organization)),
            Start = details.Start?.ToString(),
            End = details.End?.ToString(),
            Budget = ProgrammeRows.Hundredths(details.Budget),
            BudgetCurrency = details.Budget?.Currency,
            HasHealth = health.Counts,
            IsBlocked = health.Blocked,
            AtRiskFrom = health.AtRiskFrom ?? DateOnly.MaxValue,
            LateFrom = health.LateFrom ?? DateOnly.MaxValue,
            NextDue = health.NextDue ?? DateOnly.MaxValue,
            RepeatsOn = RecurringTasks.NextTurn(engagement) ?? DateOnly.MaxValue,
            HealthRemark = engagement.HealthRemark,
            Tasks = engagement.Tasks.Count(t => t.State != PlanTaskState.Cancelled),
            OpenTasks = engagement.Tasks.Count(t => t.IsOpen),
            IsSample = engagement.IsSample,
            ImportedRow = engagement.Provenance?.Row,
        };
    }

    private static List<OrganizationRow> TakingPart(Engagement engagement, string reference, Dictionary<OrganizationId, string> names)
    {
        var withTasks = engagement.Tasks.Select(t => t.Organization).OfType<OrganizationId>().ToHashSet();
        var parts = engagement.Participants.ToLookup(p => p.Organization, p => p.Part);
        return [.. parts.Select(g => g.Key).Union(withTasks).OrderBy(o => o.Value, StringComparer.Ordinal).Select(id => new OrganizationRow
        {
            Reference = reference,
            Organization = id.Value,
            Name = names.GetValueOrDefault(id, id.Value),
            Parts = parts[id].Aggregate(0, (bits, part) => bits | (1 << (int)part)),
            TakesPart = withTasks.Contains(id) || parts[id].Any(part => part != ParticipationPart.Donor),
        })];
    }

    private static TaskRow Task(Engagement engagement, string reference, PlanTask task, Dictionary<OrganizationId, string> names)
    {
        var waitsFor = task.IsOpen
            ? Readiness.WaitsFor(engagement, task).Select(p => new WaitedFor(
                p.Id.Value, p.Title, p.Organization?.Value, p.Organization is { } o ? names.GetValueOrDefault(o, o.Value) : null, engagement.StateOf(p), p.Dates.Due)).ToArray()
            : [];
        return new()
        {
            Reference = reference,
            Task = task.Id.Value,
            Workstream = task.Workstream,
            Stage = task.Stage,
            Title = task.Title,
            Deliverable = task.Deliverable,
            Organization = task.Organization?.Value,
            Person = task.Person?.Value,
            State = engagement.StateOf(task),
            StateSince = task.StateSince,
            Standing = Standing(engagement, task),
            Start = task.Dates.Start,
            Due = task.Dates.Due,
            PercentDone = task.PercentDone,
            Because = task.Because,
            WhatIsMissing = task.WhatIsMissing,
            ProposedStart = task.Proposal?.Dates.Start,
            ProposedDue = task.Proposal?.Dates.Due,
            ProposedBecause = task.Proposal?.Because,
            AcceptedOn = task.AcceptedOn,
            WaitsFor = waitsFor.Length == 0 ? null : JsonSerializer.Serialize(waitsFor, EngagementJson.Stored),
        };
    }

    private static TaskStanding Standing(Engagement engagement, PlanTask task) =>
        !task.IsOpen || task.State == PlanTaskState.Declined || engagement.State.IsEnded() ? TaskStanding.Nothing
        : engagement.State == EngagementState.Suspended ? TaskStanding.OnHold
        : task.State == PlanTaskState.Submitted ? TaskStanding.Submitted
        : task.WhatIsMissing is not null ? TaskStanding.SentBack
        : TaskStanding.ToDo;
}

/// <summary>The rows that a programme makes.</summary>
internal sealed record ProgrammeRows(ProgrammeRow Programme, IReadOnlyList<ContributionRow> Contributions)
{
    /// <summary>The rows of a programme.</summary>
    public static ProgrammeRows Of(Programme programme, string? tag) => new(
        new()
        {
            Id = programme.Id.Value,
            Version = programme.Version,
            Tag = tag,
            Title = programme.Title,
            SearchText = Folding.Fold(string.Create(CultureInfo.InvariantCulture, $"{programme.Id} {programme.Title} {programme.Provenance?.SourceReference}")),
            LeadOffice = programme.LeadOffice,
            Start = programme.Start?.ToString(),
            End = programme.End?.ToString(),
            Budget = Hundredths(programme.Budget),
            BudgetCurrency = programme.Budget?.Currency,
        },
        Of(programme.Id.Value, programme.Contributions));

    /// <summary>The contributions to an engagement or a programme, as far as they can be told apart: earlier releases took two of one identifier, of which corrections reach the first.</summary>
    public static IReadOnlyList<ContributionRow> Of(string owner, Items<Contribution> contributions) => [.. contributions.DistinctBy(c => c.Id).Select(c => Contribution(owner, c))];

    private static ContributionRow Contribution(string owner, Contribution contribution) => new()
    {
        Owner = owner,
        Contribution = contribution.Id,
        Donor = contribution.Donor,
        Pledged = Hundredths(contribution.Pledged),
        PledgedCurrency = contribution.Pledged?.Currency,
        Received = Hundredths(contribution.Received),
        ReceivedCurrency = contribution.Received?.Currency,
    };

    /// <summary>An amount in hundredths; no amount has more than two decimals.</summary>
    public static long? Hundredths(Money? money) => money is { } some ? (long)(some.Amount * 100) : null;

    /// <summary>The amount of hundredths, or null.</summary>
    public static Money? Money(long? hundredths, string? currency) => hundredths is { } amount && currency is not null ? new(amount / 100m, currency) : null;
}
