namespace TA.Engagements.Tests;

public sealed class UnitReadinessTests
{
    private static readonly SpecializedUnit Ready = UnitExamples.Ready;

    public static TheoryData<string, SpecializedUnit, ReadinessGap> OneThingMissing => new()
    {
        { "no mandate", Ready with { Facts = Ready.Facts with { Mandate = null } }, new MandateMissing() },
        {
            "a mandate that waits for a law", Ready with { Facts = Ready.Facts with { Mandate = Ready.Facts.Mandate! with { InForceOn = Day("2026-09-01") } } },
            new MandateNotInForce(Day("2026-09-01"), "unit.mandate.legal")
        },
        { "no minimum of staff stated", Ready with { Facts = Ready.Facts with { MinimumStaff = null } }, new MinimumStaffNotStated() },
        { "two posts too few", Ready with { Posts = [Ready.Posts[0] with { Numbers = new(16, 8) }] }, new StaffMissing(10, 8, 2) },
        { "no vetting", Ready with { Vetting = null }, new VettingNotRecorded() },
        { "a vetting that says nothing of who was cleared", Ready with { Vetting = new(null, 1, 3) }, new VettingNotRecorded() },
        { "one person not yet cleared", Ready with { Vetting = new(11, 1, 4, 16) }, new VettingMissing(12, 11, 1) },
        { "no procedure adopted", Ready with { Procedures = [Ready.Procedures[0] with { Standing = new(ProcedureState.UnderReview) }] }, new NoProcedureAdopted() },
        {
            "procedures that say nothing on children", Ready with { Procedures = [Ready.Procedures[0] with { Control = UnitExamples.Controlled with { Children = ContentFinding.NotApplicable } }] },
            new SensitiveProceduresMissing([SensitiveContent.Children])
        },
        { "an agreement that is not signed", Ready with { Referrals = [Ready.Referrals[0] with { Terms = null }] }, new NoReferralInForce(null) },
        {
            "an agreement that has lapsed", Ready with { Referrals = [Ready.Referrals[0] with { Terms = new(Day("2025-01-10"), Day("2026-03-01")) }] },
            new NoReferralInForce(Day("2026-03-01"))
        },
        { "one of two rooms handed over", Ready with { Items = [Ready.Items[0] with { Numbers = new(2, 2, 1, Day("2026-02-15")) }] }, new PremisesNotHandedOver(1) },
        { "no premises at all", Ready with { Items = [Ready.Items[0] with { Kind = ItemKind.Equipment }] }, new PremisesNotHandedOver(0) },
    };

    [Theory]
    [MemberData(nameof(OneThingMissing))]
    public void What_is_missing_is_named_and_nothing_else(string what, SpecializedUnit unit, ReadinessGap gap) =>
        Assert.Equal((what, Items.Create<ReadinessGap>([gap])), (what, UnitReadiness.Missing(unit, Today)));

    [Fact]
    public void A_unit_with_everything_in_place_is_operational() => Assert.Empty(UnitReadiness.Missing(Ready, Today));

    [Fact]
    public void A_new_unit_lacks_everything() =>
        Assert.Equal(
            [typeof(MandateMissing), typeof(MinimumStaffNotStated), typeof(VettingNotRecorded), typeof(NoProcedureAdopted), typeof(NoReferralInForce), typeof(PremisesNotHandedOver)],
            UnitReadiness.Missing(new() { Facts = new("Unit", UnitKind.Border) }, Today).Select(g => g.GetType()));

    [Theory]
    [InlineData("2026-02-19", false)]
    [InlineData("2026-02-20", true)]
    [InlineData("2026-06-30", true)]
    [InlineData("2026-07-01", false)]
    public void A_unit_is_operational_from_the_day_everything_is_in_place_until_its_agreement_lapses(string day, bool operational)
    {
        Assert.Equal(operational, UnitReadiness.IsOperational(Ready, Day(day)));
        Assert.Equal(operational, UnitReadiness.WasOperational(Ready, Day(day)));
    }

