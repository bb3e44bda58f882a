using FusedClip;

/// <summary>A network in the global namespace, as a program without namespaces has it.</summary>
[ClipGradients(MaxNorm = 5)]
public partial class FullyConnectedNetwork
{
    public FullyConnectedLayer[] Layers = [];
}

/// <summary>Weights, gradients and velocities are of the same types.</summary>
[ClipGradients]
public partial class FullyConnectedLayer
{
    public float[][] Weights = [];
    [Gradient] public float[][] WeightGradients = [];
    public float[][] WeightVelocities = [];

    public float[] Biases = [];
    [Gradient] public float[] BiasGradients = [];
    public float[] BiasVelocities = [];

    public float Slope;
    [Gradient] public float SlopeGradient;
    public float SlopeVelocity;
}

/// <summary>The other way round: what isn't a gradient is marked.</summary>
[ClipGradients]
public partial class FullyConnectedLayerByExclusion
{
    [NotGradient] public float[] Weights = [];
    public float[] WeightGradients = [];
    [NotGradient] public float[] WeightVelocities = [];
}
