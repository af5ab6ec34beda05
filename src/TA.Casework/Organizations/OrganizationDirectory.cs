using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TA.Casework.Portfolio;
using TA.Engagements;

namespace TA.Casework.Organizations;

/// <summary>An organization that the product knows.</summary>
/// <param name="Id">Its identifier, which never changes.</param>
/// <param name="Name">Its name.</param>
/// <param name="Acronym">Its acronym in small letters, or null.</param>
/// <param name="Kind">What it is, in the words of the partner list; <see cref="OrganizationDirectory.National"/> or <see cref="OrganizationDirectory.NotKnown"/> for one that was added by use.</param>
/// <param name="MemberState">The Member State of a national body, ISO 3166-1 alpha-3; null for others.</param>
/// <param name="IsVerified">False for one that was added by use and that nobody has looked at or entered since.</param>
public sealed record KnownOrganization(OrganizationId Id, string Name, string? Acronym, string Kind, string? MemberState, bool IsVerified);

/// <summary>The organizations: those of the partner list from the start, national bodies and others as they come up.</summary>
public sealed class OrganizationDirectory : IDisposable
{
    /// <summary>The kind of a national body.</summary>
    public const string National = "national";

    /// <summary>The kind of an organization of which nothing but the name is known.</summary>
    public const string NotKnown = "not-known";

    private const int LongestSlug = 70;

    private readonly IDbContextFactory<OrganizationsDb> _databases;
    private readonly SemaphoreSlim _writer = new(1, 1);

    internal OrganizationDirectory(IDbContextFactory<OrganizationsDb> databases) => _databases = databases;

    /// <summary>The organization of an identifier, or null.</summary>
    public async Task<KnownOrganization?> Find(OrganizationId id, CancellationToken cancellation = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        return await db.Organizations.FirstOrDefaultAsync(o => o.Id == id.Value, cancellation) is { } entry ? Show(entry) : null;
    }

