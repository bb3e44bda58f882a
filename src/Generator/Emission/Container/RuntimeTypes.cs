namespace FusedClip.Generator.Emission.Container;

/// <summary>The runtime library's types that many writers name.</summary>
internal static class RuntimeTypes
{
    public const string Sweep = "global::FusedClip.CompilerServices.GradientSweep";
    public const string Result = "global::FusedClip.ClipResult";
    public const string Source = "global::FusedClip.IGradientSource";
}
