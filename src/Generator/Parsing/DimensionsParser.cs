using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;
using Shape = FusedClip.Generator.Parsing.FieldShapeParser.Shape;

namespace FusedClip.Generator.Parsing;

/// <summary><c>[Gradient(Shape = …)]</c>: the dimensions of a flat buffer. And how many dimensions other fields have.</summary>
internal static class DimensionsParser
{
    private const string Argument = "Shape";

    /// <summary>The expressions of the dimensions; none where none are given, and where what is given is an error, which the sink has then been told.</summary>
    /// <param name="member">The field or property.</param>
    /// <param name="type">Its type.</param>
    /// <param name="shape">How its elements lie in memory.</param>
    /// <param name="container">The container.</param>
    /// <param name="sink">What is told of errors.</param>
    public static EquatableArray<string> Parse(
        ISymbol member, ITypeSymbol type, Shape shape, INamedTypeSymbol container, DiagnosticSink sink)
    {
        if (GradientMarks.Gradient(member) is not { } mark || AttributeArguments.FindItems(mark, Argument) is not { } items)
        {
            return default;
        }

        string? problem = !LengthParser.HasOneDimension(shape, type) ? $"only a flat buffer can be given one, and '{type.ShortName()}' is none"
            : items.Count == 0 ? "it has no dimensions"
            : null;
        var dimensions = new List<string>();
        long? product = 1;
        foreach (TypedConstant item in items.TakeWhile(_ => problem is null))
        {
            if (item.Value is string name)
            {
                ISymbol? length = NamedMembers.Find(name, member.ContainingType, container);
                problem = IntegerMembers.Problem(length, member.ContainingType) is { } wrong ? $"it names '{name}', but {wrong}" : null;
                dimensions.Add(problem is null ? MemberAccess.OfNamed(length!, container) : "");
                product = null;
            }
            else if (item.Value is int number and > 0)
            {
                dimensions.Add(number.ToString(CultureInfo.InvariantCulture));
                product = product is { } before && before <= int.MaxValue ? before * number : null;
            }
            else
            {
                problem = $"a dimension is {Display(item.Value)}, but has to be an int above zero or the name of a member";
            }
        }

        bool isLengthKnown = shape.FixedLength > 0 && !LengthParser.IsGiven(member);
        if (problem is null && isLengthKnown && product is { } elements && elements != shape.FixedLength)
        {
            problem = $"its dimensions multiply to {elements.ToString(CultureInfo.InvariantCulture)}, and the buffer has {shape.FixedLength.ToString(CultureInfo.InvariantCulture)} elements";
        }

        if (problem is not null)
        {
            sink.Report(Descriptors.InvalidShape, AttributeArguments.Location(mark, Argument, CancellationToken.None), member.Name, problem);
            return default;
        }

        return dimensions.ToEquatableArray();
    }

    /// <summary>The number of dimensions of a field without a <c>Shape</c>; null where it is known at run time only, 0 where it has none.</summary>
    public static int? RankOf(ITypeSymbol type, Shape shape) => shape.Kind switch
    {
        _ when shape.Levels.Count > 0 && shape.Element is not null => 0,
        FieldShape.Jagged or FieldShape.Scalar or FieldShape.ScalarProperty or FieldShape.StructSource or FieldShape.StructSourceProperty => 0,
        FieldShape.Source when type.IsSealed => 0,
        FieldShape.Array => ((IArrayTypeSymbol)type).Rank,
        FieldShape.Memory2D or FieldShape.Span2D or FieldShape.DenseMatrix => 2,
        FieldShape.Tensor or FieldShape.TensorSpan => null,
        _ when shape.Element is null => null,
        _ => 1,
    };

    private static string Display(object? value) => value switch
    {
        null => "null",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
