using System.Globalization;
using Microsoft.Extensions.Localization;
using TA.Casework.Organizations;
using TA.Casework.Portfolio;
using TA.Engagements;

namespace TA.Web.Resources;

/// <summary>Says refusals, states and other words of the field in the person's language.</summary>
public sealed class Sentences(IStringLocalizer<Texts> T)
{
    // More are listed where the engagement is shown, and are among the facts of the refusal.
    private const int TasksNamed = 10;

    /// <summary>The sentence of a refusal, from the resource keyed by its type.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="engagement">The engagement it speaks of, which knows the titles of its own tasks; null takes those of the playbooks.</param>
    public string Of(Refusal refusal, Engagement? engagement = null)
    {
        string Title(TaskId task) => engagement?.Find(task)?.Title ?? Playbooks.Template(task)?.Title ?? task.Value;
        string Body(OrganizationId organization) => engagement?.Participants.FirstOrDefault(p => p.Organization == organization)?.Name ?? organization.Value.ToUpperInvariant();
        var name = refusal.GetType().Name;
        return refusal switch
        {
            StateHasMoved r => T[$"Refusal.{name}", Word(r.Actual), Word(r.Expected)],
            MoveNotPossible r => T[$"Refusal.{name}", Word(r.From), Word(r.To), Words(r.Possible)],
            ReasonNeeded r => T[$"Refusal.{name}", Words(r.Possible)],
            GateNotMet r => T[$"Refusal.{name}", Word(r.To), Words(r.Missing)] + (r.OpenTasks.Count > 0 ? $" {T["Refusal.OpenTasks", r.OpenTasks.Count, string.Join("; ", r.OpenTasks.Take(TasksNamed).Select(Title)) + (r.OpenTasks.Count > TasksNamed ? "; …" : "")]}" : ""),
            DateInFuture r => T[$"Refusal.{name}", Day(r.Date)],
            DayToCome r => T[$"Refusal.{name}", Day(r.Day)],
            NoSuchDay r => T[$"Refusal.{name}", r.Text],
            NoSuchName r => T[$"Refusal.{name}", Field(r.Field), r.Name],
            NoMemberState r => T[$"Refusal.{name}", r.Code],
            EditConflict r => T[$"Refusal.{name}"] + " " + string.Join(" ", r.Fields.Select(f => T["Refusal.FieldConflict", Field(f.Field, engagement), Value(f.Field, f.Actual), Value(f.Field, f.Wanted)].Value)),
            WorkstreamHasTasks r => T[$"Refusal.{name}", Word(r.Workstream), r.OpenTasks],
            WorkstreamNotChosen r => T[$"Refusal.{name}", Word(r.Workstream)],
            PlaybookAlreadyAdopted r => T[$"Refusal.{name}", Word(r.Workstream)],
            TooMany r => T[$"Refusal.{name}", r.Limit],
            EngagementEnded r => T[$"Refusal.{name}", Word(r.State)],
            StartsBeforePredecessor r => T[$"Refusal.{name}", Title(r.Predecessor), Day(r.Earliest)],
            TaskClosed r => T[$"Refusal.{name}", Title(r.Task), Word(r.State)],
            TaskUnknown r => T[$"Refusal.{name}", r.Task],
            EndsTooLate r => T[$"Refusal.{name}", Title(r.Task), Day(r.Latest)],
            TasksWaitInCircle r => T[$"Refusal.{name}", string.Join(" → ", r.Circle.Select(Title))],
            OutOfRange r => T[$"Refusal.{name}", Field(r.Field, engagement), r.Value, r.Least, r.Most],
            StageNotDone r => T[$"Refusal.{name}", string.Join("; ", r.OpenTasks.Select(Title))],
            TaskHasMoved r => T[$"Refusal.{name}", Title(r.Task), Word(r.Actual), Words(r.Possible)],
            NothingSubmitted r => T[$"Refusal.{name}", Title(r.Task), Word(r.State)],
            WaitsForOthers r => T[$"Refusal.{name}", r.WaitsFor.Count + r.Gates.Count == 0 ? T["Refusal.WaitsForDelivery"].Value : string.Join("; ", r.WaitsFor.Select(Title).Concat(r.Gates))],
            WorkNotUnderWay r => T[$"Refusal.{name}", Word(r.State)],
            FindingNeeded { Control: TaskControl.GenderMarker } => T["Refusal.MarkerNeeded"],
            TaskOfAnother r => T[$"Refusal.{name}", r.Organization is { } other ? Body(other) : "–"],
            PersonOfAnother { Organization: null } => T["Refusal.PersonOfNobody"],
            PersonOfAnother r when r.Organization == OrganizationId.Unodc => T["Refusal.PersonOfAnotherThanUnodc"],
            PersonOfAnother r => T[$"Refusal.{name}", Body(r.Organization!.Value)],
            Malformed r => T[$"Refusal.{name}", string.Join("; ", r.Fields.Select(f => $"“{Field(f.Field, engagement)}” {T[$"Fault.{f.Fault}"]}{(f.Limit is null ? "" : $" ({Value(f.Field, f.Limit)})")}"))],
            ProgrammeExists r => T[$"Refusal.{name}", r.Programme],
            // Legislation
            AnswerNeedsRemark r => T[$"Refusal.{name}", Word(r.Question)],
            ArticleUnknown r => T[$"Refusal.{name}", r.Article],
            BillInForce r => T[$"Refusal.{name}", Day(r.On)],
            BillOver r => T[$"Refusal.{name}", Word(r.End)],
            CheckUnanswered r => T[$"Refusal.{name}", r.Version, Words(r.Questions)],
            CommentHasMoved r => T[$"Refusal.{name}", r.Number, Word(r.Actual)],
            CommentOfAnother r => T[$"Refusal.{name}", Body(r.Organization)],
            CommentSettled r => T[$"Refusal.{name}", r.Number, r.Version],
            CommentUnknown r => T[$"Refusal.{name}", r.Number],
            CommentsOpen r => T[$"Refusal.{name}", string.Join(", ", r.Numbers)],
            DeadlinePassed r => T[$"Refusal.{name}", Day(r.Deadline)],
            MilestonesOutOfOrder { Wanted: var wanted, Other: var other } => T[$"Refusal.{name}", Step(wanted), Day(wanted.Actual ?? wanted.Expected!.Value), Step(other), Day(other.Actual ?? other.Expected!.Value)],
            NotTheNextVersion r => T[$"Refusal.{name}", r.Next],
            NothingToSettle r => T[$"Refusal.{name}", r.Number],
            ProvisionInUse r => T[$"Refusal.{name}", engagement?.Legislation.Provision(r.Provision) is { } used ? TreatyCoverage.Name(used) : r.Provision.Value, Words(r.Uses)],
            ProvisionListed r => T[$"Refusal.{name}", r.Instrument, r.Article],
            ProvisionNotAdded r => T[$"Refusal.{name}", TreatyProvisions.Find(r.Provision) is { } own ? TreatyCoverage.Name(own) : r.Provision.Value],
            ProvisionUnknown r => T[$"Refusal.{name}", r.Provision],
            ReviewerUnknown r => T[$"Refusal.{name}", Body(r.Organization)],
            RoundClosed r => T[$"Refusal.{name}", Day(r.On)],
            VersionSubmitted r => T[$"Refusal.{name}", r.Version],
            WhyNotApplicable r => T[$"Refusal.{name}", TreatyProvisions.Find(r.Provision) is { } provision ? TreatyCoverage.Name(provision) : r.Provision.Value],
            WhyRejected r => T[$"Refusal.{name}", r.Number],
            // SpecializedUnits
            ConditionsNeeded r => T[$"Refusal.{name}", r.Item],
            ContentNotControlled r => T[$"Refusal.{name}", r.Procedure, Words(r.Lacking)],
            DueDiligenceNeeded r => T[$"Refusal.{name}", r.Item],
            LawUnknown r => T[$"Refusal.{name}", r.Law],
            TotalsDoNotAddUp r => T[$"Refusal.{name}", string.Join(" ", r.Faults.Select(Fault))],
            // Training
            SessionNotHeldYet r => T[$"Refusal.{name}", Day(r.Starts)],
            SessionOfAnother r => T[$"Refusal.{name}", Body(r.Partner ?? OrganizationId.Unodc)],
            SessionWasHeld r => T[$"Refusal.{name}", Day(r.Dates.Start), Day(r.Dates.Due)],
            TakesNoPart r => T[$"Refusal.{name}", Body(r.Organization)],
            // Results
            CategoryUnknown r => T[$"Refusal.{name}", r.Dimension, r.Category],
            FollowsFromWork r => T[$"Refusal.{name}", r.Indicator, r.Year],
            IndicatorHasMoved r => T[$"Refusal.{name}", r.Indicator],
            IndicatorNotChosen r => T[$"Refusal.{name}", r.Indicator],
            IndicatorUnknown r => T[$"Refusal.{name}", r.Indicator],
            PartsDoNotAddUp r => T[$"Refusal.{name}", r.Dimension, r.Total, r.Sum, r.Difference],
            // Agreements
            AgreementHasEnded r => T[$"Refusal.{name}", Day(r.On)],
            AmendmentNeeded r => T[$"Refusal.{name}", string.Join(", ", r.Fields.Select(f => Field(f)))],
            NothingToAmend r => T[$"Refusal.{name}", Word(r.State)],
            RecommendationHasMoved r => T[$"Refusal.{name}", Word(r.Actual)],
            // Risks
            DateInPast r => T[$"Refusal.{name}", Day(r.Date)],
            MeasureHasMoved r => T[$"Refusal.{name}", Word(r.Actual)],
            MeasureSettled r => T[$"Refusal.{name}", Word(r.State)],
            SupportOnHold r => T[$"Refusal.{name}", r.Measures.Count],
            // One plan
            CannotSlip r => T[$"Refusal.{name}", Title(r.Task)],
            SessionIdentifierBad r => T[$"Refusal.{name}", r.Session],
            _ => T[$"Refusal.{name}"],
        };
    }

