using System;
using System.Collections.Generic;
using System.Linq;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>Values of every type that a gradient field may have, and a look at their elements.</summary>
internal static class GradientBuffer
{
    /// <summary>A value with random elements; of the arrays in an array one is null, one empty.</summary>
    public static object Create(Type type, Random numbers)
    {
        if (type == typeof(float) || type == typeof(double))
        {
            return Number(type, numbers);
        }

        if (type == typeof(Memory<float>))
        {
            return new Memory<float>((float[])Create(typeof(float[]), numbers), 1, 5);
        }

        if (type == typeof(Memory<double>))
        {
            return new Memory<double>((double[])Create(typeof(double[]), numbers), 1, 5);
        }

        if (type == typeof(List<float>))
        {
            return new List<float>((float[])Create(typeof(float[]), numbers)) { Capacity = 100 };
        }

        if (type == typeof(List<double>))
        {
            return new List<double>((double[])Create(typeof(double[]), numbers)) { Capacity = 100 };
        }

        Type element = type.GetElementType()!;
        var array = Array.CreateInstance(element, [.. Enumerable.Range(0, type.GetArrayRank()).Select(dimension => element.IsArray ? 3 : 7 - dimension)]);
        int position = 0;
        foreach (int[] index in Indices(array))
        {
            object? item = !element.IsArray ? Number(element, numbers)
                : position == 1 ? null
                : position == 2 ? Array.CreateInstance(element.GetElementType()!, new int[element.GetArrayRank()])
                : Create(element, numbers);
            array.SetValue(item, index);
            position++;
        }

        return array;
    }

    /// <summary>The elements, in memory order.</summary>
    public static IEnumerable<double> Elements(object? value) => value switch
    {
        null => [],
        float number => [number],
        double number => [number],
        Memory<float> memory => memory.ToArray().Select(number => (double)number),
        Memory<double> memory => memory.ToArray(),
        System.Collections.IEnumerable items => items.Cast<object?>().SelectMany(Elements),
        _ => throw new ArgumentException($"No gradient buffer: {value.GetType()}"),
    };

    /// <summary>The value with another first element; buffers are written in place.</summary>
    public static object? WithFirst(object? value, double first)
    {
        switch (value)
        {
            case float:
                return (float)first;
            case double:
                return first;
            case Memory<float> memory:
                memory.Span[0] = (float)first;
                return value;
            case Memory<double> memory:
                memory.Span[0] = first;
                return value;
            case List<float> list:
                list[0] = (float)first;
                return value;
            case List<double> list:
                list[0] = first;
                return value;
            case Array array:
                int[] origin = new int[array.Rank];
                array.SetValue(WithFirst(array.GetValue(origin), first), origin);
                return value;
            default:
                throw new ArgumentException($"No gradient buffer: {value?.GetType()}");
        }
    }

    private static object Number(Type type, Random numbers)
    {
        double number = (numbers.NextDouble() * 4) - 2;
        return type == typeof(float) ? (object)(float)number : number;
    }

    private static IEnumerable<int[]> Indices(Array array)
    {
        int[] index = new int[array.Rank];
        for (int i = 0; i < array.Length; i++)
        {
            int remainder = i;
            for (int dimension = array.Rank - 1; dimension >= 0; dimension--)
            {
                index[dimension] = remainder % array.GetLength(dimension);
                remainder /= array.GetLength(dimension);
            }

            yield return [.. index];
        }
    }
}
