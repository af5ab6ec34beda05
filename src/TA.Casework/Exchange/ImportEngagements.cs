using MediatR;
using TA.Casework.Grains;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Exchange;

/// <summary>
/// Enters the engagements and programmes of a file: see <see cref="EngagementFile"/> for its form. A row with several States becomes a programme with one engagement each; a row
/// with none a programme alone; a row with one State an engagement. Every engagement is one command whose identifier follows from row and State, so that an import which was
/// interrupted is simply repeated.
/// </summary>
/// <param name="File">The file, read once from where it stands.</param>
/// <param name="Actor">Who imports: an officer, a manager or the product itself.</param>
/// <param name="Progress">Told after each row.</param>
public sealed record ImportEngagements(Stream File, Actor Actor, IProgress<ImportProgress>? Progress = null) : IRequest<ImportResult>, IActed, IBulk;

/// <summary>
/// A row is known again by its identity, and whether it has changed by the hash of its content, which the provenance of everything made from it keeps. Three ways lead to
/// what is known: the programme's identifier, the answer to the repeated command, and <see cref="FindImported"/> for a row whose States are no longer the same.
/// </summary>
public sealed class ImportingEngagements(IMediator mediator, EnterOrganization enter, FindImported find, TimeProvider time) : IRequestHandler<ImportEngagements, ImportResult>
{
    /// <inheritdoc/>
    public async Task<ImportResult> Handle(ImportEngagements request, CancellationToken cancellation)
    {
        if (Permissions.RefusalOfImport(request.Actor) is { } refusal)
            return new(refusal, [], []);
        var file = await EngagementFile.Read(request.File, cancellation);
        if (file.Faults.Count > 0)
            return new(null, file.Faults, []);

        var lines = new List<ImportLine>();
        var run = new Run(this, request.Actor, time.GetUtcNow(), lines, cancellation);
        var done = 0;
        foreach (var row in file.Rows)
        {
            await run.Enter(row);
            request.Progress?.Report(new(++done, file.Rows.Count));
        }

        return new(null, [], lines.ToItems());
    }

    private sealed class Run(ImportingEngagements import, Actor person, DateTimeOffset began, List<ImportLine> lines, CancellationToken cancellation)
    {
        // The product enters what was written elsewhere, and the history names who had it do so.
        private readonly Actor _actor = new(new UserId("import"), person.Name, ActorRoles.System, OrganizationId.Unodc);
        private readonly Dictionary<(string, string?), OrganizationId> _organizations = [];
        private bool _stopped;

        public async Task Enter(FileRow row)
        {
            if (_stopped)
            {
                Add(row, row.MemberStates, ImportOutcome.NotTried);
                return;
            }

            var known = await import.FindImported(row.Identity, cancellation);
            if (known.Count > 0 && await Read(known[0]) is { Provenance: { } provenance } && provenance.Content != row.Content)
            {
                foreach (var reference in known)
                    lines.Add(Line(row, reference.MemberState, ImportOutcome.KnownButDiffers, $"{reference}"));
                return;
            }

            if (row.HasProgramme ? !await EnterProgramme(row) : await WasProgramme(row))
                return;
            foreach (var state in row.MemberStates)
                if (_stopped)
                    lines.Add(Line(row, state, ImportOutcome.NotTried, null));
                else
                    lines.Add(await EnterEngagement(row, state));
        }

        /// <summary>True when the row, now of one State, was imported as a programme before.</summary>
        private async Task<bool> WasProgramme(FileRow row)
        {
            var id = RowIdentity.Programme(row.Identity);
            if (await import.Send(new ReadProgramme(id, _actor), cancellation) is not { Provenance: not null })
                return false;
            lines.Add(Line(row, null, ImportOutcome.KnownButDiffers, $"{id}"));
            return true;
        }

        /// <summary>True when the programme of exactly this row is on record, or one that somebody entered by hand under its identifier, so that the row's engagements may follow.</summary>
        private async Task<bool> EnterProgramme(FileRow row)
        {
            var id = RowIdentity.Programme(row.Identity);
            var command = RowCommands.Programme(row);
            var made = false;
            if (await import.Send(new ReadProgramme(id, _actor), cancellation) is not { } programme)
            {
                var outcome = await Patiently(() => import.Send(new ChangeProgrammeRequest(id, RowCommands.ProgrammeCommandId(row), command, _actor), cancellation));
                if (outcome.Kind == OutcomeKind.Unknown || outcome is { Kind: OutcomeKind.Refused, Refusal: not (ProgrammeExists or CommandIdReused) })
                {
                    _stopped |= outcome.Kind == OutcomeKind.Unknown;
                    lines.Add(Line(row, null, _stopped ? ImportOutcome.Unknown : ImportOutcome.Refused, null, outcome.Refusal));
                    Add(row, row.MemberStates, ImportOutcome.NotTried, programme: false);
                    return false;
                }

                made = outcome.Kind != OutcomeKind.Refused;
                programme = await import.Send(new ReadProgramme(id, _actor), cancellation);
            }

            if (programme is { Provenance: null })
            {
                var line = Line(row, null, ImportOutcome.Known, $"{id}");
                lines.Add(line with { Remarks = line.Remarks.Add(ImportRemark.ProgrammeEnteredByHand) });
                return true;
            }

            var same = programme?.Provenance?.Content == row.Content;
            lines.Add(Line(row, null, !same ? ImportOutcome.KnownButDiffers : made ? ImportOutcome.Made : ImportOutcome.Known, $"{id}"));
            return same;
        }

