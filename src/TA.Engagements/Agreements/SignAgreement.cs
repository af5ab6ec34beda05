namespace TA.Engagements;

/// <summary>A signed text between UNODC and a partner.</summary>
public sealed record SignedAgreement
{
    /// <summary>From the command that recorded it.</summary>
    public Guid Id { get; init; }

    /// <summary>What kind of text it is.</summary>
    public AgreementKind Kind { get; init; }

    /// <summary>The partner.</summary>
    public OrganizationId Partner { get; init; }

    /// <summary>What it is about, in one line.</summary>
    public required string Subject { get; init; }

    /// <summary>Day of the last signature.</summary>
    public DateOnly SignedOn { get; init; }

    /// <summary>Who signed, by office, never by name.</summary>
    public required string Signers { get; init; }

    /// <summary>The signed file among the engagement's documents; null when it is not there.</summary>
    public Guid? File { get; init; }

    /// <summary>The last day on which it is in force; null when it says none.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>The day on which it ended early; null while it has not.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>Why it ended early.</summary>
    public string? EndedBecause { get; init; }

    /// <summary>The version at which it was recorded or ended.</summary>
    public long Since { get; init; }

    /// <summary>Whether it is in force on a day.</summary>
    public bool IsInForce(DateOnly day) => SignedOn <= day && !(ValidUntil < day) && !(EndedOn <= day);
}

/// <summary>Kinds of signed text.</summary>
public enum AgreementKind
{
    /// <summary>Agreement with an implementing partner, which may carry money.</summary>
    PartnerAgreement,

    /// <summary>Memorandum of understanding.</summary>
    Memorandum,

    /// <summary>Exchange of letters.</summary>
    ExchangeOfLetters,

    /// <summary>Agreement with a donor on a contribution.</summary>
    ContributionAgreement,
}

/// <summary>Records a text that was signed with a partner, which takes part from then on.</summary>
/// <param name="Kind">What kind of text.</param>
/// <param name="Partner">The partner.</param>
/// <param name="Name">The partner's name.</param>
/// <param name="Subject">What it is about, in one line.</param>
/// <param name="SignedOn">Day of the last signature, not in the future.</param>
/// <param name="Signers">Who signed, by office.</param>
/// <param name="File">The signed file among the engagement's documents, or null.</param>
/// <param name="ValidUntil">The last day on which it is in force, or null.</param>
public sealed record SignAgreement(
    AgreementKind Kind, OrganizationId Partner, string Name, string Subject, DateOnly SignedOn, [property: Length(Limits.Paragraph)] string Signers, Guid? File = null,
    DateOnly? ValidUntil = null) : AgreementCommand;

/// <summary>An agreement with a partner is on record.</summary>
public sealed record AgreementSigned(
    Guid Agreement, AgreementKind Kind, OrganizationId Partner, string Subject, DateOnly SignedOn, string Signers, Guid? File = null, DateOnly? ValidUntil = null) : AgreementEvent;

/// <summary>Adds the file to an agreement, prolongs it, or corrects what it is about.</summary>
public sealed record ChangeAgreement(Guid Agreement, Edit<string>? Subject = null, Edit<Guid?>? File = null, Edit<DateOnly?>? ValidUntil = null, long? AsOf = null) : AgreementCommand
{
    /// <inheritdoc/>
    public override long? SeenAt() => AsOf;
}

/// <summary>An agreement was prolonged, corrected, or has its file.</summary>
public sealed record AgreementChanged(Guid Agreement, Edit<string>? Subject = null, Edit<Guid?>? File = null, Edit<DateOnly?>? ValidUntil = null) : AgreementEvent;

/// <summary>Ends an agreement before its time.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="On">The first day on which it is no longer in force; not in the future.</param>
/// <param name="Because">Why.</param>
public sealed record EndAgreement(Guid Agreement, DateOnly On, [property: Length(Limits.Paragraph)] string Because) : AgreementCommand;

/// <summary>An agreement has ended before its time.</summary>
public sealed record AgreementEnded(Guid Agreement, DateOnly On, string Because) : AgreementEvent;

/// <summary>No such agreement is on record.</summary>
public sealed record AgreementUnknown(Guid Agreement) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Unknown;
}

/// <summary>The agreement has ended already.</summary>
public sealed record AgreementHasEnded(Guid Agreement, DateOnly On) : Refusal;

