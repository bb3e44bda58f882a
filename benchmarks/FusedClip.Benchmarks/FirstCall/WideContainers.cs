using System;
using System.Linq;
using FusedClip.Benchmarks.Containers;

namespace FusedClip.Benchmarks.FirstCall;

/// <summary>The containers whose first call is measured, by their number of fields.</summary>
internal static class WideContainers
{
    // Short: what is measured is the runtime's work before the first loop.
    private const int FieldLength = 100;

    public static readonly (int Fields, string TypeName)[] All =
    [
        (6, nameof(SixSingles)), (64, nameof(SixtyFourSingles)), (256, nameof(TwoHundredFiftySixSingles)),
    ];

    /// <summary>A new container, and its method; through a delegate, so that it isn't inlined into the caller.</summary>
    public static (IGradientSource Container, Func<double, double, ClipResult> Clip) Create(int fields)
    {
        float[][] gradients = [.. Enumerable.Range(0, fields).Select(_ => Enumerable.Repeat(1f, FieldLength).ToArray())];
        switch (fields)
        {
            case 6:
                var six = new SixSingles(gradients);
                return (six, six.ClipGradients);
            case 64:
                var sixtyFour = new SixtyFourSingles(gradients);
                return (sixtyFour, sixtyFour.ClipGradients);
            case 256:
                var many = new TwoHundredFiftySixSingles(gradients);
                return (many, many.ClipGradients);
            default:
                throw new ArgumentOutOfRangeException(nameof(fields), fields, "There is no such container");
        }
    }
}