    /// <summary>What people call a field of a command, by its path: <c>edits.leadOffice.to</c>, or <c>case.request.log.dates</c> where a command changes several tasks. A field without a name of its own is called as in the API.</summary>
    public string Field(string path, Engagement? engagement = null) =>
        path.LastIndexOf('.') is > 0 and var dot && (engagement?.Find(path[..dot])?.Title ?? Playbooks.Template(path[..dot])?.Title) is { } task
            ? $"{task}: {FieldOrNull(path[dot..]) ?? path[(dot + 1)..]}"
            : FieldOrNull(path) ?? path;

    /// <summary>What people call a field of a command, or null.</summary>
    public string? FieldOrNull(string path)
    {
        foreach (var step in path.Split('.').Reverse().Select(s => s.Split('[')[0]).Where(s => s is not ("" or "from" or "to")))
            if (T[$"Field.{char.ToUpperInvariant(step[0])}{step[1..]}"] is { ResourceNotFound: false } name)
                return name;
        return null;
    }

    /// <summary>A value of a <see cref="FieldConflict"/> as people read it: days and words in the language of the page, a dash for nothing.</summary>
    public string Value(string field, string? text)
    {
        static string Title(string task) => Playbooks.Template(task)?.Title ?? task;
        if (string.IsNullOrEmpty(text))
            return "–";
        if (text.Split('/') is var days && days.Length <= 2 && days.All(d => DateOnly.TryParseExact(d, "yyyy-MM-dd", out _)))
            return string.Join(" – ", days.Select(d => Day(DateOnly.ParseExact(d, "yyyy-MM-dd", CultureInfo.InvariantCulture))));
        return field[(field.LastIndexOf('.') + 1)..] switch
        {
            "classification" => Words<InformationClassification>(text),
            "workstreams" => Words<WorkstreamKind>(text),
            "organization" => ListedOrganizations.All.FirstOrDefault(o => o.Id.Value == text) is { } listed ? listed.Acronym ?? listed.Name : text,
            "predecessors" or "after" => string.Join("; ", text.Split(", ").Select(Title)),
            _ => text,
        };
    }

