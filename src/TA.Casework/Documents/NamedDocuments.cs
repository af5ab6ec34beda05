using System.Text.Json;

namespace TA.Casework.Documents;

/// <summary>Finds the documents that a record or a piece of history names.</summary>
internal static class NamedDocuments
{
    /// <summary>Their hashes: whatever in it is called <c>sha256</c>, so that no area's content can be forgotten here.</summary>
    public static List<string> In(ReadOnlySpan<byte> utf8Json)
    {
        var named = new List<string>();
        var reader = new Utf8JsonReader(utf8Json);
        while (reader.Read())
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("sha256"u8) && reader.Read() && reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } sha256)
                named.Add(sha256);
        return named;
    }
}
