using MediatR;
using TA.Casework.Grains;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Exchange;

/// <summary>
/// Adds plans that are made up to show the product, marked as samples, to engagements that were imported, dated around a day; and three engagements in early states.
/// All through ordinary commands whose identifiers follow from what they are for, so that doing it again changes nothing.
/// </summary>
public sealed class SampleEngagements(IMediator mediator, Actor officer, DateOnly today)
{
    /// <summary>How many imported engagements get a plan.</summary>
    public const int Plans = 12;

    private static readonly (string Id, string Name)[] Partners = [("iom", "IOM"), ("unicef", "UNICEF")];

    /// <summary>Lays out and carries on the plan of one engagement; each index shows something else.</summary>
    /// <param name="reference">An engagement in delivery.</param>
    /// <param name="index">0 to <see cref="Plans"/> − 1.</param>
    public async Task AddPlan(EngagementReference reference, int index)
    {
        var step = new Step(this, reference);
        if (await step.Read() is not { IsSample: false } engagement)
            return;
        var (partner, name) = Partners[index % 2];
        await step.Do(new HandOver(new(null, officer.User)));
        if (engagement.Details.Workstreams.Count == 0)
            await step.Do(new ChangeEngagement { Edits = new() { Workstreams = new(engagement.Details.Workstreams, [WorkstreamKind.Training]) } });
        await step.Do(new AdoptPlaybook(WorkstreamKind.LifeCycle, today.AddDays(-170)));
        foreach (var workstream in (await step.Read())!.Details.Workstreams)
            await step.Do(new AdoptPlaybook(workstream, today.AddDays(-25 - index)));
        await step.Do(new FillRole(ResponsibleRole.Igo, null, new(null, new(partner)), name));
        await step.Do(new FillRole(ResponsibleRole.Ngo, null, new(null, new("lastrada-int")), "LSI"));
        await step.Do(new FillRole(ResponsibleRole.NationalCounterpart, null, new(null, new($"{reference.MemberState.ToLowerInvariant()}-ministry-of-justice")), "Ministry of Justice"));
        await step.Do(new RecordEngagementDocument(new(null, new(today.AddDays(-60), "Sample: Ministry of Foreign Affairs; UNODC"))));
        await step.Do(new ConfirmFunding(new(null, new(today.AddDays(-58), "Sample: confirmed by the budget office"))));
        await CompleteWhatIsDue(step);
        foreach (var stage in (await step.Read())!.Stages().Where(s => s.IsDone).Take(index % 4 + 1))
            await step.Do(new ConfirmGate(stage.Stage.Key, today.AddDays(-7), "Sample"));
        await Show(step, index, new(partner), name);
        await step.Do(new MarkAsSample());
    }

    /// <summary>Opens three engagements in early states: requested, scoping, and in design waiting for approval.</summary>
    public async Task AddEarlyOnes()
    {
        foreach (var (state, member, title) in new[] { (EngagementState.Requested, "KEN", "Training of prosecutors"), (EngagementState.Scoping, "PER", "Review of the law on smuggling of migrants"), (EngagementState.Design, "JOR", "Specialized unit for victims of trafficking") })
        {
            var command = new OpenEngagement(
                new()
                {
                    MemberState = member,
                    Title = $"Sample: {title}",
                    Topics = new(TraffickingInPersons: member != "PER", SmugglingOfMigrants: member == "PER", ViolenceAgainstMigrants: member == "JOR"),
                    Workstreams = [member == "KEN" ? WorkstreamKind.Training : member == "PER" ? WorkstreamKind.Legislation : WorkstreamKind.SpecializedUnit],
                    LeadOffice = officer.Office,
                    Mandate = new(["f"]),
                },
                new(RequestChannel.NoteVerbale, "Sample: Ministry of Foreign Affairs", today.AddDays(-40), $"Sample: {title}"), officer.User, today.AddDays(-20));
            var outcome = await mediator.Send(new OpenEngagementRequest(DerivedId.Of("sample", "open", member), command, officer));
            var step = new Step(this, EngagementReference.Parse(outcome.Reference));
            if (state == EngagementState.Design)
                await CompleteWhatIsDue(step, upTo: "case.scoping.");
            for (var at = EngagementState.Requested; at < state; at++)
                await step.Do(new MoveEngagement(at, at + 1));
            await step.Do(new MarkAsSample());
        }
    }