    /// <summary>A word of one of the field's lists.</summary>
    public string Word<TEnum>(TEnum value) where TEnum : struct, Enum => T[$"{typeof(TEnum).Name}.{value}"];

    /// <summary>A value by which the portfolio is filtered, where it is a word of a list; any other as it is.</summary>
    public string Word(PortfolioFacet facet, string value) => facet switch
    {
        PortfolioFacet.Region => MemberStates.All.FirstOrDefault(m => m.RegionCode == value)?.Region ?? value,
        PortfolioFacet.MemberState => MemberStates.Find(value)?.Name(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? value,
        PortfolioFacet.Topic => PortfolioWords.TryRead<Topic>(value, out var topic) ? Word(topic) : value,
        PortfolioFacet.Workstream => PortfolioWords.TryRead<WorkstreamKind>(value, out var kind) ? Word(kind) : value,
        PortfolioFacet.State => PortfolioWords.TryRead<EngagementState>(value, out var state) ? Word(state) : value,
        PortfolioFacet.Health => PortfolioWords.TryRead<TA.Engagements.Health>(value, out var health) ? Word(health) : value,
        _ => value,
    };

    /// <summary>A version of a bill by its number.</summary>
    public string Version(int number) => T["Law.Version", number];

    /// <summary>A donor's limit on the use of a contribution.</summary>
    public string Earmark(Earmark earmark) => earmark.For is null ? Word(earmark.Kind) : $"{Word(earmark.Kind)}: {earmark.For}";

    /// <summary>The topics by their names.</summary>
    public IEnumerable<string> Topics(Topics topics)
    {
        if (topics.TraffickingInPersons)
            yield return T["Topic.TraffickingInPersons"];
        if (topics.SmugglingOfMigrants)
            yield return T["Topic.SmugglingOfMigrants"];
        if (topics.ViolenceAgainstMigrants)
            yield return T["Topic.ViolenceAgainstMigrants"];
    }

    /// <summary>A day as people read it in the language of the page.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.CurrentUICulture);

    /// <summary>A date that may lack its day or month, as people read it: 2026, Jul 2026, 19 Jul 2026.</summary>
    public static string Day(PartialDate date) => date switch
    {
        { Month: null } => date.ToString(),
        { Day: null } => date.Earliest.ToString("MMM yyyy", CultureInfo.CurrentUICulture),
        _ => Day(date.Earliest),
    };

    /// <summary>From a first to a last date, either of which may be missing; a dash where both are.</summary>
    public static string Span(PartialDate? start, PartialDate? end) =>
        start is null && end is null ? "–" : $"{(start is { } first ? Day(first) : "…")} – {(end is { } last ? Day(last) : "…")}";

    /// <summary>The same of dates as a list of the portfolio holds them.</summary>
    public static string Span(string? start, string? end) => Span(Read(start), Read(end));

    /// <summary>A time of day, UTC, to the minute.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("d MMM yyyy HH:mm", CultureInfo.CurrentUICulture);

    private static PartialDate? Read(string? date) => PartialDate.TryParse(date, null, out var read) ? read : null;

    /// <summary>The name of an organization, with the Member State of a national body: two States have a Ministry of Justice each.</summary>
    public static string Name(KnownOrganization organization) => organization.MemberState is { } code
        ? $"{organization.Name} ({MemberStates.Find(code)?.Name(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? code})"
        : organization.Name;

    /// <summary>What the badge of a state or health is called in the stylesheet.</summary>
    public static string Badge<TEnum>(TEnum value) where TEnum : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private string Fault(TotalsFault fault)
    {
        var sentence = fault.Relation == TotalsRelation.AtMost
            ? T["Totals.AtMost", Word(fault.Counted), fault.Value, Word(fault.Against), fault.Other, fault.By]
            : T[fault.Value > fault.Other ? "Totals.SumMore" : "Totals.SumLess", Word(fault.Counted), fault.Value, fault.Other, fault.By];
        return fault.Line is { } line ? T["Totals.Line", line, sentence.Value] : sentence;
    }

    private string Step(Milestone milestone) => $"{Word(milestone.Kind)} {milestone.Reading}".Trim();

    // The public form writes words in kebab case.
    private string Words<TEnum>(string text) where TEnum : struct, Enum => string.Join(", ", text.Split(", ").Select(word =>
        Enum.TryParse<TEnum>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var value) ? Word(value) : word));

    private string Words<TEnum>(Items<TEnum> values) where TEnum : struct, Enum => string.Join(", ", values.Select(Word));
}
