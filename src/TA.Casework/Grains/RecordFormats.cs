namespace TA.Casework.Grains;

/// <summary>The form in which a grain keeps its record: the activation is the one place that looks at it.</summary>
internal static class RecordFormats
{
    /// <summary>Ends the activation of a grain whose record only a newer version of the product knows, so that it is neither shown nor written back in an older form.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="found">The form in which its record is kept; 0 where there is none.</param>
    /// <param name="known">The newest form that this version knows.</param>
    /// <exception cref="NewerFormatException">It is a newer one.</exception>
    public static void RefuseNewer(this IGrainWithStringKey grain, int found, int known)
    {
        if (found > known)
            throw new NewerFormatException(grain.GetPrimaryKeyString(), found, known);
    }
}

/// <summary>A record was written by a newer version of the product; this one does not touch it.</summary>
public sealed class NewerFormatException(string key, int found, int known)
    : Exception($"{key} is kept in form {found}; this version of the product knows form {known}. Start the newer version.");
