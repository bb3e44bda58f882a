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

internal static class Program
{
    private static int Main()
    {
        var gradients = new MlpGradients();
        gradients.W1[3, 5] = 30;
        gradients.B1[7] = 40;
        ClipResult clip = gradients.ClipGradients();
        bool isRight = clip.TotalNorm == 50 && clip.IsClipped && Math.Abs(gradients.W1[3, 5] - 3) < 1e-5f;
        Console.WriteLine(isRight ? "the package works" : $"wrong: {clip}");
        return isRight ? 0 : 1;
    }
}
