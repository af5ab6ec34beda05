using TA.Casework.Grains;

namespace TA.Casework.UseCases;

/// <summary>
/// Tells calls of grains that got no answer from faults of the product: a machine has died, stands still or is stopping, or it is of an older release than the record. They pass when the others have taken
/// its place.
/// </summary>
public static class GrainFault
{
    /// <summary>Whether it is one.</summary>
    public static bool Is(Exception fault) => fault is TimeoutException or OrleansException or NewerFormatException;
}
