using System.Globalization;

namespace TA.Engagements.Tests;

public sealed class EditTests
{
    /// <summary>Its calendar begins in 543 BCE, and it has digits and separators of its own.</summary>
    private static readonly CultureInfo Thai = CultureInfo.GetCultureInfo("th-TH");

    [Fact]
    public void Both_values_of_a_conflict_are_told_in_the_same_words_in_every_language()
    {
        var (document, funding) = (new EngagementDocument(Day("2026-02-27"), "Attorney General"), new FundingConfirmation(Day("2026-02-26"), "Norway"));
        var engagement = With(Task("a"), Task("b", state: PlanTaskState.InProgress)) with { Document = document, Funding = funding, Details = Details with { Budget = new(1_200_000.5m, "USD"), Start = new(2015, 7) } };
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Thai;
            Assert.Equal(new("document", null, "signedOn: 2026-02-27; signers: Attorney General", null), Conflict(new RecordEngagementDocument(new(null, document with { Signers = "Nobody" }))) with { Wanted = null });
            Assert.Equal("confirmedOn: 2026-02-26; remark: Norway", Conflict(new ConfirmFunding(new(null, null))).Actual);
            Assert.Equal(new("a.dates", "2026-05-04/2026-05-15", "2026-03-09/2026-03-20", "2026-04-06/2026-04-17"), Conflict(new RescheduleTasks([new("a", new(May, April))])));
            Assert.Equal(new("percent", "30", "0", "50"), Conflict(new ReportProgress("b", new(30, 50))));
            Assert.Equal(new("budget", null, "USD 1,200,000.5", "EUR 7"), Conflict(Edit(new() { Budget = new(null, new Money(7, "EUR")) })));
            Assert.Equal(new("start", null, "2015-07", "2016"), Conflict(Edit(new() { Start = new(null, new PartialDate(2016)) })));
            Assert.Equal(
                new("classification", "confidential", "unclassified", "strictly-confidential"),
                Conflict(Edit(new() { Classification = new(InformationClassification.Confidential, InformationClassification.StrictlyConfidential) })));
            Assert.Equal(
                new("workstreams", "", "legislation", "training, specialized-unit"), Conflict(Edit(new() { Workstreams = new([], [WorkstreamKind.Training, WorkstreamKind.SpecializedUnit]) })));
            Assert.Equal(new("topics", "SOM", "TIP", "VAM"), Conflict(Edit(new() { Topics = new(new(false, true), new(false, false, true)) })));
            Assert.Equal(new("title", "Seen", Details.Title, "Wanted"), Conflict(Edit(new() { Title = new("Seen", "Wanted") })));
            Assert.Equal(new("deputies", "bo, chen", "bo", null), Conflict(Edit(new() { Deputies = new([Deputy.User, OtherOfficer.User], []) })) with { Wanted = null });
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        FieldConflict Conflict(EngagementCommand command) =>
            Assert.Single(Assert.IsType<EditConflict>(new EngagementRecord { Engagement = engagement }.Ask(CommandId(1), LeadOfficer, command).Refusal).Fields);

        ChangeEngagement Edit(EngagementEdits edits) => new() { Edits = edits };
    }

    [Fact]
    public void A_text_that_a_form_sends_back_with_other_line_ends_and_without_outer_spaces_is_the_one_that_was_seen()
    {
        var stored = Request with { Authority = "Ministry of Justice ", Asked = "First\r\nSecond" };
        var seen = Request with { Authority = "Ministry of Justice", Asked = "First\nSecond" };
        Given(With() with { Request = stored, HealthRemark = "One\r\nTwo", Details = Details with { Title = "Law " } })
            .When(new ChangeEngagement { Edits = new() { Title = new("Law", "Bill"), HealthRemark = new("One\nTwo", "Three"), Request = new(seen, seen with { Channel = RequestChannel.LetterOfMinistry }) } }, by: LeadOfficer)
            .Then(e => Assert.Equal(("Bill", "Three", RequestChannel.LetterOfMinistry), (e.Details.Title, e.HealthRemark, e.Request!.Channel)))
            .And(new ChangeEngagement { Edits = new() { Title = new("Law", "Act") } }, by: LeadOfficer).Refused(new EditConflict([new("title", "Law", "Bill", "Act")]));
    }
}
