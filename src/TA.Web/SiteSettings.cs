namespace TA.Web;

/// <summary>What a verb says about the site it starts.</summary>
public sealed class SiteSettings
{
    /// <summary>The full path of the folder that holds everything TA keeps. It is made when it is missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The addresses to listen on, separated by semicolons. Port 0 takes a free port.</summary>
    public required string Urls { get; init; }

    /// <summary>What the names of cookies begin with, so that two sites on one host name do not sign each other's people out.</summary>
    public string CookiePrefix { get; init; } = "ta";

    /// <summary>Whether the site has started: before that, the verb itself reports faults.</summary>
    public bool Started { get; set; }

    /// <summary>Settings that stand above those of the environment, by their names with colons.</summary>
    public IReadOnlyDictionary<string, string?> Overrides { get; init; } = new Dictionary<string, string?>();
}
