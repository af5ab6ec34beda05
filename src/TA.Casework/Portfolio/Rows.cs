using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>
/// A row of which every version is kept that stood at the end of a UTC day: the newest in a table of today, earlier ones in a table of the past (<see cref="PastDb"/>). A day is that of the event's time, on
/// which it was recorded, whatever dates it tells of.
/// </summary>
internal abstract class DatedRow
{
    /// <summary>The first UTC day at whose end it stood as it is here.</summary>
    public DateOnly Since { get; set; }

    /// <summary>The first UTC day at whose end it did so no longer; the last date of all for rows of today, which have no such column.</summary>
    public DateOnly Until { get; set; } = DateOnly.MaxValue;
}

/// <summary>An engagement as the list, its filters and its sorts need it. Nothing here depends on the day on which it is read.</summary>
internal sealed class EngagementRow : DatedRow
{
    /// <summary>Member State, year and number.</summary>
    public required string Reference { get; set; }

    /// <summary>The version of the newest event that the row knows.</summary>
    public long Version { get; set; }

    /// <summary>The hash of the newest event.</summary>
    public required string Head { get; set; }

    /// <summary>The storage tag of the record the row was made from; null when that is not certain.</summary>
    public string? Tag { get; set; }

    /// <summary>The number of the batch that wrote the row.</summary>
    public long Sequence { get; set; }

    /// <summary>Time of the newest event, UTC, in ticks of 100 ns.</summary>
    public long ChangedAt { get; set; }

    /// <summary>ISO 3166-1 alpha-3.</summary>
    public required string MemberState { get; set; }

    /// <summary>UN M49 code of the region.</summary>
    public required string Region { get; set; }

    /// <summary>The title as entered.</summary>
    public required string Title { get; set; }

    /// <summary>The title, folded, for sorting.</summary>
    public required string TitleOrder { get; set; }

    /// <summary>The Member State's English name, folded, for sorting.</summary>
    public required string MemberStateOrder { get; set; }

    /// <summary>Reference, title and the Member State's names in six languages, folded.</summary>
    public required string SearchText { get; set; }

    /// <summary>One bit for each <see cref="Topic"/>.</summary>
    public int Topics { get; set; }

    /// <summary>One bit for each <see cref="WorkstreamKind"/> chosen.</summary>
    public int Workstreams { get; set; }

    /// <summary>Who may see it.</summary>
    public InformationClassification Classification { get; set; }

    /// <summary>Where it stands in its life.</summary>
    public EngagementState State { get; set; }

    /// <summary>The office that leads; empty when none is named.</summary>
    public required string LeadOffice { get; set; }

    /// <summary>The officer who leads; empty when none is named.</summary>
    public required string LeadOfficer { get; set; }

    /// <summary>The programme, or null.</summary>
    public string? Programme { get; set; }

    /// <summary>The organizations that share tasks or take part otherwise than by giving money, UNODC apart; in order, with a space between them.</summary>
    public required string Partners { get; set; }

    /// <summary>First day as far as known, as text.</summary>
    public string? Start { get; set; }

    /// <summary>Last day as far as known, as text.</summary>
    public string? End { get; set; }

    /// <summary>The engagement's own budget in hundredths of its currency.</summary>
    public long? Budget { get; set; }

    /// <summary>ISO 4217.</summary>
    public string? BudgetCurrency { get; set; }

    /// <summary>False while there is no health: suspended or ended.</summary>
    public bool HasHealth { get; set; }

    /// <summary>A task is blocked or declined.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>First day on which it is at risk; the last date of all when that never comes.</summary>
    public DateOnly AtRiskFrom { get; set; }

    /// <summary>First day on which it is late; the last date of all when that never comes.</summary>
    public DateOnly LateFrom { get; set; }

    /// <summary>Earliest last day of an open task; the last date of all when there is none.</summary>
    public DateOnly NextDue { get; set; }

    /// <summary>The day on which the next occurrence of a recurring task is to be added; the last date of all when there is none.</summary>
    public DateOnly RepeatsOn { get; set; }

    /// <summary>What the officer remarks on the health.</summary>
    public string? HealthRemark { get; set; }

    /// <summary>Tasks that are not cancelled.</summary>
    public int Tasks { get; set; }

    /// <summary>Tasks that are neither accepted nor cancelled.</summary>
    public int OpenTasks { get; set; }

    /// <summary>The plan is made up to show the product.</summary>
    public bool IsSample { get; set; }

    /// <summary>The identity of the row of a file it was imported from; null when it was opened here.</summary>
    public string? ImportedRow { get; set; }

    /// <summary>The organizations that take part; for queries only.</summary>
    public List<OrganizationRow> Organizations { get; } = [];

    /// <summary>The officers named; for queries only.</summary>
    public List<OfficerRow> Officers { get; } = [];
}

/// <summary>How far the read model has come; one row.</summary>
internal sealed class StateRow
{
    /// <summary>Always 1.</summary>
    public int Id { get; set; }

    /// <summary>The number of the newest batch.</summary>
    public long Sequence { get; set; }

