namespace TA.Casework.UseCases;

/// <summary>Tells calls of grains that got no answer, because a machine has died, stands still or is stopping, from faults of the product. They pass when the others have taken its place.</summary>
public static class GrainFault
{
    /// <summary>Whether it is one.</summary>
    public static bool Is(Exception fault) => fault is TimeoutException or OrleansException;
}