    [Fact]
    public void The_history_says_when_a_unit_was_operational_even_after_it_is_no_longer()
    {
        var engagement = UnitExamples.Having(Ready) with { Units = new() { Units = [Ready] } };
        var lost = engagement.Apply(new UnitReadinessChanged(Ready.Id, false, Day("2026-05-04")), new(11, Now, LeadOfficer));
        var unit = lost.Units.Units[0];
        Assert.Equal([new OperationalSpell(Day("2026-02-20"), Day("2026-05-03"))], unit.Operational);
        Assert.True(UnitReadiness.WasOperational(unit, Day("2026-05-03")));
        Assert.False(UnitReadiness.WasOperational(unit, Day("2026-05-04")));
        Assert.False(unit.WasOperational);
    }

    [Fact]
    public void A_mandate_that_comes_into_force_makes_a_unit_operational_without_anybody_touching_it()
    {
        var waiting = Ready with { Facts = Ready.Facts with { Mandate = Ready.Facts.Mandate! with { InForceOn = Day("2026-05-01") } }, StaffedOn = Day("2026-02-10"), Operational = [] };
        foreach (var (day, operational) in new[] { ("2026-04-30", false), ("2026-05-01", true), ("2026-06-30", true), ("2026-07-01", false) })
        {
            Assert.Equal((day, operational), (day, UnitReadiness.IsOperational(waiting, Day(day))));
            Assert.Equal((day, operational), (day, UnitReadiness.WasOperational(waiting, Day(day))));
            Assert.Equal(operational ? 1 : 0, UnitTotals.Of(UnitExamples.Having(waiting), Day("2026-01-01"), Day(day)).Operational.Count);
        }

        var lasting = waiting with { Referrals = [waiting.Referrals[0] with { Terms = new(Day("2026-01-10"), Day("2027-06-30")) }] };
        Assert.Empty(Unit1(lasting, "2026-04-30"));
        Assert.Equal([(2026, 1m)], Unit1(lasting, "2026-05-01"));
        Assert.Equal([(2026, 1m), (2027, 1m)], Unit1(lasting, "2027-06-30"));
        Assert.Equal([(2026, 1m), (2027, 0m)], Unit1(lasting, "2027-07-01"));
    }

    [Fact]
    public void The_indicator_drops_a_unit_on_the_day_after_its_agreements_have_lapsed()
    {
        Assert.Equal([(2026, 1m)], Unit1(Ready, "2026-06-30"));
        Assert.Equal([(2026, 0m)], Unit1(Ready, "2026-07-01"));
        Assert.Equal([(2026, 0m)], Unit1(Ready, "2027-03-01"));
    }

