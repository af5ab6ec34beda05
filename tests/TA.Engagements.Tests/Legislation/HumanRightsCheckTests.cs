using static TA.Engagements.Tests.ALaw;

namespace TA.Engagements.Tests;

public sealed class HumanRightsCheckTests
{
    [Fact]
    public void Each_question_is_held_against_the_provisions_that_speak_to_it_added_ones_too()
    {
        var e = Having() with
        {
            Legislation = Having().Legislation with { Provisions = [new("added-1", "ICRMW", "16(2)", "Protection against violence", "A/RES/45/158", Tags: [HumanRightsQuestion.NoMandatoryDetention])] },
        };
        Assert.Equal(["SOM-16.1", "SOM-16.5", "added-1"], HumanRightsCheck.Provisions(e, HumanRightsQuestion.NoMandatoryDetention).Select(p => p.Id.Value));
        Assert.Contains("TIP-3.c", HumanRightsCheck.Provisions(e, HumanRightsQuestion.Children).Select(p => p.Id.Value));
    }

    [Fact]
    public void No_order_of_steps_leads_past_an_unanswered_check() =>
        Assert.All(Enum.GetValues<LegislativeMilestone>(), kind =>
            Scenario.Given(Having()).When(new RecordMilestone(TheBill, kind, kind == LegislativeMilestone.Reading ? 1 : null, null, new(null, Today)), LeadOfficer)
                .Refused(new CheckUnanswered(1, Enum.GetValues<HumanRightsQuestion>().ToItems())));

    [Fact]
    public void A_new_submission_asks_for_the_check_of_the_version_that_goes_out_then()
    {
        var twice = Submitted with { Versions = Submitted.Versions.Add(Draft with { Id = CommandId(513), Number = 2 }) };
        Scenario.Given(Having(twice))
            .When(new RecordMilestone(TheBill, LegislativeMilestone.SubmittedToParliament, null, null, new(Day("2026-02-25"), Today), 2), LeadOfficer)
            .Refused(new CheckUnanswered(2, Enum.GetValues<HumanRightsQuestion>().ToItems()));
    }
}
