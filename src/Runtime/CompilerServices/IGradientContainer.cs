using System.ComponentModel;

namespace FusedClip.CompilerServices;

/// <summary>
/// A container, which hands its list of fields to any sweep: the sweep of what holds it walks straight through, behind interfaces
/// and base classes, and across assemblies. Implemented by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IGradientContainer : IGradientSource
{
    /// <summary>Hands the gradient fields to a sweep, in order.</summary>
    /// <param name="sweep">What is done to the fields.</param>
    void Sweep(ref GradientSweep sweep);
}
