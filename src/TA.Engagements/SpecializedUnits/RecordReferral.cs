namespace TA.Engagements;

/// <summary>A text between the unit and an NGO or service on referral of victims.</summary>
/// <param name="Id">From the command that recorded it.</param>
/// <param name="With">The organization it is made with.</param>
/// <param name="Kind">What that organization is.</param>
/// <param name="Services">What people are referred to.</param>
/// <param name="Terms">When it was signed and how long it holds; null while it is not signed.</param>
public sealed record ReferralAgreement(Guid Id, string With, ReferralPartner Kind, Items<ReferralService> Services = default, ReferralTerms? Terms = null)
{
    /// <summary>Whether it is in force on a day: signed by then, and not past its last day.</summary>
    public bool IsInForce(DateOnly day) => Terms is { } terms && terms.SignedOn <= day && !(terms.Until < day);
}

/// <summary>What the other side of a referral agreement is.</summary>
public enum ReferralPartner
{
    /// <summary>A non-governmental organization.</summary>
    Ngo,

    /// <summary>A public service, such as a hospital or a child protection office.</summary>
    PublicService,

    /// <summary>An intergovernmental organization.</summary>
    Igo,
}

/// <summary>What people are referred to.</summary>
public enum ReferralService
{
    /// <summary>A safe place.</summary>
    Shelter,

    /// <summary>Legal aid.</summary>
    LegalAid,

    /// <summary>Health care.</summary>
    HealthCare,

    /// <summary>Psychological and social support.</summary>
    PsychosocialSupport,

    /// <summary>Protection and guardianship of children.</summary>
    ChildProtection,

    /// <summary>Voluntary return and reintegration.</summary>
    ReturnAndReintegration,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>How long an agreement holds.</summary>
/// <param name="SignedOn">Day of the last signature, not in the future.</param>
/// <param name="Until">Last day in force; null when it has no end.</param>
public sealed record ReferralTerms(DateOnly SignedOn, DateOnly? Until = null);

/// <summary>Records a referral agreement, or changes one.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Agreement">Null for a new one, which needs the other side and what it is; else the one to change.</param>
/// <param name="Edits">The fields.</param>
public sealed record RecordReferral(Guid Unit, Guid? Agreement, ReferralEdits Edits) : UnitCommand;

/// <summary>Edits of a referral agreement.</summary>
public sealed record ReferralEdits
{
    /// <summary>The organization it is made with; from null for a new one.</summary>
    [NotNullTo]
    public Edit<string?>? With { get; init; }

    /// <summary>What that organization is; from null for a new one.</summary>
    [NotNullTo]
    public Edit<ReferralPartner?>? Kind { get; init; }

    /// <summary>What people are referred to.</summary>
    public Edit<Items<ReferralService>>? Services { get; init; }

    /// <summary>When it was signed and how long it holds.</summary>
    public Edit<ReferralTerms?>? Terms { get; init; }
}

/// <summary>A referral agreement is on record as it now is.</summary>
public sealed record ReferralRecorded(Guid Unit, ReferralAgreement Agreement) : UnitEvent;

internal static class AgreeingOnReferral
{
    public static Decision Decide(Engagement engagement, RecordReferral command, in Asked asked)
    {
        if (engagement.Units.Find(command.Unit) is not { } unit)
            return new UnitUnknown(command.Unit);
        var (before, isDone, refusal) = SettingUpUnits.Line(unit.Referrals, command.Agreement, asked.CommandId, a => a.Id, "referrals");
        if (refusal is not null || isDone)
            return refusal is not null ? refusal : Decision.Nothing;
        var edits = command.Edits;
        if (before is null && (edits.With is null || edits.Kind is null))
            return new Malformed([new(edits.With is null ? "edits.with" : "edits.kind", FieldFaultKind.Blank)]);
        var judge = new EditJudge();
        judge.Judge("with", before?.With, edits.With);
        judge.Judge("kind", before?.Kind, edits.Kind);
        judge.Judge("services", before?.Services ?? default, edits.Services);
        judge.Judge("terms", before?.Terms, edits.Terms);
        if (judge.Conflicts.Count > 0)
            return new EditConflict(judge.Conflicts);
        var becomes = new ReferralAgreement(
            before?.Id ?? asked.CommandId, edits.With.Or(before?.With)!, edits.Kind.Or(before?.Kind)!.Value, edits.Services.Or(before?.Services ?? default), edits.Terms.Or(before?.Terms));
        return becomes == before ? Decision.Nothing
            : becomes.Terms?.SignedOn > asked.Today ? new DateInFuture("edits.terms.to.signedOn", becomes.Terms.SignedOn)
            : becomes.Terms?.Until < becomes.Terms?.SignedOn ? new DatesReversed("edits.terms.to.until")
            : new ReferralRecorded(unit.Id, becomes);
    }
}