        private async Task<ImportLine> EnterEngagement(FileRow row, string state)
        {
            if (MemberStates.Find(state) is null)
                return Line(row, state, ImportOutcome.Refused, null, new NoMemberState(state));
            var command = RowCommands.Engagement(row, state, DateOnly.FromDateTime(began.UtcDateTime), await Participants(row, state));
            var outcome = await Patiently(() => import.Send(new OpenEngagementRequest(RowCommands.EngagementCommandId(row, state), command, _actor), cancellation));
            var reference = outcome.Refusal is AlreadyOpen open ? $"{open.Reference}" : outcome.Reference;
            if (outcome.Kind == OutcomeKind.Unknown)
                _stopped = true;
            return outcome switch
            {
                { Kind: OutcomeKind.Unknown } => Line(row, state, ImportOutcome.Unknown, null),
                { Kind: OutcomeKind.Refused, Refusal: not (AlreadyOpen or CommandIdReused) } => Line(row, state, ImportOutcome.Refused, null, outcome.Refusal),
                _ => Line(row, state, await Judge(row, reference, repeated: outcome.Kind == OutcomeKind.Refused), reference),
            };
        }

        /// <summary>Whether what is on record was made in this run, or before from the same row or from another.</summary>
        private async Task<ImportOutcome> Judge(FileRow row, string reference, bool repeated)
        {
            if (!EngagementReference.TryParse(reference, null, out var id) || await Read(id) is not { } engagement)
                return ImportOutcome.Unknown;
            if (engagement.Provenance?.Content != row.Content)
                return ImportOutcome.KnownButDiffers;
            if (repeated || engagement.Version > 1)
                return ImportOutcome.Known;
            var history = await import.Send(new ReadHistory(id, _actor), cancellation);
            return history is [var first, ..] && first.At < began ? ImportOutcome.Known : ImportOutcome.Made;
        }

        private Task<Engagement?> Read(EngagementReference reference) => import.Send(new ReadEngagement(reference, _actor), cancellation);

        private async Task<Items<Participation>> Participants(FileRow row, string state)
        {
            var participants = new List<Participation>();
            foreach (var name in RowCommands.Counterparts(row, state))
                await Join(name, state, ParticipationPart.NationalCounterpart);
            foreach (var name in row.PartnerOrganizations)
                await Join(name, null, ParticipationPart.Partner);

            // A donor takes part only where it is a partner too; the money of the others is a contribution.
            var partners = participants.Where(p => p.Part == ParticipationPart.Partner).Select(p => p.Organization).ToHashSet();
            if (!row.HasProgramme)
                foreach (var donor in row.Donors)
                    if (row.PartnerOrganizations.Contains(donor) || (ListedNames.Find(donor) is { } listed && partners.Contains(listed.Id)))
                        await Join(donor, null, ParticipationPart.Donor);
            return participants.ToItems();

            async Task Join(string name, string? of, ParticipationPart part)
            {
                var joining = await Organization(name, of, part);
                if (!participants.Exists(p => p.Organization == joining.Organization && p.Part == part))
                    participants.Add(joining);
            }
        }

        private async Task<Participation> Organization(string name, string? state, ParticipationPart part)
        {
            if (state is null && ListedNames.Find(name) is { } listed)
                return new(listed.Id, listed.Name, part);
            if (!_organizations.TryGetValue((name, state), out var organization))
                _organizations[(name, state)] = organization = await import.EnterOrganization(name, state, cancellation);
            return new(organization, name, part);
        }

        /// <summary>Repeats a command whose answer is unknown: the same identifier cannot do it twice.</summary>
        private async Task<Outcome> Patiently(Func<Task<Outcome>> send)
        {
            var outcome = await send();
            for (var pause = 1; outcome.Kind == OutcomeKind.Unknown && pause <= 4; pause *= 2)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250 * pause), import.Time, cancellation);
                outcome = await send();
            }

            return outcome;
        }

        private void Add(FileRow row, Items<string> states, ImportOutcome outcome, bool programme = true)
        {
            if (programme && row.HasProgramme)
                lines.Add(Line(row, null, outcome, null));
            lines.AddRange(states.Select(state => Line(row, state, outcome, null)));
        }

        private static ImportLine Line(FileRow row, string? state, ImportOutcome outcome, string? reference, Refusal? refusal = null) => new(
            row.Line, row.Identity, row.Title, state is null ? ImportPart.Programme : ImportPart.Engagement, state, outcome, reference, refusal,
            outcome is ImportOutcome.Made or ImportOutcome.Known ? Remarks(row, state).ToItems() : []);

        private static IEnumerable<ImportRemark> Remarks(FileRow row, string? state)
        {
            if (state is not null && row.Status is null)
                yield return ImportRemark.StatusNotStated;
            if (state is not null && !row.Topics.Any)
                yield return ImportRemark.TopicNotStated;
            var tellsAll = state is null || !row.HasProgramme;
            if (tellsAll && row.AmountWithoutCurrency is not null)
                yield return ImportRemark.BudgetWithoutCurrency;
            if (tellsAll && RowCommands.WithoutState(row).Any())
                yield return ImportRemark.CounterpartsWithoutState;
        }
    }

    private Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellation) => mediator.Send(request, cancellation);

    private Task<OrganizationId> EnterOrganization(string name, string? state, CancellationToken cancellation) => enter(name, state, cancellation);

    private Task<IReadOnlyList<EngagementReference>> FindImported(string row, CancellationToken cancellation) => find(row, cancellation);

    private TimeProvider Time => time;
}
