using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Harness;

/// <summary>
/// What no value of the pipeline may hold: things that keep a compilation alive or are never equal from run to run, and
/// collections that compare by reference.
/// </summary>
internal static class BannedTypes
{
    private static readonly Type[] Banned =
    [
        typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxReference), typeof(SemanticModel), typeof(Compilation),
        typeof(Location), typeof(AttributeData), typeof(TypedConstant), typeof(Diagnostic), typeof(Delegate), typeof(IDictionary), typeof(IList),
    ];

    /// <summary>Walks all that a value holds.</summary>
    public static void AssertNoneIn(object value) => Walk(value, value.GetType().Name, new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
        {
            return;
        }

        // Arrays and ImmutableArray are lists, too.
        Type type = value.GetType();
        Assert.False(Banned.Any(banned => banned.IsAssignableFrom(type)), $"{path} is of type {type}.");
        if (IsEquatableArray(type))
        {
            foreach (object item in (IEnumerable)value)
            {
                Walk(item, path + "[]", seen);
            }

            return;
        }

        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            Walk(field.GetValue(value), $"{path}.{field.Name}", seen);
        }
    }

    private static bool IsEquatableArray(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>);
}
