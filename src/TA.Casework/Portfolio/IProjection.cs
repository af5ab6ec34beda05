using TA.Casework.Grains;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>Takes committed records of grains into the read model; many grains share one.</summary>
public interface IProjection
{
    /// <summary>Offers a committed record. Returns at once; the newest offer of an engagement wins.</summary>
    /// <param name="record">The record.</param>
    /// <param name="tag">The storage tag under which exactly this record is kept, or null when that is not certain.</param>
    void Offer(EngagementRecord record, string? tag);

    /// <summary>Offers the committed record of a programme.</summary>
    void Offer(ProgrammeRecord record, string? tag);
}
