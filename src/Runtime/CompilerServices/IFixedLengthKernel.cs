using System.ComponentModel;

namespace FusedClip.CompilerServices;

/// <summary>
/// The two passes over a buffer whose length is a constant, without loops. The generator emits an implementation, inside the kernel, for
/// each length that an assembly uses.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IFixedLengthKernel<T>
    where T : unmanaged
{
    /// <summary>The norm pass: Σ|x|ᵖ over all elements, or the largest |x| for p = ∞. It has the bits of the kernel's loops.</summary>
    /// <param name="first">The first element.</param>
    static abstract double Sum(ref T first);

    /// <summary>The scale pass: multiplies every element.</summary>
    /// <param name="first">The first element.</param>
    /// <param name="coefficient">The clip coefficient, which the kernel rounds to the type that it multiplies in.</param>
    static abstract void Scale(ref T first, double coefficient);
}
