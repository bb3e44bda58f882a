using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;
using Shape = FusedClip.Generator.Parsing.FieldShapeParser.Shape;

namespace FusedClip.Generator.Parsing;

/// <summary>Members of types of other libraries, found by their metadata names: the generator depends on none of them.</summary>
internal static class LibraryShapeParser
{
    private static readonly (string Name, FieldShape Shape)[] Types =
    [
        (KnownNames.Tensor, FieldShape.Tensor),
        (KnownNames.TensorSpan, FieldShape.TensorSpan),
        (KnownNames.Memory2D, FieldShape.Memory2D),
        (KnownNames.Span2D, FieldShape.Span2D),
        (KnownNames.MathNetVector, FieldShape.DenseVector),
        (KnownNames.MathNetMatrix, FieldShape.DenseMatrix),
    ];

    /// <summary>The shape of a member; null where its type, and what that derives from, is none of these.</summary>
    public static Shape? Parse(ITypeSymbol type)
    {
        for (INamedTypeSymbol? current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            foreach ((string name, FieldShape shape) in Types)
            {
                if (current.IsNamed(name) && FieldShapeParser.Element(current.TypeArguments[0]) is { } element and not ElementType.Parameter)
                {
                    return new Shape(shape, element, 1);
                }
            }
        }

        return null;
    }
}
