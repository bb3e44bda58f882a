using FusedClip;

namespace SunspotForecast;

/// <summary>
/// The gradients of an <see cref="ElmanNetwork"/>: one buffer for each of its parameters, of the same shape.
/// </summary>
/// <remarks>
/// The norm order is a constant of the generated code, so every norm that can be chosen at run time is a container of
/// its own. They share these gradient fields by deriving from this class: a container covers the fields of its base
/// classes too, so a field that is added here is at once in the norm, the scaling and the zeroing of all three.
/// </remarks>
internal abstract class ElmanGradients(int hiddenSize)
{
    public readonly float[] InputToHidden = new float[hiddenSize];
    public readonly float[,] HiddenToHidden = new float[hiddenSize, hiddenSize];
    public readonly float[] HiddenBias = new float[hiddenSize];
    public readonly float[] HiddenToOutput = new float[hiddenSize];

    // An array of one, not a float: scalars are gradient fields only where [Gradient] says so.
    public readonly float[] OutputBias = new float[1];
}

// MaxNorm isn't set: it's an option of this program, so the generated ClipGradients asks for it.
// Skip: a gradient that isn't finite is left alone, and the result says which field it is in. The training loop
// decides what to do about it, and for a run without clipping it is the very thing to be reported.

/// <summary>Norm order 1: the sum of the absolute values.</summary>
[ClipGradients(Norm = 1, NonFinite = NonFinitePolicy.Skip)]
internal sealed partial class ElmanGradientsL1(int hiddenSize) : ElmanGradients(hiddenSize), IClippable;

/// <summary>Norm order 2: the Euclidean length, which is what is nearly always meant by clipping by norm.</summary>
[ClipGradients(Norm = 2, NonFinite = NonFinitePolicy.Skip)]
internal sealed partial class ElmanGradientsL2(int hiddenSize) : ElmanGradients(hiddenSize), IClippable;

/// <summary>Norm order ∞: the largest absolute value.</summary>
[ClipGradients(Norm = double.PositiveInfinity, NonFinite = NonFinitePolicy.Skip)]
internal sealed partial class ElmanGradientsMax(int hiddenSize) : ElmanGradients(hiddenSize), IClippable;

/// <summary>
/// What the training loop asks of a container. The generated methods implement it as they stand; nothing is forwarded
/// by hand. A program with a single container needs no such interface and calls them directly.
/// </summary>
internal interface IClippable
{
    ClipResult ClipGradients(double maxNorm, double preScale = 1);

    ClipResult MeasureGradients(double maxNorm, double preScale = 1);

    void ZeroGradients();
}
