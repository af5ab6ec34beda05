using Microsoft.AspNetCore.Identity;

namespace TA.Web.Security;

/// <summary>What a person may be here. One person may be several at once.</summary>
[Flags]
public enum AccountRoles
{
    /// <summary>Nothing: such an account is never made.</summary>
    None = 0,

    /// <summary>Keeps accounts and organizations.</summary>
    Administrator = 1,

    /// <summary>UNODC staff who manage engagements.</summary>
    Officer = 2,

    /// <summary>Somebody of a partner organization who works on its tasks.</summary>
    Partner = 4,

    /// <summary>UNODC staff who watch the portfolio.</summary>
    Manager = 8,
}

/// <summary>Somebody who can sign in.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>The longest display name, office and name of a token, in characters.</summary>
    public const int LongestName = 100;

    /// <summary>The longest e-mail address, in characters (RFC 5321, section 4.5.3.1.3, less the brackets).</summary>
    public const int LongestEmail = 254;

    /// <summary>Whether a text can be looked up as an e-mail address: without control characters and what is no character at all, which cannot be normalized. No account has such an address.</summary>
    public static bool MayBeAddress(string email) => !email.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c == '\uFFFE');

    /// <summary>The name that others see.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>What the person may be.</summary>
    public AccountRoles Roles { get; set; }

    /// <summary>The key of the organization a partner belongs to; null for everybody else.</summary>
    public string? OrganizationKey { get; set; }

    /// <summary>The office an officer works in; null for everybody else, and for officers from before it was asked for.</summary>
    public string? Office { get; set; }

    /// <summary>When the last but one visit ended, in UTC. A visit ends after 30 minutes without a request.</summary>
    public DateTimeOffset? PreviousVisitAt { get; set; }

    /// <summary>When a page was last asked for, in UTC, to the minute.</summary>
    public DateTimeOffset? LastSeenAt { get; set; }

    /// <summary>The language of pages as a BCP 47 tag; null where the browser's is taken.</summary>
    public string? Language { get; set; }

    /// <summary>When the account was disabled, in UTC; null while it is usable.</summary>
    public DateTimeOffset? DisabledAt { get; set; }
}
