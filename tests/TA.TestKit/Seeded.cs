using TA.Engagements;

namespace TA.TestKit;

/// <summary>
/// Engagements made up from a number, always the same from the same number and day: every command goes through the real rules. Each has 40 to 45 tasks, and many of them every
/// state, health, classification and partner.
/// </summary>
public static class Seeded
{
    private static readonly string[] Codes = [.. MemberStates.All.Select(m => m.Code).Order(StringComparer.Ordinal)];

    private static readonly string[] Offices = ["Vienna", "Nairobi", "Dakar", "Bangkok", "Cairo", "Panama City", "Bogotá", "Tashkent", "New Delhi", "Pretoria", "Tunis", "Abuja"];

    private static readonly string[] Subjects = ["Law on trafficking in persons", "Specialized unit", "Training of prosecutors", "Victim referral", "Border cooperation", "Protection of migrants"];

    private static readonly (string Id, string Name)[] Partners =
        [("iom", "International Organization for Migration"), ("unicef", "United Nations Children's Fund"), ("unhcr", "United Nations High Commissioner for Refugees"), ("ilo", "International Labour Organization")];

    private static readonly (string Id, string Name)[] Ngos = [("la-strada", "La Strada International"), ("anti-slavery", "Anti-Slavery International"), ("gaatw", "Global Alliance Against Traffic in Women")];

    private static readonly string[] Donors = ["Norway", "Japan", "European Union", "Qatar"];

    private static readonly EngagementState[] States =
    [
        EngagementState.Requested, EngagementState.Triaged, EngagementState.Scoping, EngagementState.Design, EngagementState.Approved, EngagementState.Delivery, EngagementState.Delivery,
        EngagementState.Delivery, EngagementState.Delivery, EngagementState.Delivery, EngagementState.Suspended, EngagementState.Closing, EngagementState.Closed, EngagementState.Closed,
        EngagementState.Declined, EngagementState.Withdrawn, EngagementState.Terminated,
    ];

    /// <summary>The officers who lead seeded engagements.</summary>
    public static Actor Officer(int number) => new(
        new($"officer-{number:000}"), $"Officer {number}", ActorRoles.Officer, OrganizationId.Unodc, Offices[number % Offices.Length]);

    /// <summary>A manager.</summary>
    public static Actor Manager { get; } = new(new("manager-1"), "Manager", ActorRoles.Manager, OrganizationId.Unodc);

    /// <summary>A user of a partner organization.</summary>
    public static Actor Partner(string organization) => new(new($"partner-{organization}"), $"Partner {organization}", ActorRoles.Partner, new(organization));

    /// <summary>The engagements of the numbers from 0 on.</summary>
    public static IEnumerable<EngagementRecord> Engagements(int count, DateOnly today) => Enumerable.Range(0, count).Select(number => Engagement(number, today));

    /// <summary>How many programmes the engagements belong to, numbered from 0.</summary>
    public const int Programmes = 40;

    /// <summary>The programme of a number.</summary>
    public static Programme Programme(int number) => new()
    {
        Id = new($"P-SEED{number}"),
        Version = 1,
        Title = $"Programme {number}",
        LeadOffice = Offices[number % Offices.Length],
        Budget = new(1_000_000 + (number * 1_000), "USD"),
        Contributions = [new(new Guid(number, 1, 0, new byte[8]), Donors[number % Donors.Length], new(500_000, "USD"), number % 2 == 0 ? new(250_000, "USD") : null)],
    };

    /// <summary>The engagement of a number.</summary>
    /// <param name="number">From 0.</param>
    /// <param name="today">The day around which it is planned.</param>
    /// <param name="wholeTail">The record's tail holds its whole history, as none of it were sealed yet; else only the newest command's events, which is smaller.</param>
    /// <param name="days">On how many days something is recorded, of which each then has something; null for as many as come about. The last is the day before <paramref name="today"/>, the others lie 30 days apart.</param>
    public static EngagementRecord Engagement(int number, DateOnly today, bool wholeTail = false, int? days = null) => new Story(number, today, wholeTail, days).Tell();

