using System;
using FusedClip;

/// <summary>What a stranger would write first.</summary>
[ClipGradients(MaxNorm = 5, Norm = 2)]
public partial class MlpGradients
{
    /// <summary>Of the first layer's weights.</summary>
    public readonly float[,] W1 = new float[784, 128];

    /// <summary>Of the first layer's biases.</summary>
    public readonly float[] B1 = new float[128];

    /// <summary>Of a layer that isn't trained yet.</summary>
    public float[,]? W2;
}

/// <summary>Two networks, each with its own limit.</summary>
[ClipGradients(MaxNorm = 1, Group = "actor", MethodName = "ClipActor")]
[ClipGradients(MaxNorm = 5, Group = "critic", MethodName = "ClipCritic")]
public partial class ActorCritic
{
    /// <summary>Of the policy.</summary>
    [Gradient(Group = "actor")] public readonly float[] Policy = [30, 40];

    /// <summary>Of the value.</summary>
    [Gradient(Group = "critic")] public readonly float[] Value = [30, 40];
}

internal static partial class Program
{
    [ClipGradients(MaxNorm = 5)]
    private static partial ClipResult Clip(float[,] weights, Span<float> biases);

    private static int Main()
    {
        var gradients = new MlpGradients();
        gradients.W1[3, 5] = 30;
        gradients.B1[7] = 40;
        ClipResult clip = gradients.ClipGradients();
        bool isRight = clip.TotalNorm == 50 && clip.IsClipped && Math.Abs(gradients.W1[3, 5] - 3) < 1e-5f;

        var model = new ActorCritic();
        isRight &= model.ClipActor().TotalNorm == 50 && Math.Abs(model.Policy[0] - 0.6) < 1e-5f && model.Value[0] == 30;
        isRight &= model.ClipCritic().TotalNorm == 50 && Math.Abs(model.Value[0] - 3) < 1e-5f;

        float[,] weights = { { 30 } };
        float[] biases = [40];
        isRight &= Clip(weights, biases).TotalNorm == 50 && Math.Abs(weights[0, 0] - 3) < 1e-5f && Math.Abs(biases[0] - 4) < 1e-5f;
        Console.WriteLine(isRight ? "the package works" : $"wrong: {clip}");
        return isRight ? 0 : 1;
    }
}
