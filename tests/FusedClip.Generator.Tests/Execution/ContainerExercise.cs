using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>Puts a container through all of its methods, against the scalar reference.</summary>
/// <param name="Order">The container's norm order.</param>
/// <param name="IsPerField">Whether it clips every field by its own norm.</param>
/// <param name="Epsilon">Its epsilon.</param>
internal sealed record ContainerExercise(double Order = 2, bool IsPerField = false, double Epsilon = 0)
{
    private const double Tolerance = 2e-6;

    /// <summary>Runs all of it.</summary>
    /// <param name="create">Makes a container anew, with the same gradients.</param>
    public void Run(Func<ContainerObject> create)
    {
        IReadOnlyList<double[]> gradients = create().Gradients;
        Assert.Contains(gradients, field => field.Length > 0);
        double norm = ScalarReference.Norm(gradients.SelectMany(field => field), Order);

        LeavesAlone(create(), norm);
        Clips(create(), norm, norm / 3, 1);
        Clips(create(), norm, norm / 20, 0.25);
        Refuses(create());
        TakesPartAsSource(create(), norm);
        ScalesAndZeroes(create());
    }

    private void LeavesAlone(ContainerObject container, double norm)
    {
        IReadOnlyList<double[]> before = container.Gradients;

        ClipResult result = container.Clip((norm * 1.001) + 1e-3 + Epsilon);

        AssertClose(norm, result.TotalNorm);
        Assert.Equal((1, false, true, null), (result.Coefficient, result.IsClipped, result.IsFinite, result.NonFiniteField));
        Assert.Equal(before, container.Gradients);
    }

    private void Clips(ContainerObject container, double norm, double maxNorm, double preScale)
    {
        IReadOnlyList<double[]> before = container.Gradients;
        IReadOnlyList<double[]> expected = IsPerField
            ? ScalarReference.ClipPerField(before, Order, maxNorm, preScale, Epsilon)
            : ScalarReference.ClipGlobal(before, Order, maxNorm, preScale, Epsilon);

        ClipResult measured = container.Measure(maxNorm, preScale);
        Assert.Equal(before, container.Gradients);
        ClipResult result = container.Clip(maxNorm, preScale);

        Assert.Equal(result, measured);
        AssertClose(norm * preScale, result.TotalNorm);
        Assert.True(result.IsClipped && result.IsFinite);
        AssertClose(expected, container.Gradients);
        AssertClipsOnce(container, maxNorm);
    }

    // Promise 5: never above the limit, and what was clipped isn't clipped again.
    private void AssertClipsOnce(ContainerObject container, double maxNorm)
    {
        IReadOnlyList<double[]> once = container.Gradients;
        if (Epsilon == 0)
        {
            IEnumerable<double> norms = IsPerField
                ? once.Select(field => ScalarReference.Norm(field, Order))
                : [ScalarReference.Norm(once.SelectMany(field => field), Order)];
            Assert.All(norms, norm => Assert.InRange(norm, 0, maxNorm * (1 + 1e-14)));
            Assert.False(container.Clip(maxNorm).IsClipped);
            Assert.Equal(once, container.Gradients);
        }
    }

    private static void Refuses(ContainerObject container)
    {
        IReadOnlyList<double[]> before = container.Gradients;

        Assert.All([0, -1, double.NaN], maxNorm => Assert.Throws<ArgumentOutOfRangeException>("maxNorm", () => container.Clip(maxNorm)));
        Assert.All([0, -1, double.NaN, double.PositiveInfinity], preScale => Assert.Throws<ArgumentOutOfRangeException>("preScale", () => container.Measure(1, preScale)));
        Assert.Equal(before, container.Gradients);
    }

    private void TakesPartAsSource(ContainerObject container, double norm)
    {
        IReadOnlyList<double[]> before = container.Gradients;

        AssertClose(norm, container.AccumulatedNorm(Order));
        AssertClose(ScalarReference.Norm(before.SelectMany(field => field), 3), container.AccumulatedNorm(3));
        Assert.Equal(before, container.Gradients);

        container.ScaleAsSource(-0.5);
        AssertClose([.. before.Select(field => ScalarReference.Scale(field, -0.5))], container.Gradients);
        container.ZeroAsSource();
        Assert.All(container.Gradients.SelectMany(field => field), element => Assert.Equal(0, element));
    }

    private static void ScalesAndZeroes(ContainerObject container)
    {
        IReadOnlyList<double[]> before = container.Gradients;

        container.Scale(1);
        Assert.Equal(before, container.Gradients);
        container.Scale(3);
        AssertClose([.. before.Select(field => ScalarReference.Scale(field, 3))], container.Gradients);
        container.Zero();
        Assert.All(container.Gradients.SelectMany(field => field), element => Assert.Equal(0, element));
    }

    private static void AssertClose(IReadOnlyList<double[]> expected, IReadOnlyList<double[]> actual)
    {
        Assert.Equal(expected.Select(field => field.Length), actual.Select(field => field.Length));
        Assert.All(expected.SelectMany(field => field).Zip(actual.SelectMany(field => field)), pair => AssertClose(pair.First, pair.Second));
    }

    private static void AssertClose(double expected, double actual) =>
        Assert.InRange(actual, expected - (Tolerance * Math.Abs(expected)), expected + (Tolerance * Math.Abs(expected)));
}
