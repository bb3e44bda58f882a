using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Puts a container through everything that a sweep can do to its fields, against the reference.</summary>
/// <param name="Create">Makes a container anew.</param>
/// <param name="Order">Its norm order.</param>
/// <param name="IsPerField">Whether it clips every field by its own norm.</param>
/// <param name="IsBlockRms">Whether it clips every field by its own power mean.</param>
internal sealed record PlacesExercise(Func<IPlaces> Create, double Order = 2, bool IsPerField = false, bool IsBlockRms = false)
{
    private const double Tolerance = 2e-6;

    public void Run()
    {
        MeasuresAndClips(1, 3);
        MeasuresAndClips(0.25, 20);
        MeasuresAndClips(1, 3, size: 1e25);
        MeasuresAndClips(1, 3, size: 1e-30);
        LeavesAlone();
        ScalesAndZeroes();
        Accumulates();
        NamesWhatIsNotFinite();
    }

    private void MeasuresAndClips(double preScale, double divisor, double size = 1)
    {
        IPlaces container = Filled(size);
        double[][] before = Elements(container);
        double[] beside = [.. container.Beside];
        double norm = Reference.Norm(before.SelectMany(field => field), Order) * preScale;
        double limit = norm / divisor / (IsBlockRms ? Root(before.Sum(field => field.Length)) : 1);
        Func<double[], double> coefficient = IsBlockRms
            ? field => Math.Min(1, limit * Root(field.Length) / (Reference.Norm(field, Order) * preScale)) * preScale
            : IsPerField
            ? field => Math.Min(1, limit / (Reference.Norm(field, Order) * preScale)) * preScale
            : _ => limit / norm * preScale;

        ClipResult measured = container.MeasureGradients(limit, preScale);
        Assert.Equal(before, Elements(container));
        ClipResult result = container.ClipGradients(limit, preScale);

        Assert.Equal(measured, result);
        AssertClose(norm, result.TotalNorm);
        Assert.True(result.IsClipped && result.IsFinite);
        AssertClose([.. before.Select(field => field.Select(x => x * coefficient(field)).ToArray())], Elements(container));
        Assert.False(container.ClipGradients(limit).IsClipped);
        Assert.Equal(beside, container.Beside);
    }

    private double Root(int count) => Math.Pow(count, 1 / Order);

    private void LeavesAlone()
    {
        IPlaces container = Filled();
        double[][] before = Elements(container);
        ClipResult result = container.ClipGradients(Reference.Norm(before.SelectMany(field => field), Order) * 1.001);
        Assert.False(result.IsClipped);
        Assert.Equal(before, Elements(container));
    }

    private void ScalesAndZeroes()
    {
        IPlaces container = Filled();
        double[][] before = Elements(container);
        double[] beside = [.. container.Beside];

        ((IClipper)container).ScaleGradients(-0.5);
        AssertClose([.. before.Select(field => field.Select(x => x * -0.5).ToArray())], Elements(container));
        ((IClipper)container).ScaleGradients(1e-41);
        ((IClipper)container).ScaleGradients(double.NaN);
        ((IClipper)container).ZeroGradients();
        Assert.All(Elements(container).SelectMany(field => field), x => Assert.Equal(0, x));
        Assert.Equal(beside, container.Beside);
    }

    private void Accumulates()
    {
        IPlaces container = Filled();
        foreach (double order in new[] { Order, 3 })
        {
            var accumulator = new NormAccumulator(order);
            container.AccumulateNorm(ref accumulator);
            AssertClose(Reference.Norm(Elements(container).SelectMany(field => field), order), accumulator.TotalNorm);
        }
    }

    private void NamesWhatIsNotFinite()
    {
        foreach ((int field, int index) in Create().Fields.SelectMany((places, field) => places.Select((_, index) => (field, index))))
        {
            IPlaces container = Filled();
            Place place = container.Fields[field][index];
            place.Set(double.NaN);
            container.Fields[field][^1].Set(double.NaN);
            double[][] before = Elements(container);

            var exception = Assert.Throws<NonFiniteGradientException>(() => container.ClipGradients(1));

            Assert.Contains($": {place.Name} is NaN", exception.Message, StringComparison.Ordinal);
            Assert.Equal((place.Name.Split('[')[0], (long)index), (exception.FieldName, exception.Index));
            Assert.Equal(before, Elements(container));
        }
    }

    private IPlaces Filled(double size = 1)
    {
        IPlaces container = Create();
        ulong seed = 1;
        foreach (Place[] field in container.Fields)
        {
            for (int i = 0; i < field.Length; i++)
            {
                field[i].Set((SplitMix.At(seed, i, size) + (size * 0.01)) * seed);
            }

            seed++;
        }

        return container;
    }

    private static double[][] Elements(IPlaces container) => [.. container.Fields.Select(field => field.Select(place => place.Get()).ToArray())];

    private static void AssertClose(double[][] expected, double[][] actual)
    {
        Assert.Equal(expected.Select(field => field.Length), actual.Select(field => field.Length));
        Assert.All(expected.SelectMany(field => field).Zip(actual.SelectMany(field => field)), pair => AssertClose(pair.First, pair.Second));
    }

    private static void AssertClose(double expected, double actual) =>
        Assert.InRange(actual, expected - (Tolerance * Math.Abs(expected)), expected + (Tolerance * Math.Abs(expected)));
}
