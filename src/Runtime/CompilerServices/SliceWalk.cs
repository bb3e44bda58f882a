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
        where TKernel : struct, IClipKernel<T>
    {
        if (layout.RunLength == 0)
        {
            return;
        }

        if (layout.IsRunReduced)
        {
            RowSlices<T, TKernel>.Visit(ref first, layout, ref clip);
        }
        else
        {
            ColumnSlices<T>.Visit(ref first, layout, ref clip);
        }
    }
}
