using static TA.Engagements.Tests.Example;

namespace TA.Engagements.Tests;

internal static class UnitExamples
{
    public static readonly Guid Unit = CommandId(501);
    public static readonly Guid Post = CommandId(502);
    public static readonly Guid Sops = CommandId(503);
    public static readonly Guid Agreement = CommandId(504);
    public static readonly Guid Rooms = CommandId(505);

    public static readonly ContentControl Controlled = new(Day("2026-02-20"), ContentFinding.Found, ContentFinding.Found);

    /// <summary>A unit that is operational until its only agreement lapses at the end of June 2026.</summary>
    public static readonly SpecializedUnit Ready = new()
    {
        Id = Unit,
        Facts = new(
            "Anti-trafficking unit", UnitKind.Police, new(TraffickingInPersons: true, ViolenceAgainstMigrants: true), ["Nairobi"],
            new(MandateForm.Order, "Police order 12/2026", Day("2026-02-01"), "unit.mandate.legal"), MinimumStaff: 10, TargetShareOfWomen: 50),
        Posts = [new(Post, "Investigator", PostLevel.Operational, new(16, 12, 5))],
        Vetting = new(12, 1, 3, 16),
        Procedures = [new(Sops, "Interviews", new(ProcedureState.Adopted, Day("2026-02-20")), Controlled)],
        Referrals = [new(Agreement, "Safe House", ReferralPartner.Ngo, [ReferralService.Shelter], new(Day("2026-01-10"), Day("2026-06-30")))],
        Items = [new(Rooms, "Interview rooms", ItemKind.Premises, new(2, 2, 2, Day("2026-02-15")))],
        Operational = [new(Day("2026-02-20"))],
    };

    private static readonly UnitItem Vehicles = new(CommandId(506), "Vehicles", ItemKind.Equipment, new(4, 3, 2, Day("2026-02-15")), "Not used for returns");

    /// <summary>In delivery, with the workstream chosen, the screening on record, and the unit given.</summary>
    public static Engagement Having(SpecializedUnit? unit = null, bool screened = true) => With(
        Task("case.scoping.rights", Unodc, PlanTaskState.Accepted, workstream: WorkstreamKind.LifeCycle, control: TaskControl.HumanRights) with { Finding = screened ? new("Low risk") : null },
        Task("unit.mandate.legal", Ministry, workstream: WorkstreamKind.SpecializedUnit)) with
    {
        Details = Details with { Workstreams = [WorkstreamKind.SpecializedUnit] },
        Playbooks = [new(WorkstreamKind.LifeCycle, 1)],
        Units = new() { Units = unit is null ? [] : [unit] },
    };

    private static readonly UnitEdits NewUnit = new()
    {
        Name = new(null, "Anti-trafficking unit"),
        Kind = new(null, UnitKind.Police),
        Topics = new(default, new(TraffickingInPersons: true, ViolenceAgainstMigrants: true)),
        Sites = new([], ["Nairobi"]),
        Mandate = new(null, new(MandateForm.Order, "Police order 12/2026", Day("2026-02-01"), "unit.mandate.legal")),
        MinimumStaff = new(null, 10),
        TargetShareOfWomen = new(null, 50),
    };

    private static PostEdits Staffed(PostNumbers to) => new() { Numbers = new(new(16, 12, 5), to) };

    private static readonly SpecializedUnit Unstaffed = Ready with { Posts = [Ready.Posts[0] with { Numbers = new(16, 8, 3) }], Operational = [] };

