using System.ComponentModel;

namespace FusedClip.CompilerServices;

/// <summary>
/// The norm pass over a buffer whose length is a constant: the sum of the same kernel's loops, to the bit, without the loops. The
/// generator emits an implementation for each length that an assembly uses.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IFixedSum<T>
    where T : unmanaged
{
    /// <summary>The norm pass: Σ|x|ᵖ over all elements.</summary>
    /// <param name="first">The first element.</param>
    static abstract double Sum(ref T first);
}