    private sealed class Story(int number, DateOnly today, bool wholeTail, int? days)
    {
        private readonly Random _random = new(number);
        private readonly Actor _lead = Officer(number % 60);
        private EngagementRecord _record = new();
        private DateTimeOffset _now = new(today.AddDays(-900).ToDateTime(default), TimeSpan.Zero);
        private int _commands;

        private Engagement Engagement => _record.Engagement!;

        public EngagementRecord Tell()
        {
            var code = Codes[(int)(Codes.Length * Math.Pow(_random.NextDouble(), 2))];
            var state = Pick(States);
            Open(code, state);
            Fill();
            for (var remark = 0; _commands < days; remark++)
                Do(new ChangeEngagement { Edits = new() { HealthRemark = new(Engagement.HealthRemark, $"Remark {remark}") } });
            GoTo(state);
            return _record;
        }

        private void Open(string code, EngagementState state)
        {
            WorkstreamKind[] workstreams = _random.Next(3) switch { 0 => [WorkstreamKind.Legislation], 1 => [WorkstreamKind.SpecializedUnit], _ => [WorkstreamKind.Training] };
            var planFrom = today.AddDays(-_random.Next(state.IsBeforeApproval() ? 100 : 400));
            var details = new EngagementDetails
            {
                MemberState = code,
                Title = $"{Pick(Subjects)} in {MemberStates.Find(code)!.Name("en")}, {number}",
                Topics = _random.Next(4) switch { 0 => new(true), 1 => new(false, true), 2 => new(true, true), _ => new(_random.Next(2) == 0, false, true) },
                Workstreams = workstreams.ToItems(),
                Classification = _random.Next(50) switch { 0 => InformationClassification.StrictlyConfidential, < 5 => InformationClassification.Confidential, _ => default },
                LeadOffice = _lead.Office,
                Programme = _random.Next(3) == 0 ? new($"P-SEED{number % Programmes}") : null,
                Start = (PartialDate)planFrom,
                Budget = _random.Next(2) == 0 ? new(_random.Next(50, 900) * 1_000, _random.Next(3) == 0 ? "EUR" : "USD") : null,
            };
            Do(new OpenEngagement(details, new(RequestChannel.NoteVerbale, "Ministry of Justice", DateOnly.FromDateTime(_now.UtcDateTime), "Assistance"), _lead.User, planFrom));
            while (Engagement.Tasks.Count < 40)
                Do(new AddTask(workstreams[0], null, $"Further step {Engagement.Tasks.Count}", null, "Note", ResponsibleRole.Unodc, null, planFrom.AddDays(30), 5));
        }

        private void Fill()
        {
            var partner = Pick(Partners);
            var ngo = Pick(Ngos);
            var code = Engagement.Reference.MemberState;
            Do(new FillRole(ResponsibleRole.Igo, null, new(null, new(partner.Id)), partner.Name));
            Do(new FillRole(ResponsibleRole.Ngo, null, new(null, new(ngo.Id)), ngo.Name));
            Do(new FillRole(ResponsibleRole.NationalCounterpart, null, new(null, new($"{code.ToLowerInvariant()}-ministry-of-justice")), "Ministry of Justice"));
            if (_random.Next(4) == 0)
                Do(new RecordContribution(null, new(null, Pick(Donors)), new(null, _random.Next(3) == 0 ? null : new Money(_random.Next(10, 90) * 1_000, "USD")), default));
        }

