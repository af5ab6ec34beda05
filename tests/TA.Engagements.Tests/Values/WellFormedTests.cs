namespace TA.Engagements.Tests;

public sealed class WellFormedTests
{
    private static readonly RecordContribution Pledge = new(null, new(null, "Norway"), new(null, new Money(1m, "NOK")), new(null, null));
    private static readonly AttachDocument Bill = new("a", "bill.pdf", DocumentType.Pdf, 10, new('a', 64));

    private static ChangeEngagement Change(EngagementEdits edits) => new() { Edits = edits };

    private static CommentOnTask Comment(string text) => new("a", text);

    private static ChangeEngagement Title(string to) => Change(new() { Title = new("Old", to) });

    private static OpenEngagement Open(EngagementDetails details) => new(details, Request, null, Today);

    private static RecordContribution Pledged(decimal amount, string currency = "NOK") => Pledge with { Pledged = new(null, new Money(amount, currency)) };

    private static readonly Dictionary<string, (object Command, string Field, FieldFaultKind Fault)> Faults = new()
    {
        ["a text of spaces"] = (Comment(" \t "), "text", FieldFaultKind.Blank),
        ["an empty text"] = (Comment(""), "text", FieldFaultKind.Blank),
        ["a line one character too long"] = (Title(new('x', Limits.Line + 1)), "edits.title.to", FieldFaultKind.TooLong),
        ["a paragraph one character too long"] = (new BlockTask("a", new('x', Limits.Paragraph + 1)), "because", FieldFaultKind.TooLong),
        ["a text one character too long"] = (Comment(new('x', Limits.Text + 1)), "text", FieldFaultKind.TooLong),
        ["a remark inside an edit too long"] = (Change(new() { HealthRemark = new(null, new('x', Limits.Paragraph + 1)) }), "edits.healthRemark.to", FieldFaultKind.TooLong),
        ["a request inside an edit too long"] = (Change(new() { Request = new(null, Request with { Asked = new('x', Limits.Text + 1) }) }), "edits.request.to.asked", FieldFaultKind.TooLong),
        ["a line break in a line"] = (Title("Two\nlines"), "edits.title.to", FieldFaultKind.ControlCharacters),
        ["a tabulator in a line"] = (Title("A\tB"), "edits.title.to", FieldFaultKind.ControlCharacters),
        ["a bell in a long text"] = (Comment("Ring\a"), "text", FieldFaultKind.ControlCharacters),
        ["a null character"] = (Comment("A\0B"), "text", FieldFaultKind.ControlCharacters),
        ["half a character"] = (Comment("A\uD800B"), "text", FieldFaultKind.ControlCharacters),
        ["the last day of 1944"] = (new AdoptPlaybook(WorkstreamKind.Training, new(1944, 12, 31)), "from", FieldFaultKind.DateOutOfRange),
        ["the first day of 2101"] = (new AdoptPlaybook(WorkstreamKind.Training, new(2101, 1, 1)), "from", FieldFaultKind.DateOutOfRange),
        ["a partial date before 1945"] = (Change(new() { Start = new(null, new PartialDate(1944)) }), "edits.start.to", FieldFaultKind.DateOutOfRange),
        ["a date within a list"] = (new RescheduleTasks([new("a", new(March, new(March.Start, new(2101, 1, 1))))]), "tasks[0].dates.to.due", FieldFaultKind.DateOutOfRange),
        ["a negative amount"] = (Pledged(-0.01m), "pledged.to.amount", FieldFaultKind.AmountOutOfRange),
        ["an absurd amount"] = (Pledged(Limits.Amount + 0.01m), "pledged.to.amount", FieldFaultKind.AmountOutOfRange),
        ["a tenth of a cent"] = (Pledged(1.001m), "pledged.to.amount", FieldFaultKind.AmountOutOfRange),
        ["a currency in small letters"] = (Pledged(1m, "nok"), "pledged.to.currency", FieldFaultKind.NoCurrency),
        ["a currency of two letters"] = (Pledged(1m, "NO"), "pledged.to.currency", FieldFaultKind.NoCurrency),
        ["an amount without a currency"] = (Pledged(1m, null!), "pledged.to.currency", FieldFaultKind.NoCurrency),
        ["a list one too long"] = (new CancelTasks(Enumerable.Range(0, Limits.ListItems + 1).Select(n => new TaskId($"t{n}")).ToItems(), "No money"), "tasks", FieldFaultKind.TooManyItems),
        ["no task to cancel"] = (new CancelTasks([], "No money"), "tasks", FieldFaultKind.Empty),
        ["no task to move"] = (new RescheduleTasks([]), "tasks", FieldFaultKind.Empty),
        ["no task to assign"] = (new AssignTasks([], Iom, "IOM"), "tasks", FieldFaultKind.Empty),
        ["a conclusion g"] = (Open(Details with { Mandate = new(["g"]) }), "details.mandate.conclusions", FieldFaultKind.NotListed),
        ["a task key in capitals"] = (new StartTask("LEG"), "task", FieldFaultKind.BadForm),
        ["an organization with a space"] = (new AssignTasks([new("a", null)], new("i om"), "IOM"), "organization", FieldFaultKind.BadForm),
        ["a user with an at sign"] = (new HandTask("a", new(null, new UserId("a@b"))), "person.to", FieldFaultKind.BadForm),
        ["a programme without its P"] = (Change(new() { Programme = new(null, new ProgrammeId("GLOT59")) }), "edits.programme.to", FieldFaultKind.BadForm),
        ["a hash in capitals"] = (Bill with { Sha256 = new('A', 64) }, "sha256", FieldFaultKind.BadForm),
        ["a hash of 63 digits"] = (Bill with { Sha256 = new('a', 63) }, "sha256", FieldFaultKind.BadForm),
        ["a draft named by no hash"] = (new AddDraftVersion(ALaw.TheBill, 2, "abc"), "sha256", FieldFaultKind.BadForm),
        ["comments named by no hash"] = (new CloseReviewRound(ALaw.TheRound, new('g', 64)), "sha256", FieldFaultKind.BadForm),
        ["a provision with a space"] = (new RateProvisions(ALaw.First, [new("TIP 5")]), "findings[0].provision", FieldFaultKind.BadForm),
        ["a provision rated twice at once"] = (new RateProvisions(ALaw.First, [new("TIP-3.a"), new("TIP-3.a", null, new(null, "s. 1"))]), "findings", FieldFaultKind.Repeated),
        ["a question answered twice at once"] = (new CheckHumanRights(ALaw.TheBill, 1, [new(default), new(default, null, new(null, "a"))]), "answers", FieldFaultKind.Repeated),
        ["a review that nobody is asked for"] = (new OpenReviewRound(ALaw.TheBill, 1, [], Today, "Well?"), "reviewers", FieldFaultKind.Empty),
        ["an article's number too long"] = (new AddDraftVersion(ALaw.TheBill, 2, ALaw.Text1, null, [new('5', Limits.ArticleNumber + 1)]), "articles[0]", FieldFaultKind.TooLong),
        ["a remark on a provision too long"] = (new RateProvisions(ALaw.First, [new("TIP-3.a", null, null, new(null, new('x', Limits.Paragraph + 1)))]), "findings[0].remark.to", FieldFaultKind.TooLong),
        ["a task named twice to cancel"] = (new CancelTasks(["a", "a"], "No money"), "tasks", FieldFaultKind.Repeated),
        ["a task named twice to assign"] = (new AssignTasks([new("a", null), new("a", Iom)], Iom, "IOM"), "tasks", FieldFaultKind.Repeated),
        ["a workstream chosen twice"] = (Open(Details with { Workstreams = [WorkstreamKind.Training, WorkstreamKind.Training] }), "details.workstreams", FieldFaultKind.Repeated),
        ["a conclusion named twice"] = (Open(Details with { Mandate = new(["a", "a"]) }), "details.mandate.conclusions", FieldFaultKind.Repeated),
        ["a title that becomes nothing"] = (Title(null!), "edits.title.to", FieldFaultKind.Blank),
        ["a title that was nothing"] = (Change(new() { Title = new(null!, "New") }), "edits.title.from", FieldFaultKind.Blank),
        ["a deliverable that becomes nothing"] = (new ChangeTask("a", new() { Deliverable = new("Bill", null!) }), "edits.deliverable.to", FieldFaultKind.Blank),
        ["a mandate that becomes nothing"] = (Change(new() { Mandate = new(new(), null!) }), "edits.mandate.to", FieldFaultKind.Blank),
        ["a hole in a list"] = (Open(Details with { Mandate = new([], [null!]) }), "details.mandate.provisions[0]", FieldFaultKind.Blank),
        ["a programme's title too long"] = (new ChangeProgramme(Title: new("Old", new('x', Limits.Line + 1))), "title.to", FieldFaultKind.TooLong),
        ["a contribution entered twice"] = (new RecordProgramme("A", Contributions: [new(CommandId(1), "Norway"), new(CommandId(1), "Japan")]), "contributions", FieldFaultKind.Repeated),
        ["a contribution too many"] = (new RecordProgramme("A", Contributions: Enumerable.Range(0, Limits.Contributions + 1).Select(n => new Contribution(CommandId(n), "Norway")).ToItems()), "contributions", FieldFaultKind.TooManyItems),
        ["a programme's budget below nothing"] = (new RecordProgramme("A", Budget: new(-1m, "USD")), "budget.amount", FieldFaultKind.AmountOutOfRange),
    };