    /// <summary>The names of organizations; those that are not known are left out.</summary>
    public async Task<IReadOnlyDictionary<OrganizationId, string>> Names(IEnumerable<OrganizationId> organizations, CancellationToken cancellation = default)
    {
        var ids = organizations.Select(o => o.Value).Distinct().ToList();
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        return await db.Organizations.Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => new OrganizationId(o.Id), o => o.Name, cancellation);
    }

    /// <summary>Organizations whose name or acronym contains all words, whatever their case and accents, by name.</summary>
    /// <param name="text">The words; empty for all.</param>
    /// <param name="memberState">Leaves out national bodies of other Member States, and puts those of this one first; null for all.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<Items<KnownOrganization>> Search(string text, string? memberState = null, int most = 50, CancellationToken cancellation = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        IQueryable<OrganizationEntry> found = db.Organizations;
        foreach (var term in Folding.Terms(text))
            found = found.Where(o => o.Normalized.Contains(term) || o.Acronym!.Contains(term));
        if (memberState is not null)
            found = found.Where(o => o.MemberState == "" || o.MemberState == memberState);
        var ordered = memberState is null ? found.OrderBy(o => o.Normalized) : found.OrderBy(o => o.MemberState == "").ThenBy(o => o.Normalized);
        return (await ordered.ThenBy(o => o.Id).Take(most).ToListAsync(cancellation)).Select(Show).ToItems();
    }

    /// <summary>
    /// The organizations for which another one of that name might be taken: for a national body those that are of no Member State, for any other the national bodies. None where the one meant is
    /// there already.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="memberState">The Member State of a national body; null for others.</param>
    /// <param name="cancellation">Stops it.</param>
    internal async Task<Items<KnownOrganization>> Alike(string name, string? memberState, CancellationToken cancellation)
    {
        var normalized = Normalize(name);
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var alike = await db.Organizations.Where(o => o.Normalized == normalized || (o.IsVerified && o.Acronym == normalized)).OrderBy(o => o.Id).ToListAsync(cancellation);
        var state = memberState ?? "";
        return alike.Exists(o => o.MemberState == state) ? [] : alike.Where(o => state.Length == 0 || o.MemberState.Length == 0).Select(Show).ToItems();
    }

    /// <summary>
    /// The identifier of an organization by its name or acronym; one that is not known is added as unverified. The same name, whatever its case, accents and punctuation, always has the same
    /// identifier.
    /// </summary>
    /// <param name="name">Its name, at most <see cref="Limits.Line"/> characters.</param>
    /// <param name="memberState">The Member State, for a national body: the ministries of justice of two States are two organizations. Null for others.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<OrganizationId> AddUnverified(string name, string? memberState = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, Limits.Line);
        if (memberState is not null && MemberStates.Find(memberState) is null)
            throw new ArgumentException($"'{memberState}' is no Member State.", nameof(memberState));
        return (await Add(name, memberState, null, cancellation)).Organization.Id;
    }

    /// <summary>
    /// The organization that somebody enters, and whether it is new. One of that name and Member State that had only been added by use gets the kind given, and is verified; one that is verified stays
    /// as it is.
    /// </summary>
    internal Task<(KnownOrganization Organization, bool IsNew)> Enter(NewOrganization wanted, CancellationToken cancellation) =>
        Add(wanted.Name, wanted.MemberState, wanted.Kind, cancellation);

    private async Task<(KnownOrganization Organization, bool IsNew)> Add(string name, string? memberState, OrganizationKind? kind, CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation);
        try
        {
            return await Write(name, memberState, kind, cancellation);
        }
        catch (DbUpdateException)
        {
            // Another process has added it meanwhile: then it is found now.
            return await Write(name, memberState, kind, cancellation);
        }
        finally
        {
            _writer.Release();
        }
    }

    private async Task<(KnownOrganization Organization, bool IsNew)> Write(string name, string? memberState, OrganizationKind? kind, CancellationToken cancellation)
    {
        var entry = new OrganizationEntry
        {
            Id = "",
            Name = name.Trim(),
            Normalized = Normalize(name),
            Kind = kind is { } entered ? Word(entered) : memberState is null ? NotKnown : National,
            MemberState = memberState ?? "",
            IsVerified = kind is not null,
        };
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var known = await Known(db, entry, cancellation);
        if (known is null)
        {
            entry.Id = await FreeId(db, entry, cancellation);
            db.Add(entry);
        }
        else if (entry.IsVerified && !known.IsVerified)
            (known.Kind, known.IsVerified) = (entry.Kind, true);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return (Show(known ?? entry), known is null);
    }

    /// <summary>Enters the organizations of the partner list that are not there, and brings names, acronyms and kinds of the others up to date.</summary>
    internal async Task EnterListed(CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation);
        try
        {
            await using var db = await _databases.CreateDbContextAsync(cancellation);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var there = await db.Organizations.AsTracking().Where(o => o.MemberState == "").ToListAsync(cancellation);
            foreach (var listed in ListedOrganizations.All)
            {
                var entry = new OrganizationEntry
                {
                    Id = listed.Id.Value,
                    Name = listed.Name,
                    Normalized = Normalize(listed.Name),
                    Acronym = listed.Acronym is { } acronym ? Folding.Fold(acronym) : null,
                    Kind = listed.Kind,
                    MemberState = "",
                    IsVerified = true,
                };
                if (there.Find(o => o.Id == entry.Id) is { } before)
                    db.Entry(before).CurrentValues.SetValues(entry);
                else if (there.Find(o => o.Normalized == entry.Normalized) is null)
                    db.Add(entry);
            }

            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private static Task<OrganizationEntry?> Known(OrganizationsDb db, OrganizationEntry entry, CancellationToken cancellation) =>
        db.Organizations.AsTracking()
            .Where(o => o.MemberState == entry.MemberState && (o.Normalized == entry.Normalized || (o.IsVerified && o.Acronym == entry.Normalized)))
            .OrderBy(o => o.Normalized != entry.Normalized).ThenBy(o => o.Id).FirstOrDefaultAsync(cancellation);

    /// <summary>A readable identifier; where that is taken by another name, or the name has no Latin letters, a piece of the name's SHA-256 makes it unique.</summary>
    private static async Task<string> FreeId(OrganizationsDb db, OrganizationEntry entry, CancellationToken cancellation)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{entry.MemberState}|{entry.Normalized}")))[..8];
        var slug = Slug(entry.Normalized);
        var prefix = entry.MemberState.Length == 0 ? "" : $"{entry.MemberState.ToLowerInvariant()}-";
        var id = slug.Length == 0 ? $"{prefix}org-{hash}" : prefix + slug;
        return await db.Organizations.AnyAsync(o => o.Id == id, cancellation) ? $"{id}-{hash}" : id;
    }

    private static string Slug(string normalized)
    {
        var slug = new StringBuilder(normalized.Length);
        foreach (var c in normalized)
        {
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
                slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
            if (slug.Length == LongestSlug)
                break;
        }

        return slug.ToString().Trim('-');
    }

    /// <summary>Folded, with letters and digits only and single spaces between the words.</summary>
    private static string Normalize(string name)
    {
        var normalized = new StringBuilder(name.Length);
        foreach (var c in Folding.Fold(name))
        {
            if (char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.SpacingCombiningMark)
                normalized.Append(c);
            else if (normalized.Length > 0 && normalized[^1] != ' ' && c != '\'')
                normalized.Append(' ');
        }

        return normalized.ToString().TrimEnd() is { Length: > 0 } some ? some : name.Trim();
    }

    // As the partner list has them.
    private static string Word(OrganizationKind kind) => kind switch
    {
        OrganizationKind.National => National,
        OrganizationKind.Igo => "IGO",
        OrganizationKind.Regional => "regional",
        OrganizationKind.Ngo => "NGO",
        _ => "other",
    };

    private static KnownOrganization Show(OrganizationEntry entry) =>
        new(new(entry.Id), entry.Name, entry.Acronym, entry.Kind, entry.MemberState.Length == 0 ? null : entry.MemberState, entry.IsVerified);
}
