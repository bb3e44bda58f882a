using FusedClip;

namespace FusedClip.Tests;

// Norm orders for the tests of the promises alone: the others would take too long with each.

[ClipGradients(Norm = 0.1)]
internal sealed partial class SingleTenth : SingleFields, IClipper;

[ClipGradients(Norm = 0.5)]
internal sealed partial class SingleRoot : SingleFields, IClipper;

[ClipGradients(Norm = 1.5)]
internal sealed partial class SingleOneAndAHalf : SingleFields, IClipper;

[ClipGradients(Norm = 3)]
internal sealed partial class SingleThree : SingleFields, IClipper;

[ClipGradients(Norm = 8)]
internal sealed partial class SingleEight : SingleFields, IClipper;

[ClipGradients(Norm = 17.3)]
internal sealed partial class SingleLarge : SingleFields, IClipper;

[ClipGradients(Norm = 0.1)]
internal sealed partial class DoubleTenth : DoubleFields, IClipper;

[ClipGradients(Norm = 0.5)]
internal sealed partial class DoubleRoot : DoubleFields, IClipper;

[ClipGradients(Norm = 1.5)]
internal sealed partial class DoubleOneAndAHalf : DoubleFields, IClipper;

[ClipGradients(Norm = 3)]
internal sealed partial class DoubleThree : DoubleFields, IClipper;

[ClipGradients(Norm = 8)]
internal sealed partial class DoubleEight : DoubleFields, IClipper;

[ClipGradients(Norm = 17.3)]
internal sealed partial class DoubleLarge : DoubleFields, IClipper;

/// <summary>The containers above and those of <see cref="Containers"/>, by norm order.</summary>
internal static class MoreOrders
{
    public static readonly double[] All = [.. Containers.Orders, 0.1, 0.5, 1.5, 3, 8, 17.3];

    public static SingleFields Single(double order) => order switch
    {
        0.1 => new SingleTenth(),
        0.5 => new SingleRoot(),
        1.5 => new SingleOneAndAHalf(),
        3 => new SingleThree(),
        8 => new SingleEight(),
        17.3 => new SingleLarge(),
        _ => Containers.Single(order),
    };

    public static DoubleFields Double(double order) => order switch
    {
        0.1 => new DoubleTenth(),
        0.5 => new DoubleRoot(),
        1.5 => new DoubleOneAndAHalf(),
        3 => new DoubleThree(),
        8 => new DoubleEight(),
        17.3 => new DoubleLarge(),
        _ => Containers.Double(order),
    };
}
