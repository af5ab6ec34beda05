using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TA.Casework.Exchange;

/// <summary>Identifiers that follow from what they stand for, so that the same work, begun again, is known for a repetition (RFC 9562, version 8).</summary>
internal static class DerivedId
{
    /// <summary>The identifier of a path of words; other words give another identifier.</summary>
    public static Guid Of(params ReadOnlySpan<string> words)
    {
        var bytes = Hash(words)[..16];
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>SHA-256 over words, each with its length before it, so that no two lists of words are hashed alike.</summary>
    public static byte[] Hash(params ReadOnlySpan<string> words)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var word in words)
        {
            var bytes = Encoding.UTF8.GetBytes(word);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }
}
