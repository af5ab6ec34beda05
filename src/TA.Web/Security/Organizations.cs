using System.Reflection;
using CsvHelper;

namespace TA.Web.Security;

/// <summary>An organization to choose from.</summary>
/// <param name="Key">Its key, as an account keeps it.</param>
/// <param name="Name">Its name, as a person reads it.</param>
public sealed record OrganizationChoice(string Key, string Name);

/// <summary>Says which organizations a partner's account can belong to, by name.</summary>
public delegate IReadOnlyList<OrganizationChoice> OrganizationChoices();

/// <summary>The partner organizations that the product brings along.</summary>
internal static class Organizations
{
    private static readonly Lazy<IReadOnlyList<OrganizationChoice>> Known = new(Read);

    /// <summary>All of them but UNODC itself, by name.</summary>
    public static IReadOnlyList<OrganizationChoice> All() => Known.Value;

    private static List<OrganizationChoice> Read()
    {
        using var stream = Assembly.Load("TA.Engagements").GetManifestResourceStream("partner-organizations.csv")!;
        using var csv = CsvReader.Create(stream, new CsvReaderOptions { Separator = ',' });
        var choices = new List<OrganizationChoice>();
        while (csv.Read())
            choices.Add(new OrganizationChoice(csv.GetString("key"), csv.GetString("name")));
        return [.. choices.Where(o => o.Key != "unodc").OrderBy(o => o.Name, StringComparer.InvariantCultureIgnoreCase)];
    }
}
