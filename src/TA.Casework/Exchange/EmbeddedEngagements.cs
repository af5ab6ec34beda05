namespace TA.Casework.Exchange;

/// <summary>The real projects that the product brings along (source: see docs/data.md).</summary>
public static class EmbeddedEngagements
{
    /// <summary>The file, to be imported.</summary>
    public static Stream Open() => typeof(EmbeddedEngagements).Assembly.GetManifestResourceStream("engagements-real.csv")!;
}
