using System.Numerics.Tensors;
using CommunityToolkit.HighPerformance;
using FusedClip;
using MathNet.Numerics.LinearAlgebra;

/// <summary>Gradients in the types of other libraries.</summary>
[ClipGradients(MaxNorm = 5)]
public partial class Foreign
{
    /// <summary>A tensor.</summary>
    [Gradient] public Tensor<float>? Tensor;

    /// <summary>A view of it, which may be all of it.</summary>
    [Gradient(TiedTo = nameof(Tensor))] public TensorSpan<float> View => Viewed is null ? default : Viewed.AsTensorSpan();

    /// <summary>Rows of an array.</summary>
    [Gradient] public Memory2D<float> Rows;

    /// <summary>The same, as a span.</summary>
    [Gradient(TiedTo = nameof(Rows))] public Span2D<float> RowsSpan => Rows.Span;

    /// <summary>A vector.</summary>
    [Gradient] public Vector<double>? Bias;

    /// <summary>A matrix.</summary>
    [Gradient] public Matrix<double>? Weights;

    /// <summary>What the view shows.</summary>
    public Tensor<float>? Viewed;
}

internal static class LibraryChecks
{
    public static string?[] Run() => [OfEveryType(), OfASparseMatrix()];

    private static string? OfEveryType()
    {
        float[] array = [30, 40];
        float[] rows = [0, 120, 1000, 840, 0, 1000];
        var foreign = new Foreign
        {
            Tensor = Tensor.Create(array, [2, 1]),
            Viewed = Tensor.Create(array, [1, 2]),
            Rows = new Memory2D<float>(rows, 0, 2, 2, 1),
            Bias = Vector<double>.Build.Dense([3570.0]),
            Weights = Matrix<double>.Build.Dense(1, 1, 0),
        };
        double norm = System.Math.Sqrt((50 * 50) + (120 * 120) + (840 * 840) + (3570.0 * 3570));
        return Check.Clips(norm, () => foreign.ClipGradients().TotalNorm, () => foreign.MeasureGradients().TotalNorm, nameof(OfEveryType))
            ?? (rows[2] == 1000 && rows[5] == 1000 ? null : nameof(OfEveryType));
    }

    private static string? OfASparseMatrix()
    {
        try
        {
            new Foreign { Weights = Matrix<double>.Build.Sparse(3, 3) }.ClipGradients();
            return nameof(OfASparseMatrix);
        }
        catch (System.NotSupportedException)
        {
            return null;
        }
    }
}
