using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Every shape of member takes part in the norm, the scaling and the zeroing.</summary>
public sealed class ShapeTests
{
    [Fact]
    public void EveryShapeIsMeasuredScaledAndZeroed()
    {
        var container = new EveryShape();
        double[] before = Elements(container);
        double norm = Reference.Norm(before, 2);

        Assert.Equal(norm, container.MeasureGradients().TotalNorm, 1e-6);
        ClipResult result = container.ClipGradients();
        Assert.Equal(before.Select(x => x * result.Coefficient), Elements(container), Close);
        Assert.Equal(5, Reference.Norm(Elements(container), 2), 5e-6);

        container.ScaleGradients(2);
        Assert.Equal(before.Select(x => x * result.Coefficient * 2), Elements(container), Close);
        container.ZeroGradients();
        Assert.All(Elements(container), x => Assert.Equal(0, x));
        Assert.Equal([100], container.NotTaken);
    }

    [Fact]
    public void ABaseContainersFieldsComeFirstUnderTheDerivedNorm()
    {
        var container = new DerivedShape();
        double[] all = [.. Elements(container), 6, 7];

        ClipResult result = container.ClipGradients();

        Assert.Equal(Reference.Norm(all, 1), result.TotalNorm, 1e-5);
        Assert.Equal(5, Reference.Norm([.. Elements(container), .. container.Own], 1), 5e-6);

        // Called through the base class, the base's settings and fields count.
        Assert.Equal(Reference.Norm(Elements(container), 2), ((EveryShape)container).MeasureGradients().TotalNorm, 1e-5);

        // Through the interface, the derived container's fields do.
        IGradientSource source = container;
        source.ZeroGradients();
        Assert.All(container.Own, x => Assert.Equal(0, x));
    }

    [Fact]
    public void ANonFiniteValueIsNamedWhereverItIs()
    {
        (Action<DerivedShape> Put, string Name)[] places =
        [
            (c => c.Vector![1] = float.NaN, "Vector[1]"),
            (c => c.Matrix[1, 0] = float.NaN, "Matrix[1, 0]"),
            (c => c.Cube[0, 0, 1] = double.NaN, "Cube[0, 0, 1]"),
            (c => c.Four[0, 0, 0, 0] = float.NaN, "Four[0, 0, 0, 0]"),
            (c => c.Rows[2][1] = float.NaN, "Rows[2][1]"),
            (c => c.Deep[0][0][1] = double.NaN, "Deep[0][0][1]"),
            (c => c.Deepest[0][0][0][1] = float.NaN, "Deepest[0][0][0][1]"),
            (c => c.Matrices[0][0, 1] = float.NaN, "Matrices[0][0, 1]"),
            (c => c.Memory.Span[1] = float.NaN, "Memory[1]"),
            (c => c.List[1] = double.NaN, "List[1]"),
            (c => c.Scalar = float.NaN, "_scalar"),
            (c => c.Property = double.NaN, "Property"),
            (c => c.Own[1] = float.NaN, "Own[1]"),
        ];
        foreach ((Action<DerivedShape> put, string name) in places)
        {
            var container = new DerivedShape();
            put(container);
            NonFiniteGradientException exception = Assert.Throws<NonFiniteGradientException>(() => container.ClipGradients());
            Assert.Contains($": {name} is NaN", exception.Message, StringComparison.Ordinal);
            Assert.Equal(name.Split('[')[0], exception.FieldName);
        }
    }

    [Fact]
    public void FieldsMayHaveTheNamesOfTheMethodsLocals()
    {
        var container = new NamesOfLocals();
        Assert.Equal(3, container.MeasureGradients().TotalNorm, 1e-12);
        container.ZeroGradients();
        Assert.Equal(0, container.value);
    }

    [Fact]
    public void AStructIsClippedInPlace()
    {
        var container = new StructContainer();
        Assert.Equal(26, container.ClipGradients().TotalNorm, 1e-12);
        Assert.Equal(24 * 5 / 26.0, container.Scalar, 1e-5);
        Assert.Equal(6 * 5 / 26.0, container.Array[0], 1e-5);
    }

    [Fact]
    public void RecordsAndNestedGenericTypesAreContainers()
    {
        var record = new RecordContainer([6, 8], [24]);
        Assert.Equal(26, record.ClipGradients().TotalNorm, 1e-12);
        Assert.Equal(24 * 5 / 26.0, record.List[0], 1e-5);

        var recordStruct = new RecordStructContainer([6, 8], new double[,] { { 24 } });
        Assert.Equal(26, recordStruct.ClipGradients().TotalNorm, 1e-12);
        Assert.Equal(24 * 5 / 26.0, recordStruct.Matrix[0, 0], 1e-5);

        var inner = new Outer<int>.Middle.Inner<string>();
        Assert.Equal(10, inner.ClipActor().TotalNorm);
        Assert.Equal(5, inner.MeasureActor(7).TotalNorm, 5e-6);
        inner.ScaleActor(2);
        Assert.Equal(6, inner.@class[0], 6e-6);
        ((IGradientSource)inner).ScaleGradients(0.5);
        Assert.Equal(3, inner.@class[0], 3e-6);
        inner.ZeroActor();
        Assert.Equal([0, 0], inner.@class);
    }

    [Fact]
    public void PerFieldEachFieldHasItsOwnNorm()
    {
        var container = new PerFieldContainer();
        Array.Fill(container.Long, 1f);
        double longNorm = Math.Sqrt(1000);

        ClipResult measured = container.MeasureGradients();
        ClipResult result = container.ClipGradients();

        Assert.Equal(measured, result);
        Assert.True(result.IsClipped);
        Assert.Equal(Math.Sqrt(1000 + 25 + 0.25), result.TotalNorm, 1e-5);
        Assert.Equal(5 / longNorm, result.Coefficient, 1e-6);
        Assert.Equal(5, Reference.Norm(container.Long, 2), 5e-6);
        Assert.Equal([3, 4], container.Rows.SelectMany(row => row));
        Assert.Equal([0.5], container.Small);
        Assert.False(container.ClipGradients().IsClipped);
    }

    private static double[] Elements(EveryShape c) =>
    [
        .. c.Vector!.Select(x => (double)x),
        .. c.Matrix.Cast<float>().Select(x => (double)x),
        .. c.Cube.Cast<double>(),
        .. c.Four.Cast<float>().Select(x => (double)x),
        .. c.Rows.Where(row => row is not null).SelectMany(row => row).Select(x => (double)x),
        .. c.Deep.SelectMany(rows => rows).SelectMany(row => row),
        .. c.Deepest[0][0][0].Select(x => (double)x),
        .. c.Matrices[0].Cast<float>().Select(x => (double)x),
        .. c.Memory.ToArray().Select(x => (double)x),
        .. c.List,
        c.Scalar,
        c.Property,
    ];

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) <= 1e-6 * Math.Abs(expected);
}