        private void GoTo(EngagementState state)
        {
            if (state is EngagementState.Declined or EngagementState.Withdrawn)
            {
                Do(new MoveEngagement(Engagement.State, state, state == EngagementState.Declined ? MoveReason.NoCapacity : MoveReason.OtherProvider), state == EngagementState.Declined ? Manager : _lead);
                return;
            }

            EngagementState[] way = [EngagementState.Triaged, EngagementState.Scoping, EngagementState.Design, EngagementState.Approved, EngagementState.Delivery];
            var steps = state < EngagementState.Delivery ? (int)state : way.Length;
            for (var step = 0; step < steps; step++)
                Enter(way[step]);
            if (state < EngagementState.Delivery)
                return;
            Work(_random.Next(2, 14));
            switch (state)
            {
                case EngagementState.Suspended or EngagementState.Terminated:
                    Do(new MoveEngagement(EngagementState.Delivery, state, MoveReason.FundingGap));
                    break;
                case EngagementState.Closing or EngagementState.Closed:
                    Do(new CancelTasks(LifecycleGates.OpenWorkstreamTasks(Engagement).Select(t => t.Id).ToItems(), "No longer needed"));
                    Do(new MoveEngagement(EngagementState.Delivery, EngagementState.Closing));
                    if (state == EngagementState.Closed)
                        Do(new MoveEngagement(EngagementState.Closing, EngagementState.Closed));
                    break;
            }
        }

        private void Enter(EngagementState state)
        {
            var stages = state switch
            {
                EngagementState.Triaged => "case.request",
                EngagementState.Design => "case.scoping",
                EngagementState.Delivery => "case.design",
                _ => null,
            };
            while (stages is not null && Engagement.Tasks.FirstOrDefault(t => t.Stage == stages && Engagement.StateOf(t) == PlanTaskState.Ready) is { } task)
                Complete(task);
            if (state == EngagementState.Delivery)
            {
                var on = DateOnly.FromDateTime(_now.UtcDateTime);
                Do(new RecordEngagementDocument(new(null, new(on, "Minister; Regional Representative"))));
                Do(new ConfirmFunding(new(null, new(on, "Contribution received"))));
            }

            Do(new MoveEngagement(Engagement.State, state), state == EngagementState.Approved ? Manager : _lead);
        }

        private void Work(int steps)
        {
            for (var step = 0; step < steps; step++)
            {
                var open = Engagement.Tasks.Where(t => Engagement.StateOf(t) is PlanTaskState.Ready or PlanTaskState.InProgress).ToArray();
                if (open.Length == 0)
                    return;
                var task = Pick(open);
                if (task.State != PlanTaskState.InProgress)
                    Do(new StartTask(task.Id));
                switch (_random.Next(10))
                {
                    case 0:
                        Do(new BlockTask(task.Id, "The counterpart does not answer"));
                        break;
                    case 1:
                        Do(new SubmitDeliverable(task.Id));
                        break;
                    case 2:
                        Do(new SubmitDeliverable(task.Id));
                        Do(new ReturnDeliverable(task.Id, "The annex is missing"));
                        break;
                    case 3:
                        Do(new ReportProgress(task.Id, new(task.PercentDone, 60)));
                        break;
                    default:
                        Complete(task);
                        break;
                }
            }
        }

        private void Complete(PlanTask task) => Do(new CompleteTask(task.Id, Finding: task.Control switch
        {
            null => null,
            TaskControl.GenderMarker => new(Outcome: "Analysed", Marker: GenderMarker.SignificantObjective),
            _ => new(Outcome: "Low risk"),
        }));

        private void Do(EngagementCommand command, Actor? by = null)
        {
            var pause = TimeSpan.FromHours(1 + _random.Next(240));
            _now = days is not { } all ? _now + pause
                : _commands < all ? new(today.AddDays(-1 - (30 * (all - 1 - _commands))).ToDateTime(new(9, 0)), TimeSpan.Zero)
                : _now.AddMinutes(1);
            var reference = _record.Engagement?.Reference ?? new EngagementReference(((OpenEngagement)command).Details.MemberState, _now.Year, number + 1);
            var answer = _record.Answer(
                reference, new Guid(number, (short)++_commands, 0, new byte[8]), by ?? _lead, command, _now, wholeTail ? 0 : _record.Version, [new(_lead.User, _lead.Roles, _lead.Organization, IsActive: true)]);
            _record = answer.Refusal is { } refusal ? throw new InvalidOperationException($"Seeded engagement {number}: {command} is refused: {refusal}") : answer.Record;
        }

        private T Pick<T>(T[] among) => among[_random.Next(among.Length)];
    }
}
