using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>What an engagement knows of the law of its Member State, provision by provision; there is no row where it knows nothing.</summary>
internal sealed class CoverageRow : DatedRow
{
    /// <summary>The engagement.</summary>
    public required string Reference { get; set; }

    /// <summary>JSON of <see cref="KnownOfProvision"/>.</summary>
    public required string Known { get; set; }

    /// <summary>The engagement; for queries only.</summary>
    public EngagementRow? Engagement { get; set; }
}

/// <summary>An open review round as an organization that is asked needs to see it.</summary>
internal sealed class ReviewRow
{
    /// <summary>The engagement.</summary>
    public required string Reference { get; set; }

    /// <summary>The round.</summary>
    public Guid Round { get; set; }

    /// <summary>The organization.</summary>
    public required string Organization { get; set; }

    /// <summary>The bill's title.</summary>
    public required string Bill { get; set; }

    /// <summary>The number of the version.</summary>
    public int Version { get; set; }

    /// <summary>What is asked.</summary>
    public required string Question { get; set; }

    /// <summary>The last day for comments.</summary>
    public DateOnly Deadline { get; set; }

    /// <summary>How many comments the organization has made.</summary>
    public int Comments { get; set; }

    /// <summary>The engagement; for queries only.</summary>
    public EngagementRow? Engagement { get; set; }
}

/// <summary>The rows that the legislation work of an engagement makes.</summary>
internal static class LegislationRows
{
    /// <summary>One row, or none.</summary>
    public static IReadOnlyList<CoverageRow> Coverage(Engagement engagement, string reference) =>
        TreatyCoverage.Of(engagement) is { Count: > 0 } known ? [new() { Reference = reference, Known = JsonSerializer.Serialize(known, EngagementJson.Stored) }] : [];

    /// <summary>One row for each reviewer of each open round.</summary>
    public static IReadOnlyList<ReviewRow> Reviews(Engagement engagement, string reference) => engagement.State.IsEnded()
        ? []
        : [.. engagement.Legislation.Rounds.Where(r => r.ClosedOn is null).SelectMany(r => r.Reviewers.Select(organization => new ReviewRow
        {
            Reference = reference,
            Round = r.Id,
            Organization = organization.Value,
            Bill = engagement.Legislation.Bill(r.Bill)!.Title,
            Version = r.Version,
            Question = r.Question,
            Deadline = r.Deadline,
            Comments = r.Comments.Count(c => c.Organization == organization),
        }))];

    /// <summary>What a row holds.</summary>
    public static Items<KnownOfProvision> Read(string known) => JsonSerializer.Deserialize<Items<KnownOfProvision>>(known, EngagementJson.Stored);

    /// <summary>The table of reviews: they are work to be done, of which only today's are asked for.</summary>
    public static void Model(ModelBuilder model)
    {
        model.Entity<ReviewRow>(row =>
        {
            row.ToTable("portfolio_reviews").HasKey(r => new { r.Reference, r.Round, r.Organization });
            row.HasOne(r => r.Engagement).WithMany().HasForeignKey(r => r.Reference);
            row.HasIndex(r => new { r.Organization, r.Deadline });
        });
    }
}
