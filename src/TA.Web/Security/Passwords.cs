using System.Security.Cryptography;

namespace TA.Web.Security;

/// <summary>Passwords: long ones, without rules about kinds of characters (NIST SP 800-63B, section 5.1.1.2).</summary>
internal static class Passwords
{
    /// <summary>The shortest password, in characters.</summary>
    public const int Shortest = 12;

    /// <summary>The longest password, in characters.</summary>
    public const int Longest = 200;

    // Without letters and digits that look alike.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>A password for a new account: 20 characters in groups of five (99 bits).</summary>
    public static string Generate() =>
        string.Join('-', RandomNumberGenerator.GetString(Alphabet, 20).Chunk(5).Select(part => new string(part)));
}
