using System.Runtime.CompilerServices;
using FusedClip;

namespace FusedClip.Tests;

[InlineArray(1)]
internal struct Row1<T>
{
    public T First;
}

[InlineArray(3)]
internal struct Row3<T>
{
    public T First;
}

[InlineArray(4)]
internal struct Row4<T>
{
    public T First;
}

[InlineArray(7)]
internal struct Row7<T>
{
    public T First;
}

[InlineArray(15)]
internal struct Row15<T>
{
    public T First;
}

[InlineArray(16)]
internal struct Row16<T>
{
    public T First;
}

[InlineArray(17)]
internal struct Row17<T>
{
    public T First;
}

[InlineArray(31)]
internal struct Row31<T>
{
    public T First;
}

[InlineArray(32)]
internal struct Row32<T>
{
    public T First;
}

[InlineArray(48)]
internal struct Row48<T>
{
    public T First;
}

[InlineArray(63)]
internal struct Row63<T>
{
    public T First;
}

[InlineArray(64)]
internal struct Row64<T>
{
    public T First;
}

[InlineArray(65)]
internal struct Row65<T>
{
    public T First;
}

[InlineArray(100)]
internal struct Row100<T>
{
    public T First;
}

[InlineArray(127)]
internal struct Row127<T>
{
    public T First;
}

[InlineArray(128)]
internal struct Row128<T>
{
    public T First;
}

[InlineArray(129)]
internal struct Row129<T>
{
    public T First;
}

[InlineArray(255)]
internal struct Row255<T>
{
    public T First;
}

[InlineArray(256)]
internal struct Row256<T>
{
    public T First;
}

[InlineArray(257)]
internal struct Row257<T>
{
    public T First;
}

/// <summary>Fields of many fixed lengths. None is beside another of its element type, so that each is a run of its own.</summary>
internal abstract class FixedLengthFields
{
    [Gradient] public Row1<float> S1;
    [Gradient] public Row1<double> D1;
    [Gradient] public Row3<float> S3;
    [Gradient] public Row3<double> D3;
    [Gradient] public Row4<float> S4;
    [Gradient] public Row4<double> D4;
    [Gradient] public Row7<float> S7;
    [Gradient] public Row7<double> D7;
    [Gradient] public Row15<float> S15;
    [Gradient] public Row15<double> D15;
    [Gradient] public Row16<float> S16;
    [Gradient] public Row16<double> D16;
    [Gradient] public Row17<float> S17;
    [Gradient] public Row17<double> D17;
    [Gradient] public Row31<float> S31;
    [Gradient] public Row31<double> D31;
    [Gradient] public Row32<float> S32;
    [Gradient] public Row32<double> D32;
    [Gradient] public Row48<float> S48;
    [Gradient] public Row48<double> D48;
    [Gradient] public Row63<float> S63;
    [Gradient] public Row63<double> D63;
    [Gradient] public Row64<float> S64;
    [Gradient] public Row64<double> D64;
    [Gradient] public Row65<float> S65;
    [Gradient] public Row65<double> D65;
    [Gradient] public Row100<float> S100;
    [Gradient] public Row100<double> D100;
    [Gradient] public Row127<float> S127;
    [Gradient] public Row127<double> D127;
    [Gradient] public Row128<float> S128;
    [Gradient] public Row128<double> D128;
    [Gradient] public Row129<float> S129;
    [Gradient] public Row129<double> D129;
    [Gradient] public Row255<float> S255;
    [Gradient] public Row255<double> D255;
    [Gradient] public Row256<float> S256;
    [Gradient] public Row256<double> D256;
    [Gradient] public Row257<float> S257;
    [Gradient] public Row257<double> D257;
}

[ClipGradients]
internal sealed partial class FixedLengths : FixedLengthFields, IClipper;

[ClipGradients(Norm = 1)]
internal sealed partial class FixedLengthsOne : FixedLengthFields, IClipper;

[ClipGradients(Norm = double.PositiveInfinity)]
internal sealed partial class FixedLengthsMax : FixedLengthFields, IClipper;
