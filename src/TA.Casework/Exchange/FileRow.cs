using TA.Engagements;

namespace TA.Casework.Exchange;

/// <summary>A row of a file of engagements, checked field by field.</summary>
public sealed record FileRow
{
    /// <summary>The line on which it begins, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>By what it is known again: see <see cref="RowIdentity"/>.</summary>
    public required string Identity { get; init; }

    /// <summary>SHA-256 of its fields, apart from the order of columns, line ends and space around fields.</summary>
    public required string Content { get; init; }

    /// <summary>The reference as written.</summary>
    public string? Reference { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>Codes of three capital letters, each once; not all of them need be Member States.</summary>
    public Items<string> MemberStates { get; init; }

    /// <summary>First day, as far as known.</summary>
    public PartialDate? Start { get; init; }

    /// <summary>Last day, as far as known.</summary>
    public PartialDate? End { get; init; }

    /// <summary>The budget; null too where the source gives no currency.</summary>
    public Money? Budget { get; init; }

    /// <summary>An amount for which the source gives no currency, as written.</summary>
    public string? AmountWithoutCurrency { get; init; }

    /// <summary>Who pays.</summary>
    public Items<string> Donors { get; init; }

    /// <summary>Who leads.</summary>
    public string? LeadOffice { get; init; }

    /// <summary>National bodies, some with their State before a colon.</summary>
    public Items<string> NationalCounterparts { get; init; }

    /// <summary>Partner organizations.</summary>
    public Items<string> PartnerOrganizations { get; init; }

    /// <summary>The topics; none where the source does not say.</summary>
    public Topics Topics { get; init; }

    /// <summary>The lines of work, in the order of the enum.</summary>
    public Items<WorkstreamKind> Workstreams { get; init; }

    /// <summary>The state the source gives; null where it gives none.</summary>
    public EngagementState? Status { get; init; }

    /// <summary>What the source reports as results.</summary>
    public string? ReportedResults { get; init; }

    /// <summary>The public page.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>The date of the page.</summary>
    public PartialDate? SourceDate { get; init; }

    /// <summary>Notes and doubts.</summary>
    public string? Note { get; init; }

    /// <summary>Several States, or none that is named, make a programme; one State is an engagement of its own.</summary>
    public bool HasProgramme => MemberStates.Count != 1;

    /// <summary>
    /// The state in which the engagement is entered. Where the source gives none, the dates decide: delivery if they include the day, else closed. A missing end is an open end;
    /// without any date nothing says that work goes on.
    /// </summary>
    public EngagementState StateOn(DateOnly day) => Status
        ?? ((Start is not null || End is not null) && !(Start?.Earliest > day) && !(End?.Latest < day) ? EngagementState.Delivery : EngagementState.Closed);
}
