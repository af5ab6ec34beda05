using System.Diagnostics;

namespace TA.Casework.Telemetry;

/// <summary>
/// The product's part of a trace: a use case, then (by Orleans) the call of a grain and the write of its storage, then the write of the portfolio. Tags name engagements, programmes, commands and
/// kinds of answers; never a person.
/// </summary>
public static class Traces
{
    /// <summary>What the source of the product's activities is called.</summary>
    public const string Name = "TA.Casework";

    internal static readonly ActivitySource Source = new(Name);
}
