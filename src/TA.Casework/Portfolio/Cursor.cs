using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>
/// The place behind which a list goes on, as opaque text. It names the list it was made for and carries a checksum, so that a damaged one, or one of another list, is refused
/// instead of showing a wrong page. It gives no access: what is visible is asked anew on each page.
/// </summary>
internal static class Cursor
{
    private const int ChecksumBytes = 8;

    /// <summary>The refusal of a cursor that is none of this list.</summary>
    public static readonly Malformed Refusal = new([new("cursor", FieldFaultKind.BadForm)]);

    /// <summary>Writes the keys of the last row shown.</summary>
    /// <param name="list">What list it is: kind, filter, order.</param>
    /// <param name="keys">The last row's keys, in order.</param>
    public static string Write(string list, params ReadOnlySpan<string> keys)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(keys.ToArray());
        return Base64Url.EncodeToString([.. Checksum(list, body), .. body]);
    }

    /// <summary>Reads the keys; null when the text is none of this list's cursors.</summary>
    public static string[]? Read(string list, string cursor, int keys)
    {
        if (!Base64Url.IsValid(cursor) || Base64Url.DecodeFromChars(cursor) is not { Length: > ChecksumBytes } bytes)
            return null;
        var body = bytes.AsSpan(ChecksumBytes);
        if (!Checksum(list, body).AsSpan().SequenceEqual(bytes.AsSpan(0, ChecksumBytes)))
            return null;
        return JsonSerializer.Deserialize<string[]>(body) is { } read && read.Length == keys ? read : null;
    }

    private static byte[] Checksum(string list, ReadOnlySpan<byte> body) => SHA256.HashData([.. Encoding.UTF8.GetBytes(list), 0, .. body])[..ChecksumBytes];
}
