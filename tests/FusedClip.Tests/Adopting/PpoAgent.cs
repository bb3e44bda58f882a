using System.Collections.Generic;

namespace FusedClip.Tests.Adopting;

/// <summary>An actor and a critic, trained together, each with a limit of its own.</summary>
[ClipGradients(MaxNorm = 0.5, Group = "actor", MethodName = "ClipActor")]
[ClipGradients(MaxNorm = 1, Group = "critic", MethodName = "ClipCritic")]
public sealed partial class PpoAgent
{
    public double[,] Policy = new double[0, 0];
    public double LogDeviation;
    [Gradient(Group = "actor")] public double[,] DPolicy = new double[0, 0];
    [Gradient(Group = "actor")] public double[]? DPolicyBias;
    [Gradient(Group = "actor")] public double DLogDeviation;

    public List<double[,]> Value = [];
    [Gradient(Group = "critic")] public List<double[,]> DValue = [];

    public void Step(double learningRate)
    {
        ClipActor();
        ClipCritic();
        LogDeviation -= learningRate * DLogDeviation;
    }
}
