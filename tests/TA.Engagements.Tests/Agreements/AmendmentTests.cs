namespace TA.Engagements.Tests;

public sealed class AmendmentTests
{
    private static readonly Engagement Running = AgreementExamples.Running;
    private static readonly ChangeEngagement NewTitle = new() { Edits = new() { Title = new(Details.Title, "Another title") } };

    private static AmendEngagement Amend(AmendmentEdits edits) => new(AmendmentReason.DonorChange, "Agreed with the donor", Today, edits);

    [Fact]
    public void What_was_imported_is_corrected_freely_until_its_document_is_on_record()
    {
        var imported = Imported with { LeadOfficer = LeadOfficer.User };
        Given(imported).When(NewTitle, by: LeadOfficer).Then(e => Assert.Equal("Another title", e.Details.Title));
        Given(imported).When(new RecordEngagementDocument(new(null, new(Today, "Attorney General"))), by: LeadOfficer)
            .And(NewTitle, by: LeadOfficer).Refused(new AmendmentNeeded(["title"]));
    }

    [Fact]
    public void Approval_fixes_the_terms_and_a_step_back_frees_them_again()
    {
        var designed = In(EngagementState.Design) with { Details = Details with { Budget = new(1m, "USD") } };
        var approved = Given(designed with { Agreements = new() { ApprovedSince = 0 } }).Engagement.Apply(new EngagementMoved(EngagementState.Design, EngagementState.Approved), new(11, Now, Manager));
        Assert.Equal(11, approved.Agreements.ApprovedSince);
        Given(approved).When(NewTitle, by: LeadOfficer).Refused(new AmendmentNeeded(["title"]));
        Given(approved).When(new RecordContribution(null, new(null, "Norway"), new(null, new Money(1m, "NOK")), new(null, null)), by: LeadOfficer).Then(e => Assert.Single(e.Contributions));
        Given(approved).When(new MoveEngagement(EngagementState.Approved, EngagementState.Design, MoveReason.Mistake, "Too early"), by: LeadOfficer)
            .And(NewTitle, by: LeadOfficer).Then(e => Assert.Equal("Another title", e.Details.Title));
    }

    [Fact]
    public void Money_that_comes_in_is_no_amendment() =>
        Given(Running).When(new RecordContribution(CommandId(77), new("Norway", "Norway"), new(Running.Contributions[0].Pledged, Running.Contributions[0].Pledged), new(null, new Money(9m, "NOK"))), by: LeadOfficer)
            .Then(e => Assert.Equal(new Money(9m, "NOK"), e.Contributions[0].Received));

    [Fact]
    public void Amendments_are_numbered_and_each_says_what_was_before_and_after() =>
        Given(Running)
            .When(Amend(new() { End = new(new PartialDate(2027), new PartialDate(2028)) }), by: LeadOfficer)
            .And(Amend(new() { End = new(new PartialDate(2028), new PartialDate(2029)), Title = new("Never seen", Details.Title) }), by: LeadOfficer)
            .Then(e => Assert.Equal([(1, new PartialDate(2027), new PartialDate(2028)), (2, new PartialDate(2028), new PartialDate(2029))],
                e.Agreements.Amendments.Select(a => (a.Number, a.Edits.End!.Value.From!.Value, a.Edits.End.Value.To!.Value))))
            .And(Amend(new() { End = new(new PartialDate(2027), new PartialDate(2030)) }), by: LeadOfficer)
            .Refused(new EditConflict([new("end", "2027", "2029", "2030")]));

    [Fact]
    public void An_amendment_brings_two_donors_with_their_earmarks_and_changes_a_pledge()
    {
        var donors = new AmendmentEdits
        {
            Donors =
            [
                new(CommandId(77), new("Norway", "Norway"), new(new Money(250_000m, "NOK"), new Money(300_000m, "NOK"))),
                new(null, new(null, "Japan"), new(null, new Money(3m, "JPY")), new Edit<Earmark?>(null, new Earmark(Earmarking.Soft, "Training"))),
                new(null, new(null, "Sweden"), new(null, null)),
            ],
        };
        Given(Running).When(Amend(donors), by: LeadOfficer).Then(e =>
        {
            Assert.Equal(["Norway", "Japan", "Sweden"], e.Contributions.Select(c => c.Donor));
            Assert.Equal(3, e.Contributions.Select(c => c.Id).Distinct().Count());
            Assert.Equal(new Money(300_000m, "NOK"), e.Contributions[0].Pledged);
            Assert.Equal(new Earmark(Earmarking.Soft, "Training"), e.Contributions[1].Earmark);
        });
    }

    [Fact]
    public void An_amendment_that_changes_nothing_gets_no_number() =>
        Given(Running).When(Amend(new() { Title = new("Old", Details.Title) }), by: LeadOfficer).NothingToDo();

    [Fact]
    public void The_plan_as_it_stands_becomes_a_baseline_with_the_number_of_the_amendment() =>
        Given(Running with { Tasks = [Task("leg.a", dates: April)] }).When(Amend(new() { End = new(new PartialDate(2027), new PartialDate(2028)) }), by: LeadOfficer).Then(e =>
        {
            var taken = Assert.Single(e.Baselines);
            Assert.Equal((BaselineReason.Amendment, "1", April), (taken.Reason, taken.Mark, e.InBaseline(1, "leg.a")!.Value));
        });

    [Fact]
    public void An_agreement_is_in_force_from_its_signature_to_its_last_day()
    {
        var agreement = AgreementExamples.WithIom;
        Assert.True(agreement.IsInForce(Day("2027-01-31")));
        Assert.False(agreement.IsInForce(Day("2027-02-01")));
        Assert.False(agreement.IsInForce(Day("2026-01-31")));
        Assert.False((agreement with { EndedOn = Today }).IsInForce(Today));
    }
}
