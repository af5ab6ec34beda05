namespace TA.Engagements.Tests;

/// <summary>One sentence about programmes.</summary>
internal sealed record ProgrammeExample(string Title, Programme? Given, ProgrammeCommand Command, Actor By, Programme? Becomes = null, Refusal? Refusal = null)
{
    public override string ToString() => Title;
}

public sealed class ProgrammeExamples
{
    private static readonly ProgrammeId Id = new("P-GLOT59");
    private static readonly Contribution Norway = new(CommandId(77), "Norway", new(250_000m, "NOK"));
    private static readonly Programme Glot59 = new() { Id = Id, Version = 1, Title = "Strengthening the response to trafficking", Start = new(2015), End = new(2019, 7), Contributions = [Norway] };

    private static readonly EngagementDocument Signed = new(new(2026, 2, 1), "Executive Director");
    private static readonly ProgrammeAmendmentEdits Wider = new() { MemberStates = new(["KEN"], ["KEN", "UGA"]), Donors = [new(null, new(null, "Japan"), new(null, new Money(3_000_000m, "JPY")))] };

    private static Edit<Money?> NoChange(Money? money) => new(money, money);

    internal static readonly IReadOnlyList<ProgrammeExample> All =
    [
        new("A programme is entered with dates as far as they are known",
            null, new RecordProgramme(Glot59.Title, Start: new(2015), End: new(2019, 7), Contributions: [Norway]), Importer, Glot59),
        new("A programme is entered once", Glot59, new RecordProgramme("Another"), Importer, Refusal: new ProgrammeExists(Id)),
        new("A programme does not end before it starts", null, new RecordProgramme("Another", Start: new(2015), End: new(2014)), OtherOfficer, Refusal: new DatesReversed("end")),
        new("Where a programme was read from, only the import says",
            null, new RecordProgramme("Another", Provenance: new("GLOT59", null, null, true, null, null)), OtherOfficer, Refusal: new ImportOnly("provenance")),
        new("A partner enters no programme", null, new RecordProgramme("Another"), PartnerUserOf(Iom), Refusal: new OfficersOnly()),
        new("A programme that does not exist is not changed", null, new ChangeProgramme(Title: new("A", "B")), OtherOfficer, Refusal: new ProgrammeUnknown(Id)),
        new("The last day of a programme is corrected", Glot59, new ChangeProgramme(End: new(new PartialDate(2019, 7), new PartialDate(2020))), OtherOfficer,
            Glot59 with { Version = 2, End = new(2020) }),
        new("A title that somebody else has changed is not overwritten", Glot59, new ChangeProgramme(Title: new("Old", "New")), Manager,
            Refusal: new EditConflict([new("title", "Old", Glot59.Title, "New")])),
        new("A second donor is recorded in its own currency",
            Glot59, new RecordProgrammeContribution(null, new(null, "Japan"), new(null, new Money(3_000_000m, "JPY")), NoChange(null)), OtherOfficer,
            Glot59 with { Version = 2, Contributions = [Norway, new(CommandId(1), "Japan", new(3_000_000m, "JPY"))] }),
        new("A contribution that is not on record is not corrected",
            Glot59, new RecordProgrammeContribution(CommandId(5), new("Japan", "Japan"), NoChange(null), NoChange(null)), OtherOfficer, Refusal: new ContributionUnknown(CommandId(5))),
        new("The programme document is signed", Glot59, new RecordProgrammeDocument(new(null, Signed)), OtherOfficer, Glot59 with { Version = 2, Document = Signed }),
        new("After its document is signed a programme is not simply prolonged", Glot59 with { Document = Signed }, new ChangeProgramme(End: new(new PartialDate(2019, 7), new PartialDate(2020))), OtherOfficer,
            Refusal: new AmendmentNeeded(["end"])),
        new("After its document is signed a programme gets a donor by amendment only", Glot59 with { Document = Signed },
            new RecordProgrammeContribution(null, new(null, "Japan"), NoChange(null), NoChange(null)), OtherOfficer, Refusal: new AmendmentNeeded(["donor"])),
        new("Another Member State and another donor are an amendment", Glot59 with { Document = Signed, MemberStates = ["KEN"] },
            new AmendProgramme(AmendmentReason.ScopeChange, "Uganda has asked", AnEngagement.Today, Wider), OtherOfficer,
            Glot59 with
            {
                Version = 2, Document = Signed, MemberStates = ["KEN", "UGA"], Contributions = [Norway, new(CommandId(1), "Japan", new(3_000_000m, "JPY"))],
                Amendments = [new() { Id = CommandId(1), Number = 1, Reason = AmendmentReason.ScopeChange, Because = "Uganda has asked", AgreedOn = AnEngagement.Today, Edits = Wider with { Donors = [Wider.Donors[0] with { Contribution = CommandId(1) }] } }],
            }),
        new("A programme helps members of the United Nations", Glot59, new ChangeProgramme(MemberStates: new([], ["XXX"])), OtherOfficer, Refusal: new NoMemberState("XXX")),
        new("What is so already needs no change", Glot59, new ChangeProgramme(Title: new("Old", Glot59.Title)), OtherOfficer),
    ];

    public static TheoryData<string> Titles => [.. All.Select(e => e.Title)];

    [Theory]
    [MemberData(nameof(Titles))]
    public void Example(string title)
    {
        var example = All.Single(e => e.Title == title);
        Assert.Null(WellFormed.Check(example.Command));
        var answer = Permissions.Refusal(example.By, example.Command) is { } forbidden ? (null, forbidden) : ProgrammeRules.Decide(example.Given, Id, example.Command, CommandId(1), AnEngagement.Today);
        Assert.Equal((example.Becomes, example.Refusal), answer);
    }

    [Fact]
    public void Recording_the_same_contribution_again_does_not_bring_an_old_name_back()
    {
        var record = new RecordProgrammeContribution(null, new(null, "Japan"), new(null, null), new(null, null));
        var recorded = ProgrammeRules.Decide(Glot59, Id, record, CommandId(1), AnEngagement.Today).Becomes!;
        var corrected = ProgrammeRules.Decide(recorded, Id, new RecordProgrammeContribution(CommandId(1), new("Japan", "Government of Japan"), NoChange(null), NoChange(null)), CommandId(2), AnEngagement.Today).Becomes!;
        Assert.Equal("Government of Japan", corrected.Contributions[^1].Donor);
        Assert.Equal((null, null), ProgrammeRules.Decide(corrected, Id, record, CommandId(1), AnEngagement.Today));
    }
}
