using System.Runtime.CompilerServices;

namespace FusedClip.CompilerServices;

/// <summary>Walks the slices of a field.</summary>
internal static class SliceWalk
{
    /// <summary>Measures all slices, or scales them.</summary>
    /// <param name="first">The field's first element.</param>
    /// <param name="layout">Where its slices are.</param>
    /// <param name="clip">By what they are clipped, and which of the two walks it is.</param>
    public static void Visit<T, TKernel>(scoped ref T first, scoped SliceLayout layout, scoped ref SliceClip clip)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T> =>
        Visit<T, TKernel>(ref first, ref Unsafe.NullRef<T>(), layout, ref clip);

    /// <summary>Measures all slices, or scales them, each by a limit that is measured, too.</summary>
    /// <param name="first">The field's first element.</param>
    /// <param name="weights">The first of the weights, which lie as the field does; a null reference where the limit is one for all.</param>
    /// <param name="layout">Where the slices are.</param>
    /// <param name="clip">By what they are clipped, and which of the two walks it is.</param>
    public static void Visit<T, TKernel>(scoped ref T first, scoped ref T weights, scoped SliceLayout layout, scoped ref SliceClip clip)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        if (layout.RunLength == 0)
        {
            return;
        }

        if (layout.IsRunReduced)
        {
            RowSlices<T, TKernel>.Visit(ref first, ref weights, layout, ref clip);
        }
        else
        {
            ColumnSlices<T>.Visit(ref first, ref weights, layout, ref clip);
        }
    }
}
