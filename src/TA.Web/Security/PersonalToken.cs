namespace TA.Web.Security;

/// <summary>A secret with which a person's own programs use the API. The secret itself is shown once and kept nowhere.</summary>
public sealed class PersonalToken
{
    /// <summary>Identifies the token towards its owner; it is no secret.</summary>
    public Guid Id { get; set; }

    /// <summary>Whose token it is.</summary>
    public Guid AccountId { get; set; }

    /// <summary>What the owner calls it.</summary>
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the token in hexadecimal digits. A token has 256 random bits, so that no salt is needed.</summary>
    public string Hash { get; set; } = "";

    /// <summary>When it was made, in UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>From when on it is refused, in UTC.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When it was last used, in UTC, to the minute; null if never.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>When its owner revoked it, in UTC; null while it is valid.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
