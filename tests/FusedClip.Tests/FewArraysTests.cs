using System;
using System.Linq;
using System.Runtime.InteropServices;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Containers of a few arrays clip without a sweep where they can. It has to come to the same, to the bit, as with one.</summary>
public sealed class FewArraysTests
{
    public static TheoryData<float, double, double> Cases
    {
        get
        {
            var cases = new TheoryData<float, double, double>();
            foreach (float scale in new[] { 1f, 1e-30f, 1e30f, 1e-42f, float.NaN })
            {
                // In parts of the norm: far below the limit, far above it, at it, and so far above that the coefficient is subnormal.
                foreach (double part in new[] { 2, 0.5, 1, 1 - 1e-9, 1e-39 })
                {
                    cases.Add(scale, part, 1);
                }

                cases.Add(scale, 0.5, 0.25);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ComesToTheSameAsASweep(float scale, double part, double preScale)
    {
        Check(new SixteenArrays(), new SeventeenArrays(), scale, part, preScale);
        Check(new SixteenArraysL1(), new SeventeenArraysL1(), scale, part, preScale);
    }

    [Fact]
    public void LimitsThatMakeNoSenseAreRefusedBeforeAnythingIsWritten()
    {
        var container = new SixteenArrays { A0 = [3, 4] };

        Assert.All<double>([0, -1, double.NaN], limit => Assert.Throws<ArgumentOutOfRangeException>(() => container.ClipGradients(limit)));
        Assert.All<double>([0, -1, double.NaN, double.PositiveInfinity], preScale => Assert.Throws<ArgumentOutOfRangeException>(() => container.ClipGradients(1, preScale)));
        Assert.Equal([3, 4], container.A0);
    }

    private static void Check(IClipper few, IClipper more, float scale, double part, double preScale)
    {
        Fill(few, scale);
        Fill(more, scale);
        double norm = more.MeasureGradients().TotalNorm;
        double limit = part * preScale * (double.IsFinite(norm) ? norm : 1);

        ClipResult ofFew = few.ClipGradients(limit, preScale);
        ClipResult ofMore = more.ClipGradients(limit, preScale);

        Assert.Equal(Bits(ofMore.TotalNorm), Bits(ofFew.TotalNorm));
        Assert.Equal(Bits(ofMore.Coefficient), Bits(ofFew.Coefficient));
        Assert.Equal(ofMore with { TotalNorm = 0, Coefficient = 0 }, ofFew with { TotalNorm = 0, Coefficient = 0 });
        Assert.Equal(Elements(more), Elements(few));
    }

    private static long Bits(double number) => BitConverter.DoubleToInt64Bits(number);

    // The lengths of fields: long ones, short ones, an empty one and one that isn't there.
    private static void Fill(IClipper container, float scale)
    {
        int[] lengths = [300, 1, 64, 0, 1030, 7, 15, 16, 17, 100, 256, 255, 3, 2];
        for (int i = 0; i < lengths.Length; i++)
        {
            float[] field = SplitMix.Singles((ulong)i + 1, lengths[i]);
            container.GetType().GetProperty($"A{i}")!.SetValue(container, Array.ConvertAll(field, x => x * scale));
        }
    }

    private static byte[] Elements(IClipper container) =>
    [
        .. container.GetType().GetProperties().OrderBy(field => field.Name, StringComparer.Ordinal)
            .SelectMany(field => MemoryMarshal.AsBytes<float>(field.GetValue(container) as float[]).ToArray()),
    ];
}
