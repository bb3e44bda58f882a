using System;
using FusedClip;

namespace FusedClip.Tests;

// PyTorch's settings: its epsilon, and its arithmetic for what isn't finite.

[ClipGradients(Norm = 1, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class TorchSingleOne : SingleFields, IClipper;

[ClipGradients(Norm = 2, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class TorchSingleTwo : SingleFields, IClipper;

[ClipGradients(Norm = double.PositiveInfinity, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class TorchSingleMax : SingleFields, IClipper;

[ClipGradients(Norm = 1.5, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class TorchSingleOneAndAHalf : SingleFields, IClipper;

[ClipGradients(Norm = 3, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class TorchSingleThree : SingleFields, IClipper;

[ClipGradients(Norm = 4, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class TorchSingleFour : SingleFields, IClipper;

[ClipGradients(Norm = 0.5, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class TorchSingleHalf : SingleFields, IClipper;

[ClipGradients(Norm = 1, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class TorchDoubleOne : DoubleFields, IClipper;

[ClipGradients(Norm = 2, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class TorchDoubleTwo : DoubleFields, IClipper;

[ClipGradients(Norm = double.PositiveInfinity, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class TorchDoubleMax : DoubleFields, IClipper;

[ClipGradients(Norm = 1.5, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class TorchDoubleOneAndAHalf : DoubleFields, IClipper;

[ClipGradients(Norm = 3, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class TorchDoubleThree : DoubleFields, IClipper;

[ClipGradients(Norm = 4, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class TorchDoubleFour : DoubleFields, IClipper;

[ClipGradients(Norm = 0.5, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Propagate)]
internal sealed partial class TorchDoubleHalf : DoubleFields, IClipper;

[ClipGradients(Norm = 2, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Throw)]
internal sealed partial class TorchSingleThrow : SingleFields, IClipper;

[ClipGradients(Norm = 2, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Throw)]
internal sealed partial class TorchDoubleThrow : DoubleFields, IClipper;

/// <summary>The containers above, by norm order.</summary>
internal static class TorchContainers
{
    public static SingleFields Single(double order) => order switch
    {
        1 => new TorchSingleOne(),
        2 => new TorchSingleTwo(),
        1.5 => new TorchSingleOneAndAHalf(),
        3 => new TorchSingleThree(),
        4 => new TorchSingleFour(),
        0.5 => new TorchSingleHalf(),
        double.PositiveInfinity => new TorchSingleMax(),
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "No container has this norm order."),
    };

    public static DoubleFields Double(double order) => order switch
    {
        1 => new TorchDoubleOne(),
        2 => new TorchDoubleTwo(),
        1.5 => new TorchDoubleOneAndAHalf(),
        3 => new TorchDoubleThree(),
        4 => new TorchDoubleFour(),
        0.5 => new TorchDoubleHalf(),
        double.PositiveInfinity => new TorchDoubleMax(),
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "No container has this norm order."),
    };
}
