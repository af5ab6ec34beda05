namespace TA.Engagements.Tests;

public sealed class TreatyDataTests
{
    [Theory]
    [InlineData(true, false, false, 62)]
    [InlineData(false, true, false, 74)]
    [InlineData(true, true, false, 116)]
    [InlineData(false, false, false, 116)]
    public void An_engagement_assesses_the_protocols_of_its_topics_and_the_Convention(bool tip, bool som, bool vam, int count) =>
        Assert.Equal(count, TreatyProvisions.For(new(tip, som, vam)).Count());

    [Fact]
    public void Violence_against_migrants_takes_protection_assistance_and_non_punishment_from_all_three()
    {
        var ids = TreatyProvisions.For(new(ViolenceAgainstMigrants: true)).Select(p => p.Id).ToList();
        Assert.All((ProvisionId[])["SOM-5", "SOM-16.1", "SOM-16.2", "SOM-16.3", "UNTOC-24.1", "UNTOC-25.1", "TIP-6.3", "TIP-14.1"], id => Assert.Contains(id, ids));
        Assert.DoesNotContain("SOM-6.1a", ids.Select(i => i.Value));
        Assert.All(TreatyProvisions.All.Where(p => p.Category == ProvisionCategory.Protection), p => Assert.Contains(p.Id, ids));
    }

    [Fact]
    public void Every_question_of_the_human_rights_check_has_provisions_that_speak_to_it() =>
        Assert.All(Enum.GetValues<HumanRightsQuestion>(), question => Assert.Contains(TreatyProvisions.All, p => p.Tags.Contains(question)));

    [Fact]
    public void Levels_of_obligation_are_those_of_the_source() =>
        Assert.Equal([90, 4, 9, 4, 9], Enum.GetValues<ObligationLevel>().Select(level => TreatyProvisions.All.Count(p => p.Obligation == level)));

    [Fact]
    public void A_status_names_the_day_of_its_snapshot_and_a_missing_row_is_not_known()
    {
        Assert.Equal((TreatyStanding.Party, Day("2014-01-27"), Day("2002-08-21"), ConsentKind.Ratification),
            TreatyStatuses.Of("ALB", TreatyInstrument.Tip) is var albania ? (albania.Standing, albania.SnapshotOn, albania.BoundOn!.Value, albania.Consent!.Value) : default);
        Assert.Equal((TreatyStanding.NotKnown, Day("2014-07-10")), TreatyStatuses.Of("AFG", TreatyInstrument.Icrmw) is var _ && TreatyStatuses.Of("SOM", TreatyInstrument.Som) is var somalia ? (somalia.Standing, somalia.SnapshotOn) : default);
        Assert.All(MemberStates.All, state => Assert.All(TreatyStatuses.Of(state.Code), status => Assert.True(status.SnapshotOn.Year == 2014)));
    }

    [Fact]
    public void A_later_fact_makes_a_State_a_party_and_says_where_it_was_read()
    {
        var japan = TreatyStatuses.Of("JPN", TreatyInstrument.Tip);
        Assert.Equal((TreatyStanding.Party, new PartialDate(2016, 10), "CTOC/COP/2018/2, para. 2"), (japan.Standing, japan.Updates[0].NotBefore, japan.Updates[0].Source));
    }
}
