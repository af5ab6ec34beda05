namespace TA.Web.Security;

/// <summary>Where to go after signing in.</summary>
internal static class ReturnAddress
{
    /// <summary>The address if it lies on this site, else the home page. Refused are other hosts, "//host", "/\host" and control characters.</summary>
    public static string Local(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";
}
