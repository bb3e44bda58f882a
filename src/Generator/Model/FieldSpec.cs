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
    string? DeclaringType);

/// <summary>The type of an element.</summary>
internal enum ElementType
{
    Single,
    Double,
    Half,
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
}
