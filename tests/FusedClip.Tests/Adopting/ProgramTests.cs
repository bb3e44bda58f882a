using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests.Adopting;

/// <summary>What holds of every program that took the generated clip in the place of a loop of its own.</summary>
public abstract class ProgramTests<TProgram>
{
    /// <summary>The program after a backward pass, the same each time.</summary>
    protected abstract TProgram Make();

    /// <summary>The loop that it had, all in double: the norm over everything, then the scaling. Returns the norm.</summary>
    protected abstract double ClipByHand(TProgram program, double maxNorm);

    /// <summary>The generated clip.</summary>
    protected abstract ClipResult Clip(TProgram program, double maxNorm);

    /// <summary>Every gradient.</summary>
    protected abstract double[] Gradients(TProgram program);

    /// <summary>Every number that is no gradient.</summary>
    protected abstract double[] Others(TProgram program);

    [Fact]
    public void ItIsClippedAsItWasByHand()
    {
        TProgram byHand = Make(), generated = Make();
        double[] before = Gradients(byHand), others = Others(byHand);
        double maxNorm = Reference.Norm(before, 2) / 3;

        double norm = ClipByHand(byHand, maxNorm);
        ClipResult result = Clip(generated, maxNorm);

        Assert.Equal(norm, result.TotalNorm, norm * 1e-6);
        Assert.True(result.IsClipped);
        Assert.Equal(Gradients(byHand), Gradients(generated), Close);
        Assert.InRange(Reference.Norm(Gradients(generated), 2), maxNorm * (1 - 1e-6), maxNorm);
        Assert.Equal(others, Others(generated));
        Assert.NotEmpty(others);
        Assert.All(before, x => Assert.NotEqual(0, x));
    }

    [Fact]
    public void BelowTheLimitNothingIsWritten()
    {
        TProgram program = Make();
        double[] before = Gradients(program), others = Others(program);
        double norm = Reference.Norm(before, 2);

        ClipResult result = Clip(program, norm * 1.001);

        Assert.Equal(norm, result.TotalNorm, norm * 1e-6);
        Assert.Equal((1, false, true), (result.Coefficient, result.IsClipped, result.IsFinite));
        Assert.Equal(before, Gradients(program));
        Assert.Equal(others, Others(program));
    }

    [Fact]
    public void NothingIsAllocated()
    {
        TProgram program = Make();
        double maxNorm = Reference.Norm(Gradients(program), 2);
        bool isClipped = true;
        AllocationTests.AssertNothingIsAllocated(() =>
        {
            maxNorm *= 0.9;
            isClipped &= Clip(program, maxNorm).IsClipped;
            isClipped &= !Clip(program, maxNorm).IsClipped;
        });
        Assert.True(isClipped);
    }

    /// <summary>Holds the message of the exception to the element that was put, and the gradients to their bits.</summary>
    protected void AssertIsNamed(string place, Action<TProgram> put)
    {
        TProgram program = Make();
        put(program);
        double[] before = Gradients(program), others = Others(program);

        NonFiniteGradientException exception = Assert.Throws<NonFiniteGradientException>(() => Clip(program, 1e-3));

        Assert.Contains($": {place} is ", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, Gradients(program));
        Assert.Equal(others, Others(program));
    }

    /// <summary>Numbers like those that a backward pass leaves behind: none of them 0.</summary>
    protected static float[,] Table(ulong seed, int rows, int columns)
    {
        var table = new float[rows, columns];
        for (int i = 0; i < table.Length; i++)
        {
            table[i / columns, i % columns] = (float)SplitMix.At(seed, i, 1);
        }

        return table;
    }

    /// <summary>A table's elements, row by row.</summary>
    protected static double[] Numbers(float[,]? table) => [.. table?.Cast<float>().Select(x => (double)x) ?? []];

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) <= 2e-6 * Math.Abs(expected);
}
