using System.Text.Json;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>The three topics, one by one, as filters name them.</summary>
public enum Topic
{
    /// <summary>Trafficking in persons (TIP).</summary>
    TraffickingInPersons,

    /// <summary>Smuggling of migrants (SOM).</summary>
    SmugglingOfMigrants,

    /// <summary>Violence against migrants, migrant workers and their families (VAM).</summary>
    ViolenceAgainstMigrants,
}

/// <summary>What a task asks of its organization, most pressing first, but that what is blocked stands among what is to be done, by its due date. It follows from the task and the engagement's state, not from the day.</summary>
public enum TaskStanding
{
    /// <summary>Sent back: something is missing.</summary>
    SentBack,

    /// <summary>The deliverable of any organization waits for the officer who leads to accept it or send it back. Only that officer's and the deputies' lists have it; no row does.</summary>
    ToAccept,

    /// <summary>Blocked, and not sent back. Rows have it as to be done.</summary>
    Blocked,

    /// <summary>To be done: in progress, ready, or waiting for others.</summary>
    ToDo,

    /// <summary>With the officer.</summary>
    Submitted,

    /// <summary>The engagement is suspended, and the task with it.</summary>
    OnHold,

    /// <summary>Nothing is to be done: accepted, cancelled or declined, or the engagement has ended.</summary>
    Nothing,
}

/// <summary>An open task that another one waits for, and whose it is.</summary>
/// <param name="Task">The task.</param>
/// <param name="Title">Its title.</param>
/// <param name="Organization">Who has to do it; null when nobody is named.</param>
/// <param name="OrganizationName">The name of that organization in this engagement.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Due">Its last day.</param>
public sealed record WaitedFor(string Task, string Title, string? Organization, string? OrganizationName, PlanTaskState State, DateOnly Due);

/// <summary>The words by which filters and sorts are named in addresses and in the API: the words of the JSON form.</summary>
public static class PortfolioWords
{
    /// <summary>The word for a value, as in <c>at-risk</c>.</summary>
    public static string Word<T>(T value) where T : struct, Enum => Words<T>.ByValue[value];

    /// <summary>The value of a word; false when there is none.</summary>
    public static bool TryRead<T>(string word, out T value) where T : struct, Enum => Words<T>.ByWord.TryGetValue(word, out value);

    /// <summary>The three topics as bits, the first topic lowest.</summary>
    internal static int Bits(Topics topics) =>
        (topics.TraffickingInPersons ? 1 : 0) | (topics.SmugglingOfMigrants ? 2 : 0) | (topics.ViolenceAgainstMigrants ? 4 : 0);

    /// <summary>The topics of bits.</summary>
    internal static Topics Topics(int bits) => new((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);

    /// <summary>The values of bits, lowest first.</summary>
    internal static Items<T> OfBits<T>(int bits) where T : struct, Enum =>
        Enum.GetValues<T>().Where(v => (bits & (1 << Convert.ToInt32(v, null))) != 0).ToItems();

    private static class Words<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>().ToDictionary(v => v, v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()));
        public static readonly Dictionary<string, T> ByWord = ByValue.ToDictionary(p => p.Value, p => p.Key);
    }
}
