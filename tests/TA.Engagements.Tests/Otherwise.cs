using System.Text.Json;
using System.Text.Json.Nodes;

namespace TA.Engagements.Tests;

/// <summary>
/// What an accepted example would have got had one thing been otherwise: the person, the state of the engagement or of a task, what the person saw, a word of the command. So that each
/// command is shown with every refusal it can give, also those that no example of its own tells of.
/// </summary>
internal static class Otherwise
{
    private static readonly (string Title, Actor By)[] Others =
    [
        ("Somebody whose organization takes no part", PartnerUserOf(new("osce"))),
        ("Somebody of a partner organization", PartnerUserOf(Iom)),
        ("Somebody of another partner organization", PartnerUserOf(Unicef)),
        ("A manager", Manager),
        ("An administrator", Administrator),
        ("An officer who does not lead the engagement", OtherOfficer),
    ];

    /// <summary>The refusals of an engagement's command, each with the command that got it.</summary>
    public static IEnumerable<(string Title, EngagementCommand Command, Refusal Refusal)> Refused(Example accepted)
    {
        foreach (var (title, given, command, by) in Variations(accepted))
        {
            var answer = new EngagementRecord { Engagement = given }.Ask(CommandId(1), by, command);
            if (answer.Refusal is { } refusal)
                yield return (title, command, refusal);
        }

        var reused = new EngagementRecord { Engagement = accepted.Given, Recent = default(RecentCommands).Add(CommandId(1), 0, 1) };
        yield return ("The identifier was used for another command", accepted.Command, reused.Ask(CommandId(1), accepted.By, accepted.Command).Refusal!);
    }

    /// <summary>The refusals of a programme's command, each with the command that got it.</summary>
    public static IEnumerable<(string Title, ProgrammeCommand Command, Refusal Refusal)> Refused(ProgrammeExample accepted)
    {
        var bodies = Bodies(accepted.Command).Select(b => (b.Title, accepted.Given, Command: b.Body, accepted.By));
        var people = Others.Select(o => (o.Title, accepted.Given, accepted.Command, o.By));
        foreach (var (title, given, command, by) in people.Concat(bodies).Append(("A programme that does not exist", null, accepted.Command, accepted.By)))
            if ((WellFormed.Check(command) ?? Permissions.Refusal(by, command) ?? ProgrammeRules.Decide(given, new("P-GLOT59"), command, CommandId(1), Today).Refusal) is { } refusal)
                yield return (title, command, refusal);
        yield return ("The identifier was used for another command", accepted.Command, new CommandIdReused(CommandId(1)));
    }

    private static IEnumerable<(string Title, Engagement? Given, EngagementCommand Command, Actor By)> Variations(Example accepted)
    {
        foreach (var (title, by) in Others)
            yield return (title, accepted.Given, accepted.Command, by);
        foreach (var (title, body) in Bodies(accepted.Command))
            yield return (title, accepted.Given, body, accepted.By);
        if (accepted.Given is not { } given)
            yield break;
        foreach (var state in Enum.GetValues<EngagementState>())
            yield return ($"The engagement is {Word(state)}", given with { State = state }, accepted.Command, accepted.By);
        foreach (var state in Enum.GetValues<PlanTaskState>().Where(s => s != PlanTaskState.Ready))
            yield return ($"Every task is {Word(state)}", given with { Tasks = given.Tasks.Select(t => t with { State = state }).ToItems() }, accepted.Command, accepted.By);
        yield return ("The work that is named is not there", Emptied(given), accepted.Command, accepted.By);
        yield return ("The workstream is not chosen", Emptied(given) with { Details = given.Details with { Workstreams = [] } }, accepted.Command, accepted.By);
        foreach (var end in Enum.GetValues<BillEnd>())
            yield return ("The bill will not become law", given with { Legislation = given.Legislation with { Bills = given.Legislation.Bills.Select(b => b with { End = end, EndedOn = Today }).ToItems() } }, accepted.Command, accepted.By);
        yield return ("The review is over", given with { Legislation = given.Legislation with { Rounds = given.Legislation.Rounds.Select(r => r with { ClosedOn = Today }).ToItems() } }, accepted.Command, accepted.By);
        yield return ("The plan has no such task", given with { Tasks = [] }, accepted.Command, accepted.By);
        yield return ("The tasks belong to another organization", given with { Tasks = given.Tasks.Select(t => t with { Organization = new("osce") }).ToItems() }, accepted.Command, PartnerUserOf(Iom));
    }

    private static Engagement Emptied(Engagement given) =>
        given with { Legislation = new(), Units = new(), Training = new(), Results = new(), Agreements = new(), Risks = new() };

    /// <summary>The command with one value otherwise: something that is not taken, or a field that the person saw as something else.</summary>
    private static IEnumerable<(string Title, T Body)> Bodies<T>(T command) where T : class
    {
        var count = Places(Json(command)).Count();
        for (var at = 0; at < count; at++)
            foreach (var (title, value) in Values)
            {
                // A fresh copy each time, so that one value alone differs.
                var body = Json(command);
                var (parent, name) = Places(body).ElementAt(at);
                if ((name == "from") != (title == Meanwhile))
                    continue;
                parent[name] = JsonNode.Parse(value);
                if (Read<T>(body) is { } changed)
                    yield return (title, changed);
            }
    }

    private const string Meanwhile = "Somebody else has changed it meanwhile";
    private const string Somebody = "Somebody who cannot be named here";
    private const string NotTaken = "A value that is not taken";

    private static readonly (string Title, string Value)[] Values =
    [
        (NotTaken, "\"A bell \\u0007\""), (NotTaken, "\"1900-01-01\""), (NotTaken, "-1"), (NotTaken, "[]"),
        (Somebody, "\"nobody\""), (Somebody, "\"retired\""), (Somebody, "\"elena\""), (Somebody, "\"unicef-user\""), (Somebody, "[\"nobody\"]"), (Somebody, "[\"retired\"]"), (Somebody, "[\"elena\"]"),
        (Meanwhile, "\"seen-otherwise\""), (Meanwhile, "\"2026-05-05\""), (Meanwhile, "7"), (Meanwhile, "[\"seen-otherwise\"]"),
        (Meanwhile, """{"start":"2026-05-05","due":"2026-05-06"}"""), (Meanwhile, """{"amount":7,"currency":"USD"}"""),
        (Meanwhile, """{"signedOn":"2026-01-05","signers":"Others"}"""), (Meanwhile, """{"on":"2026-01-05","evidence":"Another"}"""),
    ];

    private static IEnumerable<(JsonObject Parent, string Name)> Places(JsonNode? node) => node switch
    {
        JsonObject parent => parent.Where(m => m.Key != "$type").SelectMany(m => Places(m.Value).Prepend((parent, m.Key))),
        JsonArray items => items.SelectMany(Places),
        _ => [],
    };

    private static JsonNode Json<T>(T command) => JsonSerializer.SerializeToNode<T>(command, EngagementJson.Public)!;

    private static T? Read<T>(JsonNode body) where T : class
    {
        try
        {
            return body.Deserialize<T>(EngagementJson.Public);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Word<TEnum>(TEnum value) where TEnum : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');
}
