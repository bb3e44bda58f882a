using System;
using System.Collections.Generic;
using System.Linq;

namespace FusedClip.Tests;

/// <summary>An element of a gradient field, wherever that keeps it.</summary>
/// <param name="Name">The element as an exception names it.</param>
/// <param name="Get">Reads it.</param>
/// <param name="Set">Writes it.</param>
internal sealed record Place(string Name, Func<double> Get, Action<double> Set)
{
    /// <summary>The elements of a field that counts them with one index.</summary>
    public static Place[] Row(string name, int length, Func<int, double> get, Action<int, double> set) =>
        [.. Enumerable.Range(0, length).Select(i => new Place($"{name}[{i}]", () => get(i), value => set(i, value)))];

    /// <summary>The elements of a field that counts them with two indices, row by row.</summary>
    public static Place[] Grid(string name, int rows, int columns, Func<int, int, double> get, Action<int, int, double> set) =>
    [
        .. from row in Enumerable.Range(0, rows)
           from column in Enumerable.Range(0, columns)
           select new Place($"{name}[{row}, {column}]", () => get(row, column), value => set(row, column, value)),
    ];
}

/// <summary>A container whose elements a test can read and write one by one.</summary>
internal interface IPlaces : IClipper, IGradientSource
{
    /// <summary>The elements of every field, in order; none for one that is null or empty.</summary>
    IReadOnlyList<Place[]> Fields { get; }

    /// <summary>Memory beside the elements, which nothing may write.</summary>
    IEnumerable<double> Beside { get; }
}
