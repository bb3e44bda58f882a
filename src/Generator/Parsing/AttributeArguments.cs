using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FusedClip.Generator.Parsing;

/// <summary>Named arguments of an attribute.</summary>
internal static class AttributeArguments
{
    /// <summary>
    /// The argument's value; null where it isn't given, or is an error that the compiler reports.
    /// </summary>
    public static T? Find<T>(AttributeData attribute, string name)
        where T : struct =>
        FindConstant(attribute, name) is { Kind: not TypedConstantKind.Error and not TypedConstantKind.Array, Value: T value } ? value : null;

    /// <summary>The argument's text; null where it isn't given, is null, or is an error that the compiler reports.</summary>
    public static string? FindText(AttributeData attribute, string name) =>
        FindConstant(attribute, name) is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : null;

    /// <summary>The items of the argument's array; null where it isn't given, is null, or is an error that the compiler reports.</summary>
    public static IReadOnlyList<TypedConstant>? FindItems(AttributeData attribute, string name) =>
        FindConstant(attribute, name) is { Kind: TypedConstantKind.Array, IsNull: false } constant
        && constant.Values.All(item => item.Kind != TypedConstantKind.Error)
            ? constant.Values
            : null;

    /// <summary>Where the argument stands, or the attribute.</summary>
    public static Location? Location(AttributeData attribute, string name, CancellationToken cancellation)
    {
        SyntaxNode? syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation);
        AttributeArgumentSyntax? argument = (syntax as AttributeSyntax)?.ArgumentList?.Arguments
            .FirstOrDefault(candidate => candidate.NameEquals?.Name.Identifier.ValueText == name);
        return (argument ?? syntax)?.GetLocation();
    }

    private static TypedConstant? FindConstant(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value;
            }
        }

        return null;
    }
}
