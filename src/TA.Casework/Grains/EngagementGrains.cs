using TA.Engagements;

namespace TA.Casework.Grains;

/// <summary>Gets at engagements. The factory looks the interface up by its attributes each time it is asked by type alone, which is a tenth of a read.</summary>
internal static class EngagementGrains
{
    private static readonly GrainType Type = GrainType.Create("engagement");
    private static GrainInterfaceType _interface;

    /// <summary>The engagement of a reference.</summary>
    public static IEngagementGrain Engagement(this IGrainFactory grains, EngagementReference reference)
    {
        var key = reference.ToString();
        if (_interface.IsDefault)
            _interface = ((GrainReference)grains.GetGrain<IEngagementGrain>(key)).InterfaceType;
        return (IEngagementGrain)grains.GetGrain(GrainId.Create(Type, key), _interface);
    }
}
