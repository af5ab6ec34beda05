using System.Reflection;
using System.Text.Json.Serialization;

namespace TA.Engagements.Tests;

/// <summary>Fails when somebody adds a command, an event or a refusal that no example shows.</summary>
public sealed class EveryTypeIsShownTests
{
    internal static IEnumerable<Type> Concrete<T>() => typeof(T).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(T)) && !t.IsAbstract);

    [Fact]
    public void Every_command_is_accepted_in_an_example() =>
        Assert.Empty(Concrete<EngagementCommand>().Except(Examples.All.Where(e => e.Refusal is null && e.Events is not { Count: 0 }).Select(e => e.Command.GetType())));

    [Fact]
    public void Every_event_comes_from_an_example_or_a_story() =>
        Assert.Empty(Concrete<EngagementEvent>().Except(Examples.All.SelectMany(e => e.Play().Events).Select(e => e.GetType())).Except([typeof(TasksLinked)]));

    /// <summary>Refusals of questions, which no command gets: TA.Casework.Tests and TA.Web.Tests ask for them.</summary>
    private static readonly Type[] OfQuestions = [typeof(DayToCome), typeof(NoSuchDay)];

    [Fact]
    public void Every_refusal_comes_from_an_example() =>
        Assert.Empty(Concrete<Refusal>().Except(OfQuestions).Except(Examples.All.Select(e => e.Refusal).Concat(ProgrammeExamples.All.Select(e => e.Refusal))
            .Concat(WhatIfTests.Refusals.Select(r => r.Refusal)).Concat(NewOrganizationTests.Refusals.Select(r => r.Refusal)).OfType<Refusal>().Select(r => r.GetType())));

    [Fact]
    public void Every_programme_command_is_accepted_in_an_example() =>
        Assert.Empty(Concrete<ProgrammeCommand>().Except(ProgrammeExamples.All.Where(e => e.Refusal is null).Select(e => e.Command.GetType())));

    [Theory]
    [InlineData(typeof(EngagementCommand))]
    [InlineData(typeof(EngagementEvent))]
    [InlineData(typeof(Refusal))]
    [InlineData(typeof(ProgrammeCommand))]
    public void Every_type_has_a_durable_name_of_its_own_that_says_what_it_is(Type root)
    {
        var named = root.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).ToDictionary(a => a.DerivedType, a => (string)a.TypeDiscriminator!);
        Assert.Empty(root.Assembly.GetTypes().Where(t => t.IsSubclassOf(root) && !t.IsAbstract).Except(named.Keys));
        Assert.Equal(named.Count, named.Values.Distinct().Count());
        Assert.All(named, n => Assert.Equal(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(n.Key.Name), n.Value));
    }
}
