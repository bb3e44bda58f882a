using FusedClip;

namespace Metrics;

/// <summary>Gradients whose clips are recorded.</summary>
[ClipGradients(MaxNorm = 1, NonFinite = NonFinitePolicy.Skip, Metrics = true)]
internal sealed partial class LayerGradients
{
    public readonly float[,] Kernel = new float[64, 32];
    public readonly float[] Bias = new float[32];
}
