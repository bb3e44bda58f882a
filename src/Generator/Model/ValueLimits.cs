namespace FusedClip.Generator.Model;

/// <summary>What an attribute asks for that has a container clipped by value; its arguments, checked.</summary>
/// <param name="Limit">The largest absolute value; null where it isn't set.</param>
/// <param name="Min">The smallest value; null where it isn't set.</param>
/// <param name="Max">The largest value; null where it isn't set.</param>
/// <param name="Method">The generated method.</param>
internal sealed record ValueLimits(double? Limit, double? Min, double? Max, MethodSpec Method)
{
    /// <summary>The name of the generated method.</summary>
    public const string MethodName = "ClipGradientValues";

    /// <summary>Whether the method takes the two ends of the range, rather than one limit.</summary>
    public bool IsRange => Min is not null || Max is not null;
}
