using TA.Web.Security;

namespace TA.Web.Pages;

/// <summary>A part of the site that the header leads to.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Text">The key of its name in the resources.</param>
/// <param name="Roles">Who is led there: anybody with one of these roles.</param>
internal sealed record NavigationItem(string Path, string Text, AccountRoles Roles)
{
    private const AccountRoles Staff = AccountRoles.Administrator | AccountRoles.Officer | AccountRoles.Manager;

    /// <summary>All parts, in the order of the header.</summary>
    public static readonly IReadOnlyList<NavigationItem> All =
    [
        new("/portfolio", "Navigation.Portfolio", Staff),
        new("/my/tasks", "Navigation.MyTasks", AccountRoles.Officer | AccountRoles.Partner),
        new("/coverage", "Navigation.Coverage", Staff),
        new("/member-states", "Navigation.MemberStates", Staff),
        new("/programmes", "Navigation.Programmes", Staff),
        new("/organizations", "Navigation.Organizations", Staff),
        new("/accounts", "Navigation.Accounts", AccountRoles.Administrator),
    ];

    /// <summary>Where somebody begins: who is a partner only, with the own tasks; everybody else with the portfolio.</summary>
    public static string Home(SignedInPerson person) => person.IsAny(Staff) ? "/portfolio" : "/my/tasks";
}
