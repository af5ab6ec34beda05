namespace TA.Engagements;

/// <summary>A step of a bill that is expected after the engagement's last day.</summary>
/// <param name="Bill">The bill.</param>
/// <param name="Kind">Which step.</param>
/// <param name="Reading">The number of the reading; null for other steps.</param>
/// <param name="Expected">The day on which it is expected.</param>
/// <param name="End">The last day of the engagement; the latest that its end can mean where only a month or year is known.</param>
public readonly record struct StepAfterEnd(Guid Bill, LegislativeMilestone Kind, int? Reading, DateOnly Expected, DateOnly End);

/// <summary>
/// Parliaments do not go by the ends of engagements, so such a step is recorded like any other. It is pointed out wherever milestones and plan are read: an amendment has to prolong the engagement, or
/// somebody else has to follow the bill.
/// </summary>
public static class StepsAfterEnd
{
    /// <summary>The steps of bills under way that are expected later than the engagement ends, in the order of bills and steps; none where no end is on record.</summary>
    public static IEnumerable<StepAfterEnd> Of(Engagement engagement) =>
        engagement.Details.End?.Latest is not { } end ? []
        : from bill in engagement.Legislation.Bills
          where bill.End is null
          from step in bill.Milestones
          where step is { Actual: null, Expected: { } expected } && expected > end
          select new StepAfterEnd(bill.Id, step.Kind, step.Reading, step.Expected!.Value, end);
}
