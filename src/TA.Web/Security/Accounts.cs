using System.Net.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace TA.Web.Security;

/// <summary>What a new account is to be.</summary>
/// <param name="Email">The address to sign in with.</param>
/// <param name="DisplayName">The name that others see.</param>
/// <param name="Roles">At least one.</param>
/// <param name="OrganizationKey">A partner's organization.</param>
/// <param name="Office">An officer's office.</param>
internal sealed record NewAccount(string Email, string DisplayName, AccountRoles Roles, string? OrganizationKey = null, string? Office = null);

/// <summary>Keeps accounts. Its refusals are keys of resources; null means that the change was made.</summary>
internal sealed class Accounts(
    AccountsDb db, UserManager<Account> users, SignedInPeople people, PersonalTokens tokens, OrganizationChoices organizations, TimeProvider clock)
{
    /// <summary>All accounts by name.</summary>
    public Task<List<Account>> All() => db.Users.AsNoTracking().OrderBy(a => a.DisplayName).ThenBy(a => a.Email).ToListAsync();

    /// <summary>One account; null when there is none.</summary>
    public Task<Account?> Find(Guid id) => db.Users.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id);

    /// <summary>
    /// Adds an account. Refused are a malformed or taken address, a missing or too long name, no role, a partner without a known
    /// organization, an officer without an office, and a password of fewer than 12 or more than 200 characters.
    /// </summary>
    public async Task<string?> Add(NewAccount wanted, string password)
    {
        var email = wanted.Email.Trim();
        var name = wanted.DisplayName.Trim();
        if (email.Length > Account.LongestEmail || !Account.MayBeAddress(email) || !MailAddress.TryCreate(email, out var address) || address.Address != email)
            return "Account.EmailMalformed";
        if (name.Length is 0 or > Account.LongestName || name.Any(char.IsControl))
            return "Account.NameMalformed";
        if (wanted.Roles == AccountRoles.None)
            return "Account.RoleMissing";
        var account = new Account { Id = Guid.NewGuid(), Email = email, UserName = email, DisplayName = name, Roles = wanted.Roles };
        if (await Place(account, wanted.OrganizationKey, wanted.Office) is { } refusal)
            return refusal;
        if (IsUnfit(password) is { } unfit)
            return unfit;
        return Refusal(await users.CreateAsync(account, password));
    }

    /// <summary>Changes the organization of a partner and the office of an officer.</summary>
    public async Task<string?> ChangePlace(Guid id, string? organizationKey, string? office)
    {
        if (await users.FindByIdAsync(id.ToString()) is not { } account)
            return "Account.Unknown";
        return await Place(account, organizationKey, office) ?? await Save(account);
    }

    /// <summary>Keeps an account from signing in, from now on and where it is signed in. Nobody can disable the own account.</summary>
    public async Task<string?> Disable(Guid id, Guid by)
    {
        if (id == by)
            return "Account.OwnNotDisabled";
        if (await users.FindByIdAsync(id.ToString()) is not { } account)
            return "Account.Unknown";
        account.DisabledAt ??= clock.GetUtcNow();
        return Changed(await users.UpdateSecurityStampAsync(account));
    }

    /// <summary>Lets a disabled account sign in again.</summary>
    public async Task<string?> Enable(Guid id)
    {
        if (await users.FindByIdAsync(id.ToString()) is not { } account)
            return "Account.Unknown";
        account.DisabledAt = null;
        return await Save(account);
    }

    /// <summary>Gives an account a new password, ends its sessions, revokes its tokens and unlocks it.</summary>
    public async Task<string?> ResetPassword(Guid id, string password)
    {
        if (await users.FindByIdAsync(id.ToString()) is not { } account)
            return "Account.Unknown";
        if (IsUnfit(password) is { } unfit)
            return unfit;
        account.AccessFailedCount = 0;
        account.LockoutEnd = null;
        var result = await users.ResetPasswordAsync(account, await users.GeneratePasswordResetTokenAsync(account), password);
        if (result.Succeeded)
            await tokens.RevokeAll(id);
        return Changed(result);
    }

    /// <summary>Changes the own password and ends all sessions of the account.</summary>
    public async Task<string?> ChangePassword(Guid id, string current, string wanted)
    {
        if (await users.FindByIdAsync(id.ToString()) is not { } account)
            return "Account.Unknown";
        return IsUnfit(wanted) ?? Changed(await users.ChangePasswordAsync(account, current, wanted));
    }

    /// <summary>Sets the language of pages; a language that is not offered is refused.</summary>
    public async Task<string?> ChangeLanguage(Guid id, string language)
    {
        if (!Pages.Languages.All.Contains(language))
            return "Account.LanguageUnknown";
        if (await users.FindByIdAsync(id.ToString()) is not { } account)
            return "Account.Unknown";
        account.Language = language;
        return await Save(account);
    }

    // What officers see of confidential engagements depends on their office. Accounts from before that was asked for go on without.
    private async Task<string?> Place(Account account, string? organizationKey, string? office)
    {
        office = string.IsNullOrWhiteSpace(office) ? null : office.Trim();
        if (office is { Length: > Account.LongestName } || office?.Any(char.IsControl) == true)
            return "Account.OfficeMalformed";
        var isPartner = account.Roles.HasFlag(AccountRoles.Partner);
        if (isPartner && !await organizations.Has(organizationKey))
            return "Account.OrganizationMissing";
        var isOfficer = account.Roles.HasFlag(AccountRoles.Officer);
        if (isOfficer && office is null)
            return "Account.OfficeMissing";
        account.OrganizationKey = isPartner ? organizationKey : null;
        account.Office = isOfficer ? office : null;
        return null;
    }

    private async Task<string?> Save(Account account) => Changed(await users.UpdateAsync(account));

    private string? Changed(IdentityResult result)
    {
        people.Forget();
        return Refusal(result);
    }

    private static string? IsUnfit(string password) =>
        password.Length is < Passwords.Shortest or > Passwords.Longest ? "Account.PasswordLength" : null;

    private static string? Refusal(IdentityResult result)
    {
        if (result.Succeeded)
            return null;
        return result.Errors.First().Code switch
        {
            nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) => "Account.EmailTaken",
            nameof(IdentityErrorDescriber.PasswordMismatch) => "Account.PasswordWrong",
            nameof(IdentityErrorDescriber.ConcurrencyFailure) => "Account.ChangedMeanwhile",
            nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => "Account.PasswordTooSimple",
            _ => "Account.EmailMalformed",
        };
    }
}