internal static class SigningAgreements
{
    public static Decision Decide(Engagement engagement, SignAgreement command, in Asked asked)
    {
        if (Find(engagement, asked.CommandId) is not null)
            return Decision.Nothing;
        if (command.SignedOn > asked.Today)
            return new DateInFuture("signedOn", command.SignedOn);
        if (command.ValidUntil < command.SignedOn)
            return new DatesReversed("validUntil");
        if (Agreeing.FileFault(engagement, command.File) is { } fault)
            return fault;
        if (engagement.Agreements.Signed.Count >= Limits.Agreements)
            return new TooMany("agreements", Limits.Agreements);
        var signed = new AgreementSigned(asked.CommandId, command.Kind, command.Partner, command.Subject, command.SignedOn, command.Signers, command.File, command.ValidUntil);
        if (command.Kind == AgreementKind.ContributionAgreement)
            return signed;
        var joined = Participating.Join(engagement, command.Partner, command.Name, ParticipationPart.Partner);
        return joined.Refusal is not null ? joined : Decision.Of(joined.Events.Append(signed));
    }

    public static Decision Decide(Engagement engagement, ChangeAgreement command)
    {
        if (Find(engagement, command.Agreement) is not { } agreement)
            return new AgreementUnknown(command.Agreement);
        var judge = new EditJudge();
        var changed = new AgreementChanged(
            agreement.Id, judge.Judge("subject", agreement.Subject, command.Subject), judge.Judge("file", agreement.File, command.File),
            judge.Judge("validUntil", agreement.ValidUntil, command.ValidUntil));
        if (judge.Conflicts.Count > 0)
            return new EditConflict(judge.Conflicts);
        if (!judge.AnyApplies)
            return Decision.Nothing;
        if (agreement.EndedOn is { } ended && changed.ValidUntil is not null)
            return new AgreementHasEnded(agreement.Id, ended);
        if (changed.ValidUntil is { To: { } until } && until < agreement.SignedOn)
            return new DatesReversed("validUntil.to");
        return Agreeing.FileFault(engagement, changed.File?.To) is { } fault ? fault : changed;
    }

    public static Decision Decide(Engagement engagement, EndAgreement command, in Asked asked) =>
        Find(engagement, command.Agreement) is not { } agreement ? new AgreementUnknown(command.Agreement)
        : agreement.EndedOn is { } ended ? ended == command.On && agreement.EndedBecause == command.Because ? Decision.Nothing : new AgreementHasEnded(agreement.Id, ended)
        : command.On > asked.Today ? new DateInFuture("on", command.On)
        : command.On < agreement.SignedOn ? new DatesReversed("on")
        : new AgreementEnded(agreement.Id, command.On, command.Because);

    private static SignedAgreement? Find(Engagement engagement, Guid id) => engagement.Agreements.Signed.FirstOrDefault(a => a.Id == id);

    public static AgreementWork Apply(AgreementWork work, AgreementSigned signed, in Occurrence when) => work with
    {
        Signed = work.Signed.Add(new()
        {
            Id = signed.Agreement,
            Kind = signed.Kind,
            Partner = signed.Partner,
            Subject = signed.Subject,
            SignedOn = signed.SignedOn,
            Signers = signed.Signers,
            File = signed.File,
            ValidUntil = signed.ValidUntil,
            Since = when.Version,
        }),
    };

    public static AgreementWork Apply(AgreementWork work, AgreementChanged changed) => With(work, changed.Agreement, a => a with
    {
        Subject = changed.Subject is { } subject ? subject.To : a.Subject,
        File = changed.File is { } file ? file.To : a.File,
        ValidUntil = changed.ValidUntil is { } until ? until.To : a.ValidUntil,
    });

    public static AgreementWork Apply(AgreementWork work, AgreementEnded ended, in Occurrence when)
    {
        var since = when.Version;
        return With(work, ended.Agreement, a => a with { EndedOn = ended.On, EndedBecause = ended.Because, Since = since });
    }

    private static AgreementWork With(AgreementWork work, Guid id, Func<SignedAgreement, SignedAgreement> change)
    {
        var at = work.Signed.FindIndex(a => a.Id == id);
        return work with { Signed = work.Signed.SetItem(at, change(work.Signed[at])) };
    }
}
