using System.Collections.Frozen;
using System.Globalization;

namespace TA.Engagements;

/// <summary>The treaties whose status the product shows.</summary>
public enum TreatyInstrument
{
    /// <summary>United Nations Convention against Transnational Organized Crime.</summary>
    Untoc,

    /// <summary>Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children.</summary>
    Tip,

    /// <summary>Protocol against the Smuggling of Migrants by Land, Sea and Air.</summary>
    Som,

    /// <summary>International Convention on the Protection of the Rights of All Migrant Workers and Members of Their Families.</summary>
    Icrmw,
}

/// <summary>What a State is to a treaty, as far as the product knows.</summary>
public enum TreatyStanding
{
    /// <summary>The snapshot has no row: the State may be a party today. Never to be shown as "not a party".</summary>
    NotKnown,

    /// <summary>Signed, not bound, on the day of the snapshot.</summary>
    Signatory,

    /// <summary>Party.</summary>
    Party,
}

/// <summary>The acts by which a State consents to be bound.</summary>
public enum ConsentKind
{
    /// <summary>Ratification.</summary>
    Ratification,

    /// <summary>Accession.</summary>
    Accession,

    /// <summary>Acceptance.</summary>
    Acceptance,

    /// <summary>Approval.</summary>
    Approval,

    /// <summary>Succession.</summary>
    Succession,
}

/// <summary>The status of one treaty for one State. It is a snapshot of an old register: it is never shown without <see cref="SnapshotOn"/>.</summary>
/// <param name="MemberState">ISO 3166-1 alpha-3.</param>
/// <param name="Instrument">The treaty.</param>
/// <param name="Standing">What the State is to it.</param>
/// <param name="SnapshotOn">The day of the register that was read.</param>
/// <param name="SignedOn">Day of signature, where there is one.</param>
/// <param name="BoundOn">Day of ratification, accession or the like, where there is one.</param>
/// <param name="Consent">By which act.</param>
/// <param name="Updates">Later facts, with where they were read.</param>
/// <param name="Note">A doubt about the row.</param>
public sealed record TreatyStatus(
    string MemberState, TreatyInstrument Instrument, TreatyStanding Standing, DateOnly SnapshotOn, DateOnly? SignedOn = null, DateOnly? BoundOn = null, ConsentKind? Consent = null,
    Items<TreatyStatusUpdate> Updates = default, string? Note = null);

/// <summary>A fact later than the snapshot: something happened between two dates.</summary>
public sealed record TreatyStatusUpdate(PartialDate NotBefore, PartialDate NotAfter, string Happened, string Source);

/// <summary>Treaty status by State (source: see docs/data.md). Old: States must be read again from the register before it is relied on.</summary>
public static class TreatyStatuses
{
    private static readonly FrozenDictionary<TreatyInstrument, DateOnly> Snapshots = Rows().GroupBy(r => r.Instrument).ToFrozenDictionary(g => g.Key, g => g.Max(r => r.SnapshotOn));
    private static readonly FrozenDictionary<(string, TreatyInstrument), TreatyStatus> ByState = Load();

    /// <summary>What is known; a status of its own where the snapshot has no row: <see cref="TreatyStanding.NotKnown"/>.</summary>
    /// <param name="memberState">ISO 3166-1 alpha-3.</param>
    /// <param name="instrument">The treaty.</param>
    public static TreatyStatus Of(string memberState, TreatyInstrument instrument) =>
        ByState.GetValueOrDefault((memberState, instrument)) ?? new(memberState, instrument, TreatyStanding.NotKnown, Snapshots[instrument]);

    /// <summary>All four treaties for one State.</summary>
    public static IReadOnlyList<TreatyStatus> Of(string memberState) => [.. Enum.GetValues<TreatyInstrument>().Select(i => Of(memberState, i))];

    private static FrozenDictionary<(string, TreatyInstrument), TreatyStatus> Load()
    {
        var all = Rows().ToDictionary(r => (r.MemberState, r.Instrument));
        foreach (var row in Table.Read("treaty-status-updates.csv"))
        {
            var key = (row["iso3"], Enum.Parse<TreatyInstrument>(row["instrument"], ignoreCase: true));
            var status = all.GetValueOrDefault(key) ?? new(key.Item1, key.Item2, TreatyStanding.NotKnown, Snapshots[key.Item2]);
            // Each of these facts makes the State a party.
            all[key] = status with { Standing = TreatyStanding.Party, Updates = status.Updates.Add(new(Date(row["not_before"]), Date(row["not_after"]), row["event"], row["source"])) };
        }

        return all.ToFrozenDictionary();
    }

    private static IEnumerable<TreatyStatus> Rows() => Table.Read("treaty-status.csv").Select(row => new TreatyStatus(
        row["iso3"], Enum.Parse<TreatyInstrument>(row["instrument"], ignoreCase: true),
        row["status"] == "party" ? TreatyStanding.Party : TreatyStanding.Signatory, Day(row["snapshot_date"])!.Value, Day(row["signature_date"]), Day(row["consent_date"]),
        row["consent_type"] is "" ? null : Enum.Parse<ConsentKind>(row["consent_type"], ignoreCase: true), Note: row["note"] is "" ? null : row["note"]));

    private static DateOnly? Day(string text) => text is "" ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static PartialDate Date(string text) => PartialDate.TryParse(text, CultureInfo.InvariantCulture, out var date) ? date : throw new InvalidDataException($"No date: '{text}'.");
}
