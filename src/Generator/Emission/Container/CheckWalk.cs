using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>
/// The walk before one that writes without having read: a field that is refused, such as one whose <c>Length</c> is beyond its
/// buffer, is refused before another one is written.
/// </summary>
internal static class CheckWalk
{
    /// <summary>The exception for a field that holds what can't be handled, in the comment of a method.</summary>
    public const string Refused =
        "/// <exception cref=\"global::System.InvalidOperationException\">A field's length is negative or beyond its buffer, a shape isn't that of its buffer, a tensor has several elements at one place, or an object is no source of gradients; nothing was written.</exception>";

    /// <summary>What calls throw where a field is refused.</summary>
    public static void WriteExceptions(IndentedWriter writer, GroupSpec group)
    {
        if (group.MayRefuse)
        {
            writer
                .Write(Refused)
                .Write("/// <exception cref=\"global::System.NotSupportedException\">A vector or matrix isn't dense; nothing was written.</exception>");
        }
    }

    public static void Write(IndentedWriter writer, GroupSpec group)
    {
        if (group.MayRefuse)
        {
            writer
                .Write("// A walk that does nothing: what can't be handled is refused before anything is written.")
                .Write($"var check = {RuntimeTypes.Sweep}.Scaling(1D);")
                .Write($"{group.Methods.Sweep.Name}(ref check);")
                .Blank();
        }
    }
}
