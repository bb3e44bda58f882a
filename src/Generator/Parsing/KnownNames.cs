namespace FusedClip.Generator.Parsing;

/// <summary>Metadata names of the types that the parser looks for.</summary>
internal static class KnownNames
{
    public const string ClipGradientsAttribute = "FusedClip.ClipGradientsAttribute";
    public const string ClipGradientValuesAttribute = "FusedClip.ClipGradientValuesAttribute";
    public const string GradientAttribute = "FusedClip.GradientAttribute";
    public const string NotGradientAttribute = "FusedClip.NotGradientAttribute";
    public const string ClipResult = "FusedClip.ClipResult";
    public const string GradientSource = "FusedClip.IGradientSource";
    public const string GeneratedCodeAttribute = "System.CodeDom.Compiler.GeneratedCodeAttribute";
    public const string Half = "System.Half";
    public const string List = "System.Collections.Generic.List`1";
    public const string Memory = "System.Memory`1";
    public const string Span = "System.Span`1";
    public const string ArraySegment = "System.ArraySegment`1";
    public const string Tensor = "System.Numerics.Tensors.Tensor`1";
    public const string TensorSpan = "System.Numerics.Tensors.TensorSpan`1";
    public const string Memory2D = "CommunityToolkit.HighPerformance.Memory2D`1";
    public const string Span2D = "CommunityToolkit.HighPerformance.Span2D`1";
    public const string MathNetVector = "MathNet.Numerics.LinearAlgebra.Vector`1";
    public const string MathNetMatrix = "MathNet.Numerics.LinearAlgebra.Matrix`1";
    public const string InlineArrayAttribute = "System.Runtime.CompilerServices.InlineArrayAttribute";

    /// <summary>Buffers that don't enumerate their elements, so that only their names give them away.</summary>
    public static readonly string[] Buffers =
    [
        Memory,
        "System.ReadOnlyMemory`1",
        Span,
        "System.ReadOnlySpan`1",
        "System.Buffers.ReadOnlySequence`1",
        "System.Buffers.IMemoryOwner`1",
        Tensor,
        TensorSpan,
        "System.Numerics.Tensors.ITensor`1",
        Memory2D,
        Span2D,
        MathNetVector,
        MathNetMatrix,
    ];
}
