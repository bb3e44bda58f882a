using System;
using System.Linq;
using System.Numerics.Tensors;
using CommunityToolkit.HighPerformance;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Tensors, two-dimensional memory, and vectors and matrices of MathNet.Numerics.</summary>
public sealed class LibraryTests
{
    [Fact]
    public void EveryLibrarysTypeIsSweptLikeTheReference()
    {
        new PlacesExercise(() => (IPlaces)new Libraries().Surrounded()).Run();
        new PlacesExercise(() => (IPlaces)new LibrariesMax().Surrounded(), double.PositiveInfinity).Run();
        new PlacesExercise(() => (IPlaces)new LibrariesOther().Surrounded(), 2.7).Run();
        new PlacesExercise(() => (IPlaces)new LibrariesPerField().Surrounded(), IsPerField: true).Run();
        new PlacesExercise(() => (IPlaces)new LibrariesBlockMean().Surrounded(), 2.7, IsBlockRms: true).Run();
    }

    [Fact]
    public void WhatIsNotFiniteIsDealtWithInTheWholeField()
    {
        for (int field = 0; field < new LibrariesZero().Fields.Count; field++)
        {
            foreach (LibraryFields container in new LibraryFields[] { new LibrariesZero(), new LibrariesPoison() })
            {
                foreach (Place place in container.Fields.SelectMany(places => places))
                {
                    place.Set(1);
                }

                if (container.Fields[field] is not [.., var last])
                {
                    continue;
                }

                last.Set(double.NaN);
                ClipResult result = ((IPlaces)container).ClipGradients(1e9);

                Assert.Equal((false, last.Name.Split('[')[0]), (result.IsFinite, result.NonFiniteField));
                for (int i = 0; i < container.Fields.Count; i++)
                {
                    double expected = container is LibrariesPoison ? double.NaN : i == field ? 0 : 1;
                    Assert.All(container.Fields[i], place => Assert.Equal(expected, place.Get()));
                }
            }
        }
    }

    [Fact]
    public void LibrariesTypesAreTakenWithoutAMark()
    {
        var container = new UnmarkedLibraries
        {
            Tensor = Tensor.Create([3f, 4f], [1, 2]),
            Memory2D = new float[,] { { 12 } },
            Vector = Vector<float>.Build.Dense([84]),
            Matrix = Matrix<double>.Build.Dense(1, 1, 3612),
        };
        container.First[0] = 0;
        Assert.Equal(3613, container.ClipGradients().TotalNorm, 1e-9);
        Assert.Equal(3 / 3613.0, container.Tensor.GetPinnableReference(), 1e-8);
        Assert.Equal(3612 / 3613.0, container.Matrix[0, 0], 1e-6);
    }

    [Fact]
    public void SpansOfARefStructAreTaken()
    {
        double[] backing = [12, 0, 100, 84, 0, 100];
        var container = new LibrarySpans
        {
            Tensor = new TensorSpan<float>([3f, 4f]),
            Grid = new Span2D<double>(backing, 0, 2, 2, 1),
        };
        Assert.Equal(85, container.ClipGradients().TotalNorm, 1e-10);
        Assert.Equal(12 / 85.0, backing[0], 1e-6);
        Assert.Equal([100, 100], [backing[2], backing[5]]);
        container.ZeroGradients();
        Assert.Equal([0, 0, 100, 0, 0, 100], backing);
        Assert.Equal(0, default(LibrarySpans).ClipGradients().TotalNorm);
    }

    [Fact]
    public void AVectorOrMatrixThatIsNotDenseIsRefusedBeforeAnythingIsWritten()
    {
        (UnmarkedLibraries Container, string Member)[] containers =
        [
            (new() { Vector = Vector<float>.Build.Sparse(3) }, "'Vector' is a SparseVector"),
            (new() { Matrix = Matrix<double>.Build.Sparse(3, 3) }, "'Matrix' is a SparseMatrix"),
            (new() { Matrix = Matrix<double>.Build.Diagonal(3, 3, 1) }, "'Matrix' is a DiagonalMatrix"),
            (new DerivedFromLibraries { Matrix = Matrix<double>.Build.Diagonal(3, 3, 1) }, "'Matrix' is a DiagonalMatrix"),
        ];
        foreach ((UnmarkedLibraries container, string member) in containers)
        {
            AssertRefuses<NotSupportedException>(container, member);
        }
    }

    [Fact]
    public void ATensorWithSeveralElementsAtOnePlaceIsRefused()
    {
        AssertRefuses<InvalidOperationException>(
            new() { Tensor = Tensor.Create([1f, 2f], [3, 2], [0, 1]) }, "'Tensor' has several elements at one place");
    }

    // Each of the four begins with a field that is fine, and would be written.
    private static void AssertRefuses<T>(UnmarkedLibraries container, string member)
        where T : Exception
    {
        Action[] calls =
        [
            () => container.ClipGradients(),
            () => container.MeasureGradients(),
            () => container.ScaleGradients(0.5),
            () => container.ZeroGradients(),
            () => (container as DerivedFromLibraries)?.ZeroGradients(),
        ];
        foreach (Action call in container is DerivedFromLibraries ? calls : calls[..4])
        {
            Assert.Contains(member, Assert.Throws<T>(call).Message, StringComparison.Ordinal);
            Assert.Equal(30, container.First[0]);
        }
    }
}
