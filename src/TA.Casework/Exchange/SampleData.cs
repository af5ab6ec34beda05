using MediatR;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Exchange;

/// <summary>The people of the demonstration, as their accounts make them.</summary>
/// <param name="LeadOfficer">The first officer: leads the engagements with a sample plan.</param>
/// <param name="SecondOfficer">Another officer.</param>
/// <param name="Manager">Hands engagements over and approves.</param>
/// <param name="Iom">A partner user of IOM.</param>
/// <param name="Unicef">A partner user of UNICEF.</param>
public sealed record SamplePeople(Actor LeadOfficer, Actor SecondOfficer, Actor Manager, Actor Iom, Actor Unicef);

/// <summary>What became of the sample data.</summary>
/// <param name="Planned">The imported engagements that have a sample plan.</param>
/// <param name="Opened">The engagements that were opened as samples.</param>
/// <param name="Commands">How many commands were given; 0 when everything was there.</param>
/// <param name="Refused">What was not accepted; empty unless somebody worked on the engagements meanwhile.</param>
public sealed record SampleResult(Items<EngagementReference> Planned, Items<EngagementReference> Opened, int Commands, Items<SampleRefusal> Refused);

/// <summary>A command of the sample data that was not accepted; without refusal when the answer stayed unknown.</summary>
public sealed record SampleRefusal(string Reference, string Command, Refusal? Refusal);

internal sealed class SampleTally
{
    public int Commands { get; set; }

    public List<SampleRefusal> Refused { get; } = [];
}

/// <summary>
/// Made-up plans for twelve of the imported engagements, and three made-up requests, so that every state of a task, every health, open and confirmed gates, a proposal of dates and a
/// kept conflict can be seen. Everything is marked as a sample. An engagement that has its whole sample plan is left alone, so that a second start changes nothing.
/// </summary>
public sealed class SampleData(IMediator mediator, EnterOrganization enter)
{
    /// <summary>The command with which the sample data of an engagement ends: a comment that says what it is.</summary>
    public static Guid LastCommand(EngagementReference reference) => SamplePlan.Finished(reference);

    /// <summary>Of what happened to an engagement, what people did: the sample data comes before, to its last command.</summary>
    /// <param name="engagement">The engagement as it is now.</param>
    /// <param name="entries">Part of its history, oldest first.</param>
    public static IEnumerable<HistoryEntry> Besides(Engagement engagement, IReadOnlyList<HistoryEntry> entries)
    {
        var last = LastCommand(engagement.Reference);
        return !engagement.IsSample ? entries
            : !engagement.CommentIds.Contains(last) ? []
            : entries.Skip(entries.ToList().FindLastIndex(e => e.CommandId == last) + 1);
    }

    /// <summary>Adds what is not there yet.</summary>
    /// <param name="imported">What the import of <see cref="EmbeddedEngagements"/> told.</param>
    /// <param name="people">Who does it.</param>
    /// <param name="today">The day around which plans are laid; the server's day, UTC.</param>
    /// <param name="progress">Told after each engagement.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<SampleResult> Add(ImportResult imported, SamplePeople people, DateOnly today, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        var tally = new SampleTally();
        var (planned, opened) = (new List<EngagementReference>(), new List<EngagementReference>());
        var all = SampleStories.Planned.Count + SampleRequests.All.Count;

        async Task<bool> Tell(EngagementReference reference, Actor lead, TaskId last, Func<SamplePlan, Task> story)
        {
            if (await mediator.Send(new ReadEngagement(reference, people.Manager), cancellation) is not { } before)
                return false;
            if (before.CommentIds.Contains(SamplePlan.Finished(reference)))
                return true;
            var plan = new SamplePlan(mediator, reference, lead, people, today, enter, tally, cancellation);
            if (before.LeadOfficer is null)
                await plan.Do(people.Manager, new HandOver(new(null, lead.User)));
            await plan.Do(lead, new MarkAsSample());
            await story(plan);
            await plan.Do(lead, new CommentOnTask(last, "Sample: this plan is made up to show the product. It says nothing about the real project."), id: SamplePlan.Finished(reference));
            return true;
        }

        foreach (var story in SampleStories.Planned)
        {
            var line = imported.Lines.FirstOrDefault(l => l.MemberState == story.MemberState && l.Reference is not null && l.Title.StartsWith(story.Title, StringComparison.Ordinal));
            if (line is not null && EngagementReference.TryParse(line.Reference, null, out var reference) && await Tell(reference, people.LeadOfficer, story.Last, story.Tell))
                planned.Add(reference);
            progress?.Report(new(planned.Count, all));
        }

        foreach (var request in SampleRequests.All)
        {
            var lead = request.IsSecondOfficers ? people.SecondOfficer : people.LeadOfficer;
            var command = request.Open(lead.User, today);
            var outcome = await mediator.Send(new OpenEngagementRequest(DerivedId.Of("sample", command.Details.MemberState, "request"), command, lead), cancellation);
            if (EngagementReference.TryParse(outcome.Reference, null, out var reference) && await Tell(reference, lead, "case.request.log", request.Tell))
                opened.Add(reference);
            progress?.Report(new(planned.Count + opened.Count, all));
        }

        return new(planned.ToItems(), opened.ToItems(), tally.Commands, tally.Refused.ToItems());
    }
}