    [Fact]
    public void What_time_alone_has_turned_is_put_on_record_with_the_next_change()
    {
        var later = Day("2026-08-03");
        var vetted = new RecordVetting(UnitExamples.Unit, new(Ready.Vetting, Ready.Vetting! with { Pending = 2, Total = 15 }));
        Assert.Equal([typeof(UnitReadinessChanged), typeof(VettingRecorded)], Decided(Ready, vetted, later).Select(e => e.GetType()));
        Assert.Equal(new UnitReadinessChanged(UnitExamples.Unit, false, Day("2026-07-01")), Decided(Ready, vetted, later)[0]);

        // An agreement that was renewed in time and is recorded late leaves no gap.
        var renewed = new RecordReferral(UnitExamples.Unit, UnitExamples.Agreement, new() { Terms = new(Ready.Referrals[0].Terms, new(Day("2026-06-15"))) });
        Assert.Equal([typeof(ReferralRecorded)], Decided(Ready, renewed, later).Select(e => e.GetType()));

        // One that was signed after the gap does.
        var anew = new RecordReferral(UnitExamples.Unit, UnitExamples.Agreement, new() { Terms = new(Ready.Referrals[0].Terms, new(Day("2026-07-20"))) });
        Assert.Equal([typeof(UnitReadinessChanged), typeof(ReferralRecorded), typeof(UnitReadinessChanged)], Decided(Ready, anew, later).Select(e => e.GetType()));
        var engagement = Decided(Ready, anew, later).Aggregate((Engagement?)UnitExamples.Having(Ready), (e, happened) => e.Apply(happened, new(11, Now, LeadOfficer)))!;
        Assert.Equal([new OperationalSpell(Day("2026-02-20"), Day("2026-06-30")), new(later)], engagement.Units.Units[0].Operational);

        // A mandate that has come into force meanwhile counts from that day, unless it is now said to come later.
        var waiting = Ready with { Facts = Ready.Facts with { Mandate = Ready.Facts.Mandate! with { InForceOn = Day("2026-05-01") } }, Operational = [] };
        var may = new RecordPerformance(UnitExamples.Unit, 2025, new(null, new(Source: "Report")));
        Assert.Equal(new UnitReadinessChanged(UnitExamples.Unit, true, Day("2026-05-01")), Decided(waiting, may, Day("2026-05-20"))[0]);
        var putOff = new RecordUnit(UnitExamples.Unit, new() { Mandate = new(waiting.Facts.Mandate, waiting.Facts.Mandate! with { InForceOn = Day("2026-06-01") }) });
        Assert.Equal([typeof(UnitRecorded)], Decided(waiting, putOff, Day("2026-05-20")).Select(e => e.GetType()));
    }

    private static IEnumerable<(int, decimal)> Unit1(SpecializedUnit unit, string day) =>
        ResultsReached.Of(UnitExamples.Having(unit), Indicators.Find("UNIT-1")!, Day(day)).Select(r => (r.Year, r.Value));

    private static Items<EngagementEvent> Decided(SpecializedUnit unit, EngagementCommand command, DateOnly on)
    {
        var decision = EngagementRules.Decide(UnitExamples.Having(unit), command, new Asked(UnitExamples.Having().Reference, CommandId(1), LeadOfficer, new(on, new TimeOnly(9, 0), TimeSpan.Zero)));
        Assert.Null(decision.Refusal);
        return decision.Events;
    }

    [Fact]
    public void A_unit_that_was_operational_for_no_whole_day_never_was() =>
        Assert.Empty(UnitExamples.Having(Ready).Apply(new UnitReadinessChanged(Ready.Id, false, Day("2026-02-20")), new(11, Now, LeadOfficer)).Units.Units[0].Operational);

    [Fact]
    public void Totals_count_a_year_in_the_period_that_holds_its_last_day()
    {
        var engagement = UnitExamples.Having(Ready with
        {
            Years = [new(2024, new(new(Women: 4, Total: 9), new(1, 1, 0))), new(2025, new(new(5, 1, 1, 1, 0), new(2, null, 0)))],
        });
        var both = UnitTotals.Of(engagement, Day("2024-01-01"), Day("2025-12-31"));
        Assert.Equal(new YearTotals(new(9, 1, 1, 1, 0, 17), new(3, 1, 0)), both.Years);
        Assert.Equal(new YearTotals(new(4, null, null, null, null, 9), new(1, 1, 0)), UnitTotals.Of(engagement, Day("2024-07-01"), Day("2025-06-30")).Years);
        Assert.Equal(new YearTotals(), UnitTotals.Of(engagement, Day("2026-01-01"), Day("2026-12-30")).Years);
        Assert.Empty(both.Operational);
        var now = UnitTotals.Of(engagement, Day("2026-01-01"), Day("2026-03-31"));
        Assert.Equal([new UnitsOfKind(UnitKind.Police, 1)], now.Operational);
        Assert.Equal([new PostsOfLevel(PostLevel.Operational, new(16, 12, 5))], now.Posts);
        Assert.Equal((1, 1, 1, 1), (now.ProceduresAdopted, now.ChildSensitive, now.ReferralsWithNgos, now.Referrals));
    }
}
