using System.Threading;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;
using Shape = FusedClip.Generator.Parsing.FieldShapeParser.Shape;

namespace FusedClip.Generator.Parsing;

/// <summary><c>[Gradient(Length = …)]</c>: which member says how many elements of a buffer count.</summary>
internal static class LengthParser
{
    private const string Argument = "Length";

    /// <summary>Whether a member's attribute gives a length.</summary>
    public static bool IsGiven(ISymbol member) => GradientMarks.Gradient(member) is { } mark && AttributeArguments.FindText(mark, Argument) is not null;

    /// <summary>The member that says the length; null where none is given, and where what is given is an error, which the sink has then been told.</summary>
    public static ISymbol? Parse(ISymbol member, ITypeSymbol type, Shape shape, INamedTypeSymbol container, DiagnosticSink sink)
    {
        if (GradientMarks.Gradient(member) is not { } mark || AttributeArguments.FindText(mark, Argument) is not { } name)
        {
            return null;
        }

        ISymbol? length = NamedMembers.Find(name, member.ContainingType, container);
        string? problem = !HasOneDimension(shape, type)
            ? $"only a buffer of one dimension can have one, and '{type.ShortName()}' is none"
            : IntegerMembers.Problem(length, member.ContainingType);
        if (problem is not null)
        {
            sink.Report(Descriptors.InvalidLength, AttributeArguments.Location(mark, Argument, CancellationToken.None), member.Name, name, problem);
            return null;
        }

        return length;
    }

    /// <summary>Whether a field is one run of elements.</summary>
    public static bool HasOneDimension(Shape shape, ITypeSymbol type) => shape.Kind switch
    {
        FieldShape.Array => type is IArrayTypeSymbol { Rank: 1 },
        FieldShape.Memory or FieldShape.List or FieldShape.Span or FieldShape.Segment or FieldShape.Pointer => true,
        FieldShape.InlineArray or FieldShape.InlineArrayProperty or FieldShape.FixedBuffer => true,
        _ => false,
    };
}
