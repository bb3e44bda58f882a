using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Structs that hold gradients, in members that can't be written, or are properties.</summary>
public sealed partial class StructMemberTests
{
    [Fact]
    public void EveryMemberIsSweptLikeTheReference()
    {
        new PlacesExercise(() => new StructMembers()).Run();
        new PlacesExercise(() => new StructMembersPerField(), IsPerField: true).Run();
    }

    [Fact]
    public void NothingIsAllocated()
    {
        IClipper[] containers = [new StructMembers(), new StructMembersPerField(), new MeasuredMember(), new MeasuredStructs()];
        foreach (IClipper container in containers)
        {
            AllocationTests.AssertNothingIsAllocated(() =>
            {
                container.ClipGradients(container.MeasureGradients().TotalNorm / 2);
                container.ScaleGradients(2);
            });
        }
    }

    [Fact]
    public void SourcesAreMeasuredAndScaledWhereTheyLie()
    {
        var container = new MeasuredStructs();
        double[] before = container.Elements;
        Assert.Equal(Enumerable.Range(1, 11).Select(i => (double)i), before);
        double norm = Reference.Norm(before, 2);

        ClipResult result = container.ClipGradients(norm / 3);

        Assert.Equal(norm, result.TotalNorm, norm * 1e-7);
        Assert.Equal(before.Select(x => x * result.Coefficient), container.Elements, (expected, actual) => Math.Abs(expected - actual) <= 1e-6 * expected);
        container.Lists[0][0] = new([9], double.NaN);
        var exception = Assert.Throws<NonFiniteGradientException>(() => container.ClipGradients(1));
        Assert.Equal(("Lists", -1L), (exception.FieldName, exception.Index));
        Assert.Contains("'Lists', which measures them itself", exception.Message, StringComparison.Ordinal);
        container.ZeroGradients();
        Assert.All(container.Elements, x => Assert.Equal(0, x));
    }

    [Fact]
    public void ASourceInAPropertyIsWrittenBack()
    {
        var container = new MeasuredMember();
        container.Layer.W.AsSpan().Clear();
        double rest = GradientWalk.Elements(container.Layer).Concat(GradientWalk.Elements(container.Other)).Sum(x => x * x);
        double norm = Math.Sqrt(rest + 49);

        Assert.Equal(norm, container.MeasureGradients().TotalNorm, 1e-6);
        ClipResult result = container.ClipGradients(norm / 2);
        Assert.Equal(6 * result.Coefficient, container.Pair.Second, 1e-12);
        Assert.Equal([2 * result.Coefficient, 3 * result.Coefficient], container.Pair.First);
        container.ZeroGradients();
        Assert.Equal((0, 0), (container.Pair.Second, container.Pair.First[1]));
    }

    [Fact]
    public void ACopysNormsAreThoseOfItsFields()
    {
        var container = new MeasuredMember();

        container.ClipGradients(out var norms, 1000);

        Assert.Equal(7, norms.Pair, 1e-12);
        Assert.Equal(Reference.Norm(container.Layer.W, 2), norms.Layer.W, 1e-6);
        Assert.Equal(Reference.Norm(container.Other.B, 2), norms.Other.B, 1e-6);
    }

    [Fact]
    public void AStructIsPassedByValueWhereItRefersToAllOfItsGradients()
    {
        var layer = new ReferringLayer(10, 1);
        double norm = Reference.Norm((float[])[.. layer.W, .. layer.B.Select(x => (float)x), .. layer.Pool.ToArray()], 2);

        Assert.Equal(norm, Clip(layer, norm / 3).TotalNorm, norm * 1e-6);
        Assert.Equal(norm / 3, layer.MeasureGradients().TotalNorm, norm * 1e-6);
    }

    [ClipGradients]
    private static partial ClipResult Clip(ReferringLayer layer, double maxNorm);
}
