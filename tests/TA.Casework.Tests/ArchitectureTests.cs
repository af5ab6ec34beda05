using System.Reflection;
using NetArchTest.Rules;
using TA.Casework.Grains;
using TA.Engagements;
using TA.Web;
using Xunit;

namespace TA.Casework.Tests;

/// <summary>The arrows of the house: TA.Web → TA.Casework → TA.Engagements, pages and API → use cases → grains → rules.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Rules = typeof(Engagement).Assembly;
    private static readonly Assembly Casework = typeof(IEngagementGrain).Assembly;
    private static readonly Assembly Web = typeof(Site).Assembly;

    [Fact]
    public void The_rules_stand_on_nothing_but_the_base_library() =>
        Assert.All(Rules.GetReferencedAssemblies(), a => Assert.StartsWith("System", a.Name, StringComparison.Ordinal));

    [Fact]
    public void The_rules_do_no_input_or_output() =>
        Holds(Types.InAssembly(Rules).ShouldNot().HaveDependencyOnAny(
            "System.IO.File", "System.IO.FileStream", "System.IO.Directory", "System.Net", "System.Data", "System.Console", "System.Diagnostics.Process", "System.Threading.Tasks", "System.Random", "System.TimeProvider"));

    [Fact]
    public void Casework_knows_nothing_of_the_web() =>
        Assert.DoesNotContain(Casework.GetReferencedAssemblies(), a => a.Name == "TA.Web" || a.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    [Theory]
    [InlineData("TA.Web.Api")]
    [InlineData("TA.Web.Pages")]
    public void Endpoints_and_pages_ask_use_cases_and_never_a_grain_or_a_database(string place)
    {
        string[] grains = [.. Casework.GetTypes().Where(t => t.IsAssignableTo(typeof(IGrain))).Select(t => t.FullName!)];
        Assert.Contains("TA.Casework.Grains.IEngagementGrain", grains);
        var types = Types.InAssembly(Web).That().ResideInNamespace(place);
        Assert.NotEmpty(types.GetTypes());
        Holds(types.ShouldNot().HaveDependencyOnAny([.. grains, "Orleans", "TA.Casework.Storage", "Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite"]));
    }

    [Fact]
    public void Grains_stand_in_one_place() =>
        Assert.All(Casework.GetTypes().Concat(Web.GetTypes()).Where(t => t.IsAssignableTo(typeof(Grain))), t => Assert.Equal("TA.Casework.Grains", t.Namespace));

    private static void Holds(ConditionList rule)
    {
        var result = rule.GetResult();
        Assert.True(result.IsSuccessful, string.Join("\n", result.FailingTypes.Select(t => t.FullName)));
    }
}
