using System.Security.Cryptography;
using MediatR;
using TA.Casework.Exchange;
using TA.Casework.Grains;
using TA.Casework.Legislation;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.TestKit;

namespace TA.Casework.Tests.Exchange;

/// <summary>Answers requests by the rules alone, from memory: numbers per State and year, records, programmes.</summary>
public sealed class RulesInMemory(TimeProvider time) : IMediator
{
    private readonly Dictionary<Guid, EngagementReference> _openings = [];
    private readonly Dictionary<EngagementReference, EngagementRecord> _records = [];
    private readonly Dictionary<EngagementReference, List<HistoryEntry>> _histories = [];
    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<ProgrammeId, Programme> _programmes = [];
    private readonly Dictionary<OrganizationId, string> _organizations = [];

    /// <summary>Commands carried out or repeated so far.</summary>
    public int Commands { get; private set; }

    /// <summary>Tells before each command, by its number, whether it is lost before it is kept, after that, or not at all.</summary>
    public Func<int, Loss> Losing { get; set; } = _ => Loss.None;

    public IReadOnlyCollection<Engagement> Engagements => [.. _records.Values.Select(r => r.Engagement!)];

    public IReadOnlyCollection<Programme> Programmes => _programmes.Values;

    public IReadOnlyDictionary<OrganizationId, string> Organizations => _organizations;

    public Engagement Find(string reference) => _records[EngagementReference.Parse(reference)].Engagement!;

    /// <summary>Everything that is kept, as text, to tell whether anything has changed.</summary>
    public string Everything() => string.Join('\n', _records.OrderBy(r => $"{r.Key}").Select(r => $"{r.Key} {r.Value.Head}").Concat(_programmes.Values.Select(p => $"{p}").Order()));

    public Task<OrganizationId> Enter(string name, string? memberState, CancellationToken cancellation)
    {
        var words = new string([.. $"{name} {memberState}".Trim().ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]);
        var id = new OrganizationId(words.Length > 76 ? $"{words[..70]}-{words.Length}" : words);
        _organizations[id] = name;
        return Task.FromResult(id);
    }

    public Task<IReadOnlyList<EngagementReference>> FindImported(string row, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<EngagementReference>>([.. _records.Where(r => r.Value.Engagement!.Provenance?.Row == row).Select(r => r.Key)]);

    public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        object? answer = request switch
        {
            OpenEngagementRequest open => Lossy(() => Open(open)),
            ChangeEngagementRequest change => Lossy(() => Change(change)),
            ChangeProgrammeRequest change => Lossy(() => Change(change)),
            ReadEngagement read => _records.GetValueOrDefault(read.Reference)?.Engagement,
            ReadProgramme read => _programmes.GetValueOrDefault(read.Programme),
            AddDraft add => new DraftAnswer(Lossy(() => Change(new ChangeEngagementRequest(add.Reference, add.CommandId, Named(add), add.Actor)))),
            CloseRound close => Lossy(() => Change(new ChangeEngagementRequest(close.Reference, close.CommandId, new CloseReviewRound(close.Round, HashOf(Find($"{close.Reference}").Legislation.Round(close.Round)!)), close.Actor))),
            ReadHistory read => _histories.GetValueOrDefault(read.Reference),
            _ => throw new NotSupportedException(request.GetType().Name),
        };
        return Task.FromResult((TResponse)answer!);
    }

    public Task Send(object request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task Publish(object notification, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default) where TNotification : INotification => Task.CompletedTask;

    // What the store of documents would name.
    private static AddDraftVersion Named(AddDraft add) => new(
        add.Draft.Bill, add.Draft.Number, Convert.ToHexStringLower(SHA256.HashData(add.Text!.Content())), null, add.Text.Articles.Select(a => a.Number).ToItems(), add.Text.Provisions(), add.Draft.Note, add.Draft.Settles);

    private static string HashOf(ReviewRound round) => round.Sha256 ?? ReviewComments.Sha256(round);

    private Outcome Lossy(Func<Outcome> act)
    {
        switch (Losing(Commands++))
        {
            case Loss.Before:
                return Outcome.Unknown("");
            case Loss.After:
                act();
                return Outcome.Unknown("");
            case Loss.Crash:
                throw new IOException("The machine went down.");
            case Loss.CrashAfter:
                act();
                throw new IOException("The machine went down.");
            default:
                return act();
        }
    }

    private Outcome Open(OpenEngagementRequest request)
    {
        if (_openings.TryGetValue(request.CommandId, out var known))
            return Answer(known, request.CommandId, request.Actor, request.Command);
        var (state, year) = request.Command switch
        {
            RecordEngagement record => (record.Details.MemberState, record.Details.Start?.Year ?? time.GetUtcNow().Year),
            OpenEngagement open => (open.Details.MemberState, time.GetUtcNow().Year),
            _ => throw new NotSupportedException(),
        };
        var number = _numbers.GetValueOrDefault($"{state}-{year}") + 1;
        var outcome = Answer(new(state, year, number), request.CommandId, request.Actor, request.Command);
        if (outcome.Kind == OutcomeKind.Accepted)
        {
            _numbers[$"{state}-{year}"] = number;
            _openings[request.CommandId] = new(state, year, number);
        }

        return outcome;
    }

    private Outcome Change(ChangeEngagementRequest request) => _records.ContainsKey(request.Reference)
        ? Answer(request.Reference, request.CommandId, request.Actor, request.Command)
        : new(OutcomeKind.Refused, $"{request.Reference}", 0, new EngagementUnknown(request.Reference));

    private Outcome Answer(EngagementReference reference, Guid commandId, Actor actor, EngagementCommand command)
    {
        var before = _records.GetValueOrDefault(reference) ?? new EngagementRecord();
        var answer = before.Answer(reference, commandId, actor, command, time.GetUtcNow(), before.Version - 32, NamedPeople.Of(before.Engagement, command).Select(PeopleAtHand.Officer).ToItems());
        if (answer.Record != before)
        {
            _records[reference] = answer.Record;
            if (!_histories.TryGetValue(reference, out var history))
                _histories[reference] = history = [];
            history.AddRange(answer.Record.Tail.Where(e => e.Version > before.Version));
        }

        return new(answer.Refusal is not null ? OutcomeKind.Refused : answer.Record == before && !answer.IsRepetition ? OutcomeKind.NothingToDo : OutcomeKind.Accepted,
            $"{reference}", answer.Version, answer.Refusal);
    }

    private Outcome Change(ChangeProgrammeRequest request)
    {
        var before = _programmes.GetValueOrDefault(request.Programme);
        if (WellFormed.Check(request.Command) is { } malformed)
            return new(OutcomeKind.Refused, $"{request.Programme}", 0, malformed);
        if (Permissions.Refusal(request.Actor, request.Command) is { } forbidden)
            return new(OutcomeKind.Refused, $"{request.Programme}", 0, forbidden);
        var (becomes, refusal) = ProgrammeRules.Decide(before, request.Programme, request.Command, request.CommandId, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        if (becomes is not null)
            _programmes[request.Programme] = becomes;
        return new(refusal is not null ? OutcomeKind.Refused : becomes is null ? OutcomeKind.NothingToDo : OutcomeKind.Accepted, $"{request.Programme}", 0, refusal);
    }
}

/// <summary>What becomes of a command on a bad day.</summary>
public enum Loss
{
    None,
    Before,
    After,
    Crash,
    CrashAfter,
}
