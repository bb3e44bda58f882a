using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>
/// The walk before one that writes without having read: a field that is refused, such as one whose <c>Length</c> is beyond its
/// buffer, is refused before another one is written.
/// </summary>
internal static class CheckWalk
{
    public static void Write(IndentedWriter writer, GroupSpec group)
    {
        if (group.MayRefuse)
        {
            writer
                .Write("// A walk that does nothing: what can't be handled is refused before anything is written.")
                .Write("var check = global::FusedClip.CompilerServices.GradientSweep.Scaling(1D);")
                .Write($"{group.Methods.Sweep.Name}(ref check);")
                .Blank();
        }
    }
}
