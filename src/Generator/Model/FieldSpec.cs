namespace FusedClip.Generator.Model;

/// <summary>A gradient field.</summary>
/// <param name="Name">The member's name, as it is reported.</param>
/// <param name="Access">The expression that reads it.</param>
/// <param name="Type">Its type, as a person would write it.</param>
/// <param name="Element">The type of its elements.</param>
/// <param name="Shape">How its elements lie in memory.</param>
/// <param name="Depth">How many arrays lie around an element: 1 for <c>float[]</c> and <c>float[,]</c>, 2 for <c>float[][]</c>.</param>
/// <param name="DeclaringType">The base class that declares it; null for the container itself.</param>
internal sealed record FieldSpec(
    string Name,
    string Access,
    string Type,
    ElementType Element,
    FieldShape Shape,
    int Depth,
    string? DeclaringType)
{
    /// <summary>The expression that says how many of the elements count; null where all do.</summary>
    public string? Length { get; init; }

    /// <summary>The number of elements, where the compiler knows it; otherwise 0.</summary>
    public int FixedLength { get; init; }

    /// <summary>Whether handing it over can throw, because of what it holds at run time.</summary>
    public bool MayBeRefused => Length is not null
        || Shape is FieldShape.Tensor or FieldShape.TensorSpan or FieldShape.DenseVector or FieldShape.DenseMatrix;
}

/// <summary>The type of an element.</summary>
internal enum ElementType
{
    Single,
    Double,
}

/// <summary>How the elements of a field lie in memory, and so how it is handed to a sweep.</summary>
internal enum FieldShape
{
    /// <summary>One array, of any rank.</summary>
    Array,

    /// <summary>Arrays in an array, to any depth.</summary>
    Jagged,

    /// <summary><c>Memory&lt;T&gt;</c>.</summary>
    Memory,

    /// <summary><c>List&lt;T&gt;</c>.</summary>
    List,

    /// <summary>A field that is one number.</summary>
    Scalar,

    /// <summary>A property that is one number: read, and written back by the passes that write.</summary>
    ScalarProperty,

    /// <summary><c>Span&lt;T&gt;</c>: what a property returns, or a field of a ref struct.</summary>
    Span,

    /// <summary><c>ArraySegment&lt;T&gt;</c>.</summary>
    Segment,

    /// <summary>A struct marked <c>[InlineArray]</c>, in a field or returned by reference.</summary>
    InlineArray,

    /// <summary>A struct marked <c>[InlineArray]</c>, in a property: read, and written back by the passes that write.</summary>
    InlineArrayProperty,

    /// <summary>A fixed-size buffer of a struct: <c>fixed float W[16]</c>.</summary>
    FixedBuffer,

    /// <summary>A pointer, with a length.</summary>
    Pointer,

    /// <summary><c>Tensor&lt;T&gt;</c> of System.Numerics.Tensors.</summary>
    Tensor,

    /// <summary><c>TensorSpan&lt;T&gt;</c> of System.Numerics.Tensors.</summary>
    TensorSpan,

    /// <summary><c>Memory2D&lt;T&gt;</c> of CommunityToolkit.HighPerformance.</summary>
    Memory2D,

    /// <summary><c>Span2D&lt;T&gt;</c> of CommunityToolkit.HighPerformance.</summary>
    Span2D,

    /// <summary><c>Vector&lt;T&gt;</c> of MathNet.Numerics, dense.</summary>
    DenseVector,

    /// <summary><c>Matrix&lt;T&gt;</c> of MathNet.Numerics, dense: column by column.</summary>
    DenseMatrix,
}