    public static TheoryData<string> Wrong => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Refused_with_the_name_of_the_field(string what)
    {
        var (command, field, fault) = Faults[what];
        Assert.Equal((field, fault), Assert.Single(WellFormed.Check(command)!.Fields) is var found ? (found.Field, found.Fault) : default);
    }

    [Fact]
    public void Every_kind_of_fault_occurs_above() => Assert.Empty(Enum.GetValues<FieldFaultKind>().Except(Faults.Values.Select(f => f.Fault)));

    private static readonly Dictionary<string, object> Good = new()
    {
        ["a line of full length"] = Title(new('x', Limits.Line)),
        ["a paragraph of full length"] = new BlockTask("a", new('x', Limits.Paragraph)),
        ["a text of full length"] = Comment(new('x', Limits.Text)),
        ["several lines in a comment"] = Comment("One\r\nTwo\n\tThree"),
        ["several lines in a remark"] = Change(new() { HealthRemark = new(null, "One\nTwo") }),
        ["several lines in a description"] = new ChangeTask("a", new() { Description = new(null, "One\nTwo") }),
        ["a description that becomes nothing"] = new ChangeTask("a", new() { Description = new("One", null) }),
        ["all scripts"] = Title("Закон – 法律 – قانون – 𝔸"),
        ["the first day taken"] = new AdoptPlaybook(WorkstreamKind.Training, Limits.FirstDate),
        ["the last day taken"] = new AdoptPlaybook(WorkstreamKind.Training, Limits.LastDate),
        ["a partial date in 2100"] = Change(new() { Start = new(null, new PartialDate(2100)) }),
        ["no money"] = Pledged(0),
        ["all the money"] = Pledged(Limits.Amount),
        ["a cent"] = Pledged(0.01m),
        ["a full list"] = new CancelTasks(Enumerable.Range(0, Limits.ListItems).Select(n => new TaskId($"t{n}")).ToItems(), "No money"),
        ["all conclusions"] = Open(Details with { Mandate = new(["a", "b", "c", "d", "e", "f"], ["TIP-5.1", "SOM-6"]) }),
        ["a place at the top"] = new ReorderTask("a", new("b", null)),
        ["a document of 64 digits"] = Bill,
        ["several lines in a comment on a draft"] = new CommentOnDraft(ALaw.TheRound, "One\nTwo", "5 bis"),
    };

    public static TheoryData<string> Right => [.. Good.Keys];

    [Theory]
    [MemberData(nameof(Right))]
    public void Taken(string what) => Assert.Null(WellFormed.Check(Good[what]));

    [Fact]
    public void All_faults_of_a_command_are_named_at_once() =>
        Assert.Equal(["because", "task"], WellFormed.Check(new BlockTask("A B", " "))!.Fields.Select(f => f.Field).Order());

    [Fact]
    public void A_limit_that_is_passed_is_named() =>
        Assert.Equal(($"{Limits.Line}", "1945-01-01/2100-12-31"), (
            WellFormed.Check(Title(new('x', Limits.Line + 1)))!.Fields[0].Limit,
            WellFormed.Check(new AdoptPlaybook(WorkstreamKind.Training, DateOnly.MinValue))!.Fields[0].Limit));
}
