using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

/// <summary>
/// Spans that are kept for longer than their parameters are said to last: their callers see to it. Otherwise what a generated
/// method keeps on its stack couldn't be given to a sweep that stands there, too.
/// </summary>
internal static class Unscoped
{
    /// <summary>The same span.</summary>
    public static Span<T> Of<T>(scoped Span<T> span) =>
        MemoryMarshal.CreateSpan(ref Unsafe.AsRef(in MemoryMarshal.GetReference(span)), span.Length);

    /// <summary>The same span.</summary>
    public static ReadOnlySpan<T> Of<T>(scoped ReadOnlySpan<T> span) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AsRef(in MemoryMarshal.GetReference(span)), span.Length);
}
