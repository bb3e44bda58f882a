namespace FusedClip.Generator.Model;

/// <summary>A gradient field: a member of a container, or a parameter of a clip.</summary>
/// <param name="Name">Its name, as it is reported.</param>
/// <param name="Access">The expression that reads it.</param>
/// <param name="Type">Its type, as a person would write it.</param>
/// <param name="Element">The type of its elements; null where they are another container's.</param>
/// <param name="Shape">How its elements lie in memory.</param>
/// <param name="Depth">How many arrays lie around an element: 1 for <c>float[]</c> and <c>float[,]</c>, 2 for <c>float[][]</c>.</param>
/// <param name="Levels">The arrays and lists around what the shape describes, outermost first.</param>
/// <param name="DeclaringType">The base class that declares it; null for the container itself.</param>
internal sealed record FieldSpec(
    string Name,
    string Access,
    string Type,
    ElementType? Element,
    FieldShape Shape,
    int Depth,
    EquatableArray<CollectionLevel> Levels,
    string? DeclaringType)
{
    /// <summary>Whether its elements are those of containers or other sources, which then sweep them.</summary>
    public bool IsNested => Element is null;

    /// <summary>The type parameter that its elements are of, where <see cref="Element"/> is <see cref="ElementType.Parameter"/>.</summary>
    public TypeParameterSpec? TypeParameter { get; init; }

    /// <summary>The fields that it may be the same buffer as, without their own ties: where it is, they are counted, and it isn't.</summary>
    public EquatableArray<FieldSpec> Ties { get; init; }

    /// <summary>The expression that says how many of the elements count; null where all do.</summary>
    public string? Length { get; init; }

    /// <summary>The expressions that say how long its dimensions are, where it is a flat buffer that has several; none where it doesn't say.</summary>
    public EquatableArray<string> Dimensions { get; init; }

    /// <summary>The member that holds its weights, where it is clipped by their norm; otherwise null.</summary>
    public WeightSpec? Weight { get; init; }

    /// <summary>Whether it is a field of the container, which can be handed over by reference, and not a property or a parameter.</summary>
    public bool IsVariable { get; init; }

    /// <summary>The number of dimensions; null where it is known at run time only, 0 where it has none.</summary>
    public int? Rank { get; init; }

    /// <summary>The number of elements, where the compiler knows it; otherwise 0.</summary>
    public int FixedLength { get; init; }

    /// <summary>The struct of the container's norms that it is, fully qualified; null where it has one norm, or none is asked for.</summary>
    public string? Norms { get; init; }

    /// <summary>Whether it is a <c>Nullable&lt;T&gt;</c>; null is an empty buffer.</summary>
    public bool IsNullable { get; init; }

    /// <summary>The expression of the buffer that it holds.</summary>
    public string Buffer => BufferOf(Access);

    /// <summary>The expression of the buffer that a member of its type holds.</summary>
    public string BufferOf(string access) => IsNullable ? access + ".GetValueOrDefault()" : access;

    /// <summary>Whether it is a reference to an object, so that two fields are the same buffer where they are the same object.</summary>
    public bool IsReference => Levels.Count > 0
        || Shape is FieldShape.Array or FieldShape.Jagged or FieldShape.List or FieldShape.Container or FieldShape.Source or FieldShape.Object;

    /// <summary>Whether handing it over can throw, because of what it holds at run time.</summary>
    public bool MayBeRefused => Length is not null || Dimensions.Count > 0 || IsNested
        || Shape is FieldShape.Tensor or FieldShape.TensorSpan or FieldShape.DenseVector or FieldShape.DenseMatrix;
}

/// <summary>A type parameter that elements are of.</summary>
/// <param name="Name">Its name, as it is reported.</param>
/// <param name="Identifier">Its name in code, escaped where it is a keyword.</param>
internal sealed record TypeParameterSpec(string Name, string Identifier);

/// <summary>The weights of a gradient field, a member of the same type.</summary>
/// <param name="Name">Its name, as it is reported.</param>
/// <param name="Access">The expression that reads it.</param>
internal sealed record WeightSpec(string Name, string Access);

/// <summary>A collection around the buffers or containers of a field.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Item">The type of its items, fully qualified.</param>
internal sealed record CollectionLevel(CollectionKind Kind, string Item);

/// <summary>A kind of collection whose items can be seen as a span.</summary>
internal enum CollectionKind
{
    /// <summary><c>T[]</c>.</summary>
    Array,

    /// <summary>An array of several dimensions.</summary>
    RankedArray,

    /// <summary><c>List&lt;T&gt;</c>.</summary>
    List,
}

/// <summary>The type of an element.</summary>
internal enum ElementType
{
    Single,
    Double,
    Half,

    /// <summary>A type parameter of the container. No kernel is of it, but of every type that it can be.</summary>
    Parameter,
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

    /// <summary>A container that is a class.</summary>
    Container,

    /// <summary>A container that is a struct, where it can be written.</summary>
    StructContainer,

    /// <summary>A container that is a struct and can't be written where it is, but refers to all of its gradients: a copy does, too.</summary>
    StructContainerCopy,

    /// <summary>A container that is a struct, in a property: read, and written back by the passes that write.</summary>
    StructContainerProperty,

    /// <summary>An <c>IGradientSource</c>, which may turn out to be a container.</summary>
    Source,

    /// <summary>An <c>IGradientSource</c> that is a struct and no container, where it can be written.</summary>
    StructSource,

    /// <summary>An <c>IGradientSource</c> that is a struct and no container, in a property: read, and written back by the passes that write.</summary>
    StructSourceProperty,

    /// <summary>An object that has to turn out to be an <c>IGradientSource</c>.</summary>
    Object,

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
