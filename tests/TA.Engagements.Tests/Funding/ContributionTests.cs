namespace TA.Engagements.Tests;

public sealed class ContributionTests
{
    [Fact]
    public void Recording_a_contribution_again_does_not_bring_back_the_name_that_was_corrected()
    {
        var record = new RecordContribution(null, new(null, "Norwy"), new(null, null), new(null, null));
        var story = Given(With()).When(record, by: LeadOfficer, id: CommandId(1))
            .And(new RecordContribution(CommandId(1), new("Norwy", "Norway"), new(null, null), new(null, null)), by: LeadOfficer, id: CommandId(2))
            .Then(e => Assert.Equal("Norway", Assert.Single(e.Contributions).Donor));
        Assert.Equal(Decision.Nothing, EngagementRules.Decide(story.Engagement, record, new(Reference, CommandId(1), LeadOfficer, Now)));
    }

    [Fact]
    public void A_donor_whose_name_was_corrected_meanwhile_is_a_conflict() =>
        Given(With() with { Contributions = [new(CommandId(7), "Norway")] })
            .When(new RecordContribution(CommandId(7), new("Norwy", "Sweden"), new(null, null), new(null, null)), by: LeadOfficer)
            .Refused(new EditConflict([new("donor", "Norwy", "Norway", "Sweden")]));

    [Fact]
    public void Amounts_of_different_currencies_stand_side_by_side() =>
        Given(With()).When(new RecordContribution(null, new(null, "Japan"), new(null, new Money(3_000_000m, "JPY")), new(null, new Money(20_000m, "USD"))), by: LeadOfficer)
            .Then(new ContributionRecorded(new(CommandId(1), "Japan", new(3_000_000m, "JPY"), new(20_000m, "USD"))));

    [Fact]
    public void A_donor_has_a_name() =>
        Given(With()).When(new RecordContribution(null, new(null, null), new(null, null), new(null, null)), by: LeadOfficer).Malformed("donor.to", FieldFaultKind.Blank);
}