    public static readonly IReadOnlyList<Example> All =
    [
        Accepted("A specialized unit is recorded with the mandate it rests on",
            Having(), new RecordUnit(null, NewUnit), LeadOfficer, new UnitRecorded(CommandId(1), Ready.Facts)),
        Accepted("The minimum of staff of a unit is changed, and the unit is no longer operational",
            Having(Ready), new RecordUnit(Unit, new() { MinimumStaff = new(10, 14) }), LeadOfficer,
            new UnitRecorded(Unit, Ready.Facts with { MinimumStaff = 14 }), new UnitReadinessChanged(Unit, false, Today)),
        Refused("A minimum of staff that a colleague has changed meanwhile is not overwritten",
            Having(Ready), new RecordUnit(Unit, new() { MinimumStaff = new(8, 14) }), LeadOfficer, new EditConflict([new("minimumStaff", "8", "10", "14")])),
        Refused("A unit needs a name", Having(), new RecordUnit(null, NewUnit with { Name = null }), LeadOfficer, new Malformed([new("edits.name", FieldFaultKind.Blank)])),
        Refused("A unit needs a kind", Having(), new RecordUnit(null, NewUnit with { Kind = null }), LeadOfficer, new Malformed([new("edits.kind", FieldFaultKind.Blank)])),
        Refused("A unit is not recorded where its workstream is not chosen",
            Having() with { Details = Details }, new RecordUnit(null, NewUnit), LeadOfficer, new WorkstreamNotChosen(WorkstreamKind.SpecializedUnit)),
        Refused("A unit that does not exist is not changed", Having(), new RecordUnit(Unit, NewUnit), LeadOfficer, new UnitUnknown(Unit)),
        Refused("A share of women is at most 100 per cent",
            Having(Ready), new RecordUnit(Unit, new() { TargetShareOfWomen = new(50, 101) }), LeadOfficer, new OutOfRange("edits.targetShareOfWomen.to", 101, 0, 100)),
        Refused("A minimum of staff is at least one",
            Having(Ready), new RecordUnit(Unit, new() { MinimumStaff = new(10, 0) }), LeadOfficer, new OutOfRange("edits.minimumStaff.to", 0, 1, Limits.People)),
        Refused("A mandate does not wait for a law that the engagement does not know",
            Having(Ready), new RecordUnit(Unit, new() { Mandate = new(Ready.Facts.Mandate, Ready.Facts.Mandate! with { WaitsFor = "leg.none" }) }), LeadOfficer, new LawUnknown("leg.none")),
        Refused("An engagement has so many units and no more",
            Having() with { Units = new() { Units = [.. Enumerable.Range(1, Limits.Units).Select(n => Ready with { Id = CommandId(600 + n) })] } },
            new RecordUnit(null, NewUnit), LeadOfficer, new TooMany("units", Limits.Units)),

        Accepted("A line is added to the staffing table",
            Having(Ready), new RecordPost(Unit, null, new() { Function = new(null, "Head of unit"), Level = new(null, PostLevel.Management), Numbers = new(default, new(1, null, null)) }), LeadOfficer,
            new PostRecorded(Unit, new(CommandId(1), "Head of unit", PostLevel.Management, new(1)))),
        Accepted("With enough posts filled and all else in place the unit is operational",
            Having(Unstaffed), new RecordPost(Unit, Post, new() { Numbers = new(new(16, 8, 3), new(16, 12, 5)) }), LeadOfficer,
            new PostRecorded(Unit, Ready.Posts[0]), new UnitReadinessChanged(Unit, true, Today)),
        Refused("No more posts are filled than authorized, and no more by women than are filled",
            Having(Ready), new RecordPost(Unit, Post, Staffed(new(10, 12, 13))), LeadOfficer,
            new TotalsDoNotAddUp(
            [
                new("edits.numbers.to.filled", Counted.Filled, 12, TotalsRelation.AtMost, Counted.Authorized, 10, 2),
                new("edits.numbers.to.filledByWomen", Counted.FilledByWomen, 13, TotalsRelation.AtMost, Counted.Filled, 12, 1),
            ])),
        Refused("A number of posts is not negative", Having(Ready), new RecordPost(Unit, Post, Staffed(new(-1))), LeadOfficer, new OutOfRange("edits.numbers.to.authorized", -1, 0, Limits.People)),
        Refused("A line of the staffing table needs a function",
            Having(Ready), new RecordPost(Unit, null, new() { Level = new(null, PostLevel.Support) }), LeadOfficer, new Malformed([new("edits.function", FieldFaultKind.Blank)])),
        Refused("A line of the staffing table that does not exist is not changed",
            Having(Ready), new RecordPost(Unit, Sops, Staffed(default)), LeadOfficer, new UnitLineUnknown(Sops)),

        Accepted("Outcomes of vetting are recorded in totals",
            Having(Ready with { Vetting = null, Operational = [] }), new RecordVetting(Unit, new(null, new(11, 1, null, 16))), LeadOfficer, new VettingRecorded(Unit, new(11, 1, null, 16))),
        Refused("Outcomes of vetting add up to the total stated",
            Having(Ready), new RecordVetting(Unit, new(Ready.Vetting, new(12, 1, 3, 17))), LeadOfficer,
            new TotalsDoNotAddUp([new("totals.to.total", Counted.Vetted, 16, TotalsRelation.SumOf, Counted.Vetted, 17, 1)])),

        Accepted("A procedure is adopted whose sensitive content was found",
            Having(Ready with { Procedures = [Ready.Procedures[0] with { Standing = new(ProcedureState.UnderReview) }], Operational = [] }),
            new RecordProcedure(Unit, Sops, new() { Standing = new(new(ProcedureState.UnderReview), new(ProcedureState.Adopted, Today)) }), LeadOfficer,
            new ProcedureRecorded(Unit, Ready.Procedures[0] with { Standing = new(ProcedureState.Adopted, Today) }), new UnitReadinessChanged(Unit, true, Today)),
        Refused("A procedure is not adopted that says too little on children",
            Having(Ready), new RecordProcedure(Unit, null, new()
            {
                Title = new(null, "Raids"),
                Standing = new(default, new(ProcedureState.Adopted, Today)),
                Control = new(null, new(Today, ContentFinding.Lacking, ContentFinding.NotApplicable)),
            }), LeadOfficer, new ContentNotControlled("Raids", [SensitiveContent.Children])),
        Refused("A procedure is not adopted tomorrow",
            Having(Ready), new RecordProcedure(Unit, Sops, new() { Standing = new(Ready.Procedures[0].Standing, new(ProcedureState.Adopted, Today.AddDays(1))) }), LeadOfficer,
            new DateInFuture("edits.standing.to.on", Today.AddDays(1))),
        Refused("An adopted procedure has the day of its adoption",
            Having(Ready), new RecordProcedure(Unit, Sops, new() { Standing = new(Ready.Procedures[0].Standing, new(ProcedureState.Adopted)) }), LeadOfficer,
            new Malformed([new("edits.standing.to.on", FieldFaultKind.Blank)])),

        Accepted("A referral agreement is signed that holds for two years",
            Having(Ready), new RecordReferral(Unit, null, new()
            {
                With = new(null, "Legal Aid Centre"),
                Kind = new(null, ReferralPartner.Ngo),
                Services = new([], [ReferralService.LegalAid]),
                Terms = new(null, new(Day("2026-03-01"), Day("2028-02-29"))),
            }), LeadOfficer,
            new ReferralRecorded(Unit, new(CommandId(1), "Legal Aid Centre", ReferralPartner.Ngo, [ReferralService.LegalAid], new(Day("2026-03-01"), Day("2028-02-29"))))),
        Refused("A referral agreement does not end before it is signed",
            Having(Ready), new RecordReferral(Unit, Agreement, new() { Terms = new(Ready.Referrals[0].Terms, new(Day("2026-01-10"), Day("2026-01-09"))) }), LeadOfficer,
            new DatesReversed("edits.terms.to.until")),
        Refused("A referral agreement was not signed tomorrow",
            Having(Ready), new RecordReferral(Unit, Agreement, new() { Terms = new(Ready.Referrals[0].Terms, new(Today.AddDays(1))) }), LeadOfficer,
            new DateInFuture("edits.terms.to.signedOn", Today.AddDays(1))),

        Accepted("Vehicles are handed over under conditions once the screening is on record",
            Having(Ready), new RecordItem(Unit, null, new()
            {
                Name = new(null, "Vehicles"),
                Kind = new(null, ItemKind.Equipment),
                Numbers = new(default, new(4, 3, 2, Today)),
                Conditions = new(null, "Not used for returns"),
            }), LeadOfficer,
            new ItemRecorded(Unit, new(CommandId(1), "Vehicles", ItemKind.Equipment, new(4, 3, 2, Today), "Not used for returns"))),
        Refused("Nothing is handed over before the human rights due diligence is on record",
            Having(Ready, screened: false), new RecordItem(Unit, null, new() { Name = new(null, "Vehicles"), Kind = new(null, ItemKind.Equipment), Numbers = new(default, new(4, 3, 2, Today)) }), LeadOfficer,
            new DueDiligenceNeeded("Vehicles")),
        Refused("Nothing is handed over before its conditions are on record, or that there are none and why",
            Having(Ready), new RecordItem(Unit, null, new() { Name = new(null, "Vehicles"), Kind = new(null, ItemKind.Equipment), Numbers = new(default, new(4, 3, 2, Today)) }), LeadOfficer,
            new ConditionsNeeded("Vehicles")),
        Accepted("What was handed over before conditions were asked for is corrected without them",
            Having(Ready), new RecordItem(Unit, Rooms, new() { Name = new("Interview rooms", "Interview room") }), LeadOfficer,
            new ItemRecorded(Unit, Ready.Items[0] with { Name = "Interview room" })),
        Refused("What was agreed on the use of what has been handed over is not struck out",
            Having(Ready with { Items = [.. Ready.Items, Vehicles] }), new RecordItem(Unit, Vehicles.Id, new() { Conditions = new(Vehicles.Conditions, null) }), LeadOfficer, new ConditionsNeeded("Vehicles")),
        Accepted("What was agreed on the use of what has been handed over is put in other words",
            Having(Ready with { Items = [.. Ready.Items, Vehicles] }), new RecordItem(Unit, Vehicles.Id, new() { Conditions = new(Vehicles.Conditions, "Not used for returns or raids") }), LeadOfficer,
            new ItemRecorded(Unit, Vehicles with { Conditions = "Not used for returns or raids" })),
        Refused("Nothing is handed over while a due diligence measure for a high risk has failed",
            Having(Ready) with { Risks = new() { Register = [RiskExamples.Detention], Measures = [RiskExamples.Inspection with { State = MeasureState.Failed, UnderDueDiligence = true }] } },
            new RecordItem(Unit, null, new() { Name = new(null, "Vehicles"), Kind = new(null, ItemKind.Equipment), Numbers = new(default, new(4, 3, 2, Today)), Conditions = new(null, "No returns") }), LeadOfficer,
            new SupportOnHold([RiskExamples.Inspection.Id])),
        Refused("No more is handed over than was delivered",
            Having(Ready), new RecordItem(Unit, Rooms, new() { Numbers = new(Ready.Items[0].Numbers, new(4, 1, 3, Today)) }), LeadOfficer,
            new TotalsDoNotAddUp([new("edits.numbers.to.handedOver", Counted.HandedOver, 3, TotalsRelation.AtMost, Counted.Delivered, 1, 2)])),

        Accepted("What a unit did in a year is recorded in totals",
            Having(Ready), new RecordPerformance(Unit, 2025, new(null, new(new(20, 3, 6, 2, 0, 31), new(14, 5, 2), Source: "Annual report"))), LeadOfficer,
            new PerformanceRecorded(Unit, 2025, new(new(20, 3, 6, 2, 0, 31), new(14, 5, 2), Source: "Annual report"))),
        Refused("People referred add up to the total stated",
            Having(Ready), new RecordPerformance(Unit, 2025, new(null, new(new(20, 3, 6, 2, 0, 35)))), LeadOfficer,
            new TotalsDoNotAddUp([new("totals.to.referred.total", Counted.Referred, 31, TotalsRelation.SumOf, Counted.Referred, 35, 4)])),
        Refused("A year that has not begun has no totals",
            Having(Ready), new RecordPerformance(Unit, 2027, new(null, new())), LeadOfficer, new OutOfRange("year", 2027, 1945, 2026)),

        .. Lines("A post", id => new RecordPost(Unit, id, new() { Function = new("Never seen", "Driver"), Level = new(null, PostLevel.Support) }), "function", "Never seen", "Investigator", "Driver", Post,
            "posts", Ready with { Posts = [.. Many(n => Ready.Posts[0] with { Id = n })] }),
        .. Lines("A procedure", id => new RecordProcedure(Unit, id, new() { Title = new("Never seen", "Raids") }), "title", "Never seen", "Interviews", "Raids", Sops,
            "procedures", Ready with { Procedures = [.. Many(n => Ready.Procedures[0] with { Id = n })] }),
        .. Lines("A referral agreement", id => new RecordReferral(Unit, id, new() { With = new("Never seen", "Shelter"), Kind = new(null, ReferralPartner.Ngo) }), "with", "Never seen", "Safe House", "Shelter",
            Agreement, "referrals", Ready with { Referrals = [.. Many(n => Ready.Referrals[0] with { Id = n })] }),
        .. Lines("An item", id => new RecordItem(Unit, id, new() { Name = new("Never seen", "Desks"), Kind = new(null, ItemKind.Equipment) }), "name", "Never seen", "Interview rooms", "Desks", Rooms,
            "items", Ready with { Items = [.. Many(n => Ready.Items[0] with { Id = n })] }),
        Refused("Vetting of a unit that does not exist is not recorded", Having(), new RecordVetting(Unit, new(null, new(1))), LeadOfficer, new UnitUnknown(Unit)),
        Refused("Outcomes of vetting that a colleague has recorded meanwhile are not overwritten",
            Having(Ready), new RecordVetting(Unit, new(null, new(1))), LeadOfficer, new EditConflict([new("totals", null, "cleared: 12; notCleared: 1; pending: 3; total: 16", "cleared: 1")])),
        Refused("Nobody is vetted a negative number of times", Having(Ready), new RecordVetting(Unit, new(Ready.Vetting, new(-1))), LeadOfficer, new OutOfRange("totals.to.cleared", -1, 0, Limits.People)),
        Refused("Things are counted from zero",
            Having(Ready), new RecordItem(Unit, Rooms, new() { Numbers = new(Ready.Items[0].Numbers, new(-2)) }), LeadOfficer, new OutOfRange("edits.numbers.to.quantity", -2, 0, Limits.People)),
        Refused("Nothing was handed over tomorrow",
            Having(Ready), new RecordItem(Unit, Rooms, new() { Numbers = new(Ready.Items[0].Numbers, new(2, 2, 2, Today.AddDays(1))) }), LeadOfficer,
            new DateInFuture("edits.numbers.to.handedOverOn", Today.AddDays(1))),
        Refused("What was handed over has a day",
            Having(Ready), new RecordItem(Unit, Rooms, new() { Numbers = new(Ready.Items[0].Numbers, new(2, 2, 2)) }), LeadOfficer,
            new Malformed([new("edits.numbers.to.handedOverOn", FieldFaultKind.Blank)])),
        Refused("A year of a unit that does not exist is not recorded", Having(), new RecordPerformance(Unit, 2025, new(null, new())), LeadOfficer, new UnitUnknown(Unit)),
        Refused("Totals of a year that a colleague has recorded meanwhile are not overwritten",
            Having(Ready with { Years = [new(2025, new(Source: "Annual report"))] }), new RecordPerformance(Unit, 2025, new(null, new(Source: "Letter"))), LeadOfficer,
            new EditConflict([new("totals", null, "source: Annual report", "source: Letter")])),
    ];

