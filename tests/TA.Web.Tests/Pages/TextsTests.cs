using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TA.Web.Tests.Pages;

/// <summary>
/// Keys stand in the source as T["Some.Key"] (or texts["Some.Key"]), or T[$"Some.{part}.Key"] where a part is chosen at run time; a key that a page gets from
/// elsewhere stands there as a plain string.
/// </summary>
public sealed partial class TextsTests
{
    private static readonly string Web = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "src", "TA.Web"));
    private static readonly HashSet<string> Keys =
        [.. XDocument.Load(Path.Combine(Web, "Resources", "Texts.resx")).Root!.Elements("data").Select(d => d.Attribute("name")!.Value)];
    private static readonly string Source = string.Join('\n', new[] { "*.razor", "*.cs" }
        .SelectMany(kind => Directory.EnumerateFiles(Web, kind, SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}"))
        .Select(File.ReadAllText));

    [Fact]
    public void Every_key_that_a_page_uses_has_a_text()
    {
        var used = Used().Matches(Source).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.NotEmpty(used);
        Assert.Equal([], used.Except(Keys));
        Assert.All(Patterns(), pattern => Assert.Contains(Keys, pattern.IsMatch));
    }

    [Fact]
    public void Every_text_is_used()
    {
        var patterns = Patterns();
        Assert.Equal([], Keys.Where(key => !Source.Contains($"\"{key}\"") && !patterns.Any(p => p.IsMatch(key))));
    }

    private static List<Regex> Patterns() =>
        [.. Composed().Matches(Source).Select(m => new Regex($"^{Part().Replace(Regex.Escape(m.Groups[1].Value), "[A-Za-z0-9-]+")}$")).DistinctBy(r => r.ToString())];

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"\b(?:T|texts)\[""([^""]+)""")]
    private static partial Regex Used();

    [GeneratedRegex(@"\b(?:T|texts)\[\$""([^""]+)""")]
    private static partial Regex Composed();

    [GeneratedRegex(@"\\\{[^}]+}")]
    private static partial Regex Part();
}
