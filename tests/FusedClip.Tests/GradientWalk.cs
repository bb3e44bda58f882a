using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace FusedClip.Tests;

/// <summary>Every gradient that an object holds, by reflection: what the generated list has to agree with.</summary>
internal static class GradientWalk
{
    /// <summary>The elements in the order of the fields, base class first, and of the items.</summary>
    public static double[] Elements(object? held) => [.. Walk(held)];

    private static IEnumerable<double> Walk(object? held) => held switch
    {
        null or string => [],
        float x => [x],
        double x => [x],
        Memory<float> memory => memory.ToArray().Select(x => (double)x),
        TouchedRows rows => rows.Touched.SelectMany(row => Enumerable.Range(0, rows.Table.GetLength(1)).Select(column => (double)rows.Table[row, column])),
        IEnumerable items => items.Cast<object?>().SelectMany(Walk),
        _ => Fields(held.GetType()).SelectMany(field => Walk(field.GetValue(held))),
    };

    private static IEnumerable<FieldInfo> Fields(Type? type) => type is null || type == typeof(object) || type == typeof(ValueType)
        ? []
        : Fields(type.BaseType).Concat(type
            .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .OrderBy(field => field.MetadataToken));
}
