using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>
/// <c>torch.nn.utils.clip_grad_norm_</c>: every case, tightly against the exact norm, and loosely against PyTorch's own answers,
/// which it sums in float.
/// </summary>
public sealed class TorchTests
{
    private const double Epsilon = 1e-6;

    public static TheoryData<string> Cases => new(TorchCases.ByName.Keys);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Clips(string name)
    {
        TorchCase torch = TorchCases.ByName[name];
        double[]?[] fields = torch.Fields;
        if (torch.IsSingle)
        {
            SingleFields container = TorchContainers.Single(torch.Order);
            float[]?[] arrays = fields.Select(field => field?.Select(x => (float)x).ToArray()).ToArray();
            (container.F0, container.F1, container.F2) = (At(arrays, 0), At(arrays, 1), At(arrays, 2));
            (container.F3, container.F4, container.F5) = (At(arrays, 3), At(arrays, 4), At(arrays, 5));
            ClipResult result = ((IClipper)container).ClipGradients(torch.MaxNorm);
            double[]?[] before = fields.Select(field => field?.Select(x => (double)(float)x).ToArray()).ToArray();
            Check(torch, result, before, arrays.Select(field => field?.Select(x => (double)x).ToArray()).ToArray(), 1e-7);
        }
        else
        {
            DoubleFields container = TorchContainers.Double(torch.Order);
            double[]?[] arrays = fields.Select(field => field?.ToArray()).ToArray();
            (container.F0, container.F1, container.F2) = (At(arrays, 0), At(arrays, 1), At(arrays, 2));
            (container.F3, container.F4, container.F5) = (At(arrays, 3), At(arrays, 4), At(arrays, 5));
            ClipResult result = ((IClipper)container).ClipGradients(torch.MaxNorm);
            Check(torch, result, fields, arrays, 1e-13);
        }
    }

    // error_if_nonfinite=True is NonFinitePolicy.Throw.
    [Theory]
    [InlineData("float32 nan raises")]
    [InlineData("float64 nan raises")]
    public void Raises(string name)
    {
        TorchCase torch = TorchCases.ByName[name];
        Assert.True(torch.Raises);
        float[] singles = torch.Fields[0]!.Select(x => (float)x).ToArray();
        double[] doubles = [.. torch.Fields[0]!];

        NonFiniteGradientException exception = torch.IsSingle
            ? Assert.Throws<NonFiniteGradientException>(() => new TorchSingleThrow { F0 = singles }.ClipGradients(torch.MaxNorm))
            : Assert.Throws<NonFiniteGradientException>(() => new TorchDoubleThrow { F0 = doubles }.ClipGradients(torch.MaxNorm));

        Assert.Equal("F0", exception.FieldName);
        Assert.Equal(torch.Fields[0]!, torch.IsSingle ? singles.Select(x => (double)x) : doubles);
    }

    private static void Check(TorchCase torch, ClipResult result, double[]?[] before, double[]?[] after, double tolerance)
    {
        AssertClose(torch.ExactNorm, result.TotalNorm, tolerance, "the norm");
        Assert.Equal(double.IsFinite(torch.ExactNorm), result.IsFinite);
        double coefficient = Math.Min(1, torch.MaxNorm / (torch.ExactNorm + Epsilon));
        for (int f = 0; f < before.Length; f++)
        {
            Assert.Equal(before[f] is null, after[f] is null);
            for (int i = 0; i < (before[f]?.Length ?? 0); i++)
            {
                AssertClose(before[f]![i] * coefficient, after[f]![i], 1e-6, "an element");
            }
        }

        // Where a square leaves float's range, PyTorch is wrong; where a field is empty, it raises.
        bool isTorchRight = torch.TorchNorm is { } norm && (double.IsFinite(norm) == double.IsFinite(torch.ExactNorm)) && (norm != 0 || torch.ExactNorm == 0);
        if (isTorchRight)
        {
            CheckAgainstTorch(torch, result, after);
        }
    }

    private static void CheckAgainstTorch(TorchCase torch, ClipResult result, double[]?[] after)
    {
        AssertClose(torch.TorchNorm!.Value, result.TotalNorm, 2e-5, "PyTorch's norm");
        Assert.NotEmpty(torch.Expected);
        for (int f = 0; f < torch.Expected.Length; f++)
        {
            foreach ((int index, double value) in torch.Expected[f] ?? [])
            {
                AssertClose(value, after[f]![index], 2e-5, "PyTorch's element");
            }
        }
    }

    private static void AssertClose(double expected, double actual, double relative, string what)
    {
        // Below the smallest float, nothing can be close.
        bool isClose = expected.Equals(actual) || Math.Abs(expected - actual) <= Math.Max(relative * Math.Abs(expected), float.Epsilon);
        Assert.True(isClose, $"{what} is {actual:R}, not {expected:R}");
    }

    private static T? At<T>(T?[] fields, int index)
        where T : class => index < fields.Length ? fields[index] : null;
}