    private static IEnumerable<T> Many<T>(Func<Guid, T> line) => Enumerable.Range(1, Limits.UnitLines).Select(n => line(CommandId(20_000 + n)));

    /// <summary>What is the same for every table of a unit.</summary>
    private static IEnumerable<Example> Lines(
        string what, Func<Guid?, EngagementCommand> command, string field, string expected, string actual, string wanted, Guid line, string table, SpecializedUnit full) =>
    [
        Refused($"{what} of a unit that does not exist is not recorded", Having(), command(null), LeadOfficer, new UnitUnknown(Unit)),
        Refused($"{what} that is not in its table is not changed", Having(Ready), command(Unit), LeadOfficer, new UnitLineUnknown(Unit)),
        Refused($"{what} that a colleague has changed meanwhile is not overwritten", Having(Ready), command(line), LeadOfficer,
            new EditConflict([.. Conflicts(command(line), field, expected, actual, wanted)])),
        Refused($"{what} finds no place in a table that is full", Having(full), command(null), LeadOfficer, new TooMany(table, Limits.UnitLines)),
    ];

    private static IEnumerable<FieldConflict> Conflicts(EngagementCommand command, string field, string expected, string actual, string wanted)
    {
        yield return new(field, expected, actual, wanted);
        switch (command)
        {
            case RecordPost:
                yield return new("level", null, "operational", "support");
                break;
            case RecordItem:
                yield return new("kind", null, "premises", "equipment");
                break;
        }
    }
}
