using System.Linq;
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
    public static bool IsGiven(ISymbol member) => Mark(member) is { } mark && AttributeArguments.FindText(mark, Argument) is not null;

    /// <summary>The member that says the length; null where none is given, and where what is given is an error, which the sink has then been told.</summary>
    public static ISymbol? Parse(ISymbol member, ITypeSymbol type, Shape shape, INamedTypeSymbol container, DiagnosticSink sink)
    {
        if (Mark(member) is not { } mark || AttributeArguments.FindText(mark, Argument) is not { } name)
        {
            return null;
        }

        ISymbol? length = Find(name, member.ContainingType, container);
        string? problem = !HasOneDimension(shape, type) ? $"only a buffer of one dimension can have one, and '{type.ShortName()}' is none"
            : length is null ? $"'{member.ContainingType.Name}' has no field, property or constant of that name within reach"
            : !IsInteger(TypeOf(length)) ? $"that is of type '{TypeOf(length).ShortName()}', and has to be an int, uint, long or nint"
            : length is IPropertySymbol { GetMethod: null } ? "that can't be read; give it a getter"
            : null;
        if (problem is not null)
        {
            sink.Report(Descriptors.InvalidLength, AttributeArguments.Location(mark, Argument, CancellationToken.None), member.Name, name, problem);
            return null;
        }

        return length;
    }

    private static AttributeData? Mark(ISymbol member) =>
        member.FindAttribute(KnownNames.GradientAttribute)
        ?? (member is IPropertySymbol property ? FieldsParser.BackingField(property)?.FindAttribute(KnownNames.GradientAttribute) : null);

    private static bool HasOneDimension(Shape shape, ITypeSymbol type) => shape.Kind switch
    {
        FieldShape.Array => type is IArrayTypeSymbol { Rank: 1 },
        FieldShape.Memory or FieldShape.List or FieldShape.Span or FieldShape.Segment or FieldShape.Pointer => true,
        FieldShape.InlineArray or FieldShape.InlineArrayProperty or FieldShape.FixedBuffer => true,
        _ => false,
    };

    // The name stands where the gradient is declared, and means there what it means in code.
    private static ISymbol? Find(string name, INamedTypeSymbol declaring, INamedTypeSymbol container)
    {
        for (INamedTypeSymbol? current = declaring; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).FirstOrDefault(candidate => IsReachable(candidate, container)) is { } found)
            {
                return found is IFieldSymbol or IPropertySymbol { IsIndexer: false } ? found : null;
            }
        }

        return null;
    }

    private static bool IsReachable(ISymbol member, INamedTypeSymbol container) => member.DeclaredAccessibility switch
    {
        Accessibility.Private => SymbolEqualityComparer.Default.Equals(member.ContainingType, container),
        Accessibility.Internal or Accessibility.ProtectedAndInternal =>
            SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, container.ContainingAssembly)
            || member.ContainingAssembly.GivesAccessTo(container.ContainingAssembly),
        _ => true,
    };

    private static ITypeSymbol TypeOf(ISymbol member) => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    // What converts to long by itself.
    private static bool IsInteger(ITypeSymbol type) => type.SpecialType is
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
        or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_IntPtr;
}
