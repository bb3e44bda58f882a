namespace FusedClip;

/// <summary>
/// Something that holds gradients: it adds them to a norm, multiplies them and zeroes them. The generator
/// implements it for every container; implement it by hand for storage of your own.
/// </summary>
/// <remarks>
/// The three have to speak of the same elements. A container that holds a source which is written by hand can't be clipped by value
/// (<see cref="ClipGradientValuesAttribute"/>): that needs to see every element.
/// </remarks>
public interface IGradientSource
{
    /// <summary>Adds every gradient to a norm.</summary>
    /// <param name="accumulator">The norm so far; it knows the norm order.</param>
    void AccumulateNorm(ref NormAccumulator accumulator);

    /// <summary>Multiplies every gradient in place.</summary>
    /// <param name="coefficient">The clip coefficient, or any other number; 1 changes nothing.</param>
    void ScaleGradients(double coefficient);

    /// <summary>Sets every gradient to 0.</summary>
    void ZeroGradients();
}