    /// <summary>Another one whenever rows of engagements have gone.</summary>
    public required string Generation { get; set; }

    /// <summary>A sweep has gone through all states since the tables were made: until then lists lack what nobody has touched.</summary>
    public bool IsFilled { get; set; }
}

/// <summary>An organization in an engagement.</summary>
internal sealed class OrganizationRow : DatedRow
{
    /// <summary>The engagement.</summary>
    public required string Reference { get; set; }

    /// <summary>The organization.</summary>
    public required string Organization { get; set; }

    /// <summary>Its name when it was entered.</summary>
    public required string Name { get; set; }

    /// <summary>One bit for each <see cref="ParticipationPart"/>.</summary>
    public int Parts { get; set; }

    /// <summary>It has a task, or takes part otherwise than by giving money: its people may know of the engagement.</summary>
    public bool TakesPart { get; set; }
}

/// <summary>The lead officer or a deputy.</summary>
internal sealed class OfficerRow : DatedRow
{
    /// <summary>The engagement.</summary>
    public required string Reference { get; set; }

    /// <summary>The account.</summary>
    public required string User { get; set; }
}

/// <summary>A task as the organization that has to do it needs to see it.</summary>
internal sealed class TaskRow : DatedRow
{
    /// <summary>The engagement.</summary>
    public required string Reference { get; set; }

    /// <summary>The task within it.</summary>
    public required string Task { get; set; }

    /// <summary>The line of work.</summary>
    public WorkstreamKind Workstream { get; set; }

    /// <summary>The stage, or null.</summary>
    public string? Stage { get; set; }

    /// <summary>One line.</summary>
    public required string Title { get; set; }

    /// <summary>What it hands over.</summary>
    public required string Deliverable { get; set; }

    /// <summary>The organization that answers for it.</summary>
    public string? Organization { get; set; }

    /// <summary>The person there.</summary>
    public string? Person { get; set; }

    /// <summary>The state as people see it, ready included.</summary>
    public PlanTaskState State { get; set; }

    /// <summary>The version at which the recorded state was entered.</summary>
    public long StateSince { get; set; }

    /// <summary>What it asks of its organization; what is blocked is to be done, and says so by its state.</summary>
    public TaskStanding Standing { get; set; }

    /// <summary>First day.</summary>
    public DateOnly Start { get; set; }

    /// <summary>Last day.</summary>
    public DateOnly Due { get; set; }

    /// <summary>0 to 100.</summary>
    public int PercentDone { get; set; }

    /// <summary>Why blocked, declined or cancelled.</summary>
    public string? Because { get; set; }

    /// <summary>What the officer found missing.</summary>
    public string? WhatIsMissing { get; set; }

    /// <summary>First day proposed.</summary>
    public DateOnly? ProposedStart { get; set; }

    /// <summary>Last day proposed.</summary>
    public DateOnly? ProposedDue { get; set; }

    /// <summary>Why other dates are proposed.</summary>
    public string? ProposedBecause { get; set; }

    /// <summary>Day of acceptance.</summary>
    public DateOnly? AcceptedOn { get; set; }

    /// <summary>The open tasks it waits for, as JSON of <see cref="WaitedFor"/>; null when it waits for none.</summary>
    public string? WaitsFor { get; set; }

    /// <summary>The engagement; for queries only.</summary>
    public EngagementRow? Engagement { get; set; }
}

/// <summary>What a donor gives to an engagement or to a programme.</summary>
internal sealed class ContributionRow : DatedRow
{
    /// <summary>Reference of the engagement, or identifier of the programme.</summary>
    public required string Owner { get; set; }

    /// <summary>The contribution.</summary>
    public Guid Contribution { get; set; }

    /// <summary>The donor's name.</summary>
    public required string Donor { get; set; }

    /// <summary>Pledged, in hundredths.</summary>
    public long? Pledged { get; set; }

    /// <summary>ISO 4217.</summary>
    public string? PledgedCurrency { get; set; }

    /// <summary>Received, in hundredths.</summary>
    public long? Received { get; set; }

    /// <summary>ISO 4217.</summary>
    public string? ReceivedCurrency { get; set; }
}

/// <summary>A programme.</summary>
internal sealed class ProgrammeRow : DatedRow
{
    /// <summary>Its identifier.</summary>
    public required string Id { get; set; }

    /// <summary>The number of changes that the row knows.</summary>
    public long Version { get; set; }

    /// <summary>The storage tag of the record the row was made from; null when that is not certain.</summary>
    public string? Tag { get; set; }

    /// <summary>One line.</summary>
    public required string Title { get; set; }

    /// <summary>Title, identifier and the source's reference, folded.</summary>
    public required string SearchText { get; set; }

    /// <summary>The office that leads.</summary>
    public string? LeadOffice { get; set; }

    /// <summary>First day as far as known, as text.</summary>
    public string? Start { get; set; }

    /// <summary>Last day as far as known, as text.</summary>
    public string? End { get; set; }

    /// <summary>The budget in hundredths.</summary>
    public long? Budget { get; set; }

    /// <summary>ISO 4217.</summary>
    public string? BudgetCurrency { get; set; }
}
