namespace TA.Engagements;

/// <summary>Things are asked for as of a day that has not come yet.</summary>
public sealed record DayToCome(DateOnly Day) : Refusal;

/// <summary>What was asked for as of is no day of the calendar, or is not written as year, month and day (ISO 8601, <c>2025-12-31</c>).</summary>
public sealed record NoSuchDay(string Text) : Refusal;
