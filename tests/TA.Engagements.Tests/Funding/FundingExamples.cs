using static TA.Engagements.Tests.Example;

namespace TA.Engagements.Tests;

internal static class FundingExamples
{
    private static readonly Contribution Norway = new(CommandId(77), "Norway", new(250_000m, "NOK"));

    public static IEnumerable<Example> All =>
    [
        Accepted("A donor's pledge is recorded in its own currency",
            With(), new RecordContribution(null, new(null, "Norway"), new(null, new Money(250_000m, "NOK")), new(null, null)), LeadOfficer,
            new ContributionRecorded(new(CommandId(1), "Norway", new Money(250_000m, "NOK")))),
        Accepted("Money that has come in is recorded beside the pledge",
            With() with { Contributions = [Norway] },
            new RecordContribution(Norway.Id, new("Norway", "Norway"), new(Norway.Pledged, Norway.Pledged), new(null, new Money(100_000m, "NOK"))), LeadOfficer,
            new ContributionRecorded(Norway with { Received = new Money(100_000m, "NOK") })),
        Refused("A pledge that a colleague has corrected meanwhile is not overwritten",
            With() with { Contributions = [Norway] },
            new RecordContribution(Norway.Id, new("Norway", "Norway"), new(new Money(1m, "NOK"), new Money(2m, "NOK")), new(null, null)), LeadOfficer,
            new EditConflict([new("pledged", "NOK 1", "NOK 250,000", "NOK 2")])),
        Refused("A contribution that is not on record is not corrected",
            With(), new RecordContribution(CommandId(5), new("Norway", "Norway"), new(null, null), new(null, null)), LeadOfficer, new ContributionUnknown(CommandId(5))),
        Refused("Money is not negative",
            With(), new RecordContribution(null, new(null, "Norway"), new(null, new Money(-1m, "NOK")), new(null, null)), LeadOfficer,
            new Malformed([new("pledged.to.amount", FieldFaultKind.AmountOutOfRange, "1000000000000")])),
    ];
}