    private async Task CompleteWhatIsDue(Step step, string? upTo = null)
    {
        for (var again = true; again;)
        {
            again = false;
            var engagement = (await step.Read())!;
            foreach (var task in engagement.Tasks.Where(t => engagement.StateOf(t) == PlanTaskState.Ready && (upTo is null ? t.Dates.Due < today.AddDays(9) : t.Id.Value.StartsWith("case.request.", StringComparison.Ordinal) || t.Id.Value.StartsWith(upTo, StringComparison.Ordinal))))
            {
                await step.Do(new CompleteTask(task.Id, null, task.Control switch
                {
                    null => null,
                    TaskControl.GenderMarker => new(Outcome: "Sample: needs of women and children are met by the plan", Marker: GenderMarker.SignificantObjective),
                    _ => new(Outcome: "Sample: medium risk, measures agreed"),
                }));
                again = true;
            }
        }
    }

    private async Task Show(Step step, int index, OrganizationId partner, string name)
    {
        var engagement = (await step.Read())!;
        var ready = engagement.Tasks.Where(t => engagement.StateOf(t) == PlanTaskState.Ready && t.Workstream != WorkstreamKind.LifeCycle && t.Control is null).ToList();
        if (ready.Count == 0)
            return;
        var task = ready[0];
        await step.Do(new AssignTasks([new(task.Id, task.Organization)], partner, name));
        if (index == 7)
        {
            await step.Do(new DeclineTask(task.Id, "Sample: no staff in the country this year"));
            return;
        }

        await step.Do(new StartTask(task.Id));
        await step.Do(new ReportProgress(task.Id, new(0, index is 1 or 2 ? 20 : 60), "Sample"));
        if (index is 1 or 2)
            await step.Do(Moved(task, index == 1 ? 3 : -5));
        switch (index)
        {
            case 3:
                await step.Do(new BlockTask(task.Id, "Sample: the list of participants has not arrived"));
                break;
            case 4:
                await step.Do(new SubmitDeliverable(task.Id, "Sample"));
                await step.Do(new ReturnDeliverable(task.Id, "Sample: the needs of border police are missing"));
                break;
            case 5:
                await step.Do(new SubmitDeliverable(task.Id, "Sample: first version for review"));
                break;
            case 6:
                await step.Do(new ProposeDates(task.Id, new(null, new(new(task.Dates.Start, WorkingCalendar.Add(task.Dates.Due, 10)), "Sample: the academy is closed until then"))));
                break;
            case 8:
                var last = engagement.Tasks.Last(t => t.State == PlanTaskState.Planned && t.Workstream != WorkstreamKind.LifeCycle);
                await step.Do(new CancelTasks([last.Id], "Sample: done by another project"));
                break;
            case 9:
                await step.Do(new ChangeTask(task.Id, new() { Title = new("Another title", $"{task.Title} (northern provinces)") }, OnConflict.Keep));
                break;
            case 10:
                await step.Do(new CommentOnTask(task.Id, "Sample: the ministry asks for a version in two languages."));
                break;
        }
    }

    private RescheduleTasks Moved(PlanTask task, int dueInWorkingDays)
    {
        var due = WorkingCalendar.Add(today, dueInWorkingDays);
        return new([new(task.Id, new(task.Dates, new(WorkingCalendar.Add(due, -9), due)))], "Sample");
    }

    /// <summary>Commands to one engagement, each with an identifier of its own.</summary>
    private sealed class Step(SampleEngagements sample, EngagementReference reference)
    {
        private int _number;

        public Task<Engagement?> Read() => sample.Send(new ReadEngagement(reference, sample.Officer));

        public async Task Do(EngagementCommand command)
        {
            var outcome = await sample.Send(new ChangeEngagementRequest(reference, DerivedId.Of("sample", reference.ToString(), $"{_number++}"), command, command is MarkAsSample ? sample.Product : sample.Officer));
            if (outcome.Kind is OutcomeKind.Refused or OutcomeKind.Unknown)
                throw new InvalidOperationException($"The sample of {reference} stopped at {command}: {outcome.Refusal}");
        }
    }

    private Actor Officer => officer;

    private Actor Product { get; } = new(new("sample"), "TA", ActorRoles.System, OrganizationId.Unodc);

    private Task<T> Send<T>(IRequest<T> request) => mediator.Send(request);
}
