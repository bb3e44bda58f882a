using System.Collections.Generic;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>
/// One instruction set's loop: a row of the table below. Every shape has the same lanes, so that every one adds the same
/// elements in the same order; they differ in how many registers the lanes fill.
/// </summary>
/// <param name="Bits">The width of a vector.</param>
/// <param name="Title">The instruction set, as a person would write it.</param>
/// <param name="Guard">Whether the processor, and the way the process was started, allow it.</param>
/// <param name="Aligns">Whether long fields are read from aligned addresses: a vector that straddles two cache lines costs two reads.</param>
/// <param name="HoldsBothSets">Whether there are registers enough for the lanes of short fields and of long ones at once, and so for one loop over the fields, and for two blocks side by side.</param>
/// <param name="AddSquare">x · x + sum, rounded once, of vectors.</param>
/// <param name="MultiplyAdd">The method that has a · b + c, rounded once, of vectors of float.</param>
internal sealed record KernelShape(int Bits, string Title, string Guard, bool Aligns, bool HoldsBothSets, string AddSquare, string MultiplyAdd)
{
    /// <summary>The shapes, best first. The scalar fallback isn't among them: it has no vectors.</summary>
    public static readonly IReadOnlyList<KernelShape> All =
    [
        // Avx512F alone stays true where wide vectors were switched off or would lower the clock; IsHardwareAccelerated knows.
        new(512, "AVX-512", "Vector512.IsHardwareAccelerated && Avx512F.IsSupported", Aligns: true, HoldsBothSets: true, "Avx512F.FusedMultiplyAdd(x, x, sum)", "Avx512F.FusedMultiplyAdd"),
        new(256, "AVX2", "Vector256.IsHardwareAccelerated && Avx2.IsSupported && Fma.IsSupported", Aligns: true, HoldsBothSets: false, "Fma.MultiplyAdd(x, x, sum)", "Fma.MultiplyAdd"),
        new(128, "128-bit", "Vector128.IsHardwareAccelerated", Aligns: false, HoldsBothSets: false, "Lanes.AddSquare(x, sum)", "Lanes.MultiplyAdd"),
    ];

    /// <summary>The type of a vector's operations: <c>Vector512</c>.</summary>
    public string Vector => "Vector" + Bits;

    /// <summary>The number of elements in a vector.</summary>
    public int Width(Element element) => Bits / 8 / element.Size;

    /// <summary>The number of vectors that hold all lanes.</summary>
    public int Accumulators(Element element) => element.Lanes / Width(element);
}

/// <summary>An element type, as kernels are written for it.</summary>
/// <param name="Name">The C# type.</param>
/// <param name="Type">The name of the .NET type, as it stands in the names of kernels.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Integer">The integer type of its size.</param>
internal sealed record Element(string Name, ElementType Type, int Size, string Integer)
{
    private static readonly Element Single = new("float", ElementType.Single, 4, "int");
    private static readonly Element Double = new("double", ElementType.Double, 8, "long");

    /// <summary>The lanes of a row: four AVX-512 registers of them. Fewer would wait for each other, more would only take longer to add up.</summary>
    public int Lanes => 256 / Size;

    /// <summary>The lanes that a block's lanes are folded into: lane j and lane j + 1/2 of the row, then + 1/4.</summary>
    public int FoldedLanes => Lanes / 4;

    /// <summary>A longer field is read from aligned addresses; for shorter ones that costs more than it brings.</summary>
    public int LongAbove => 4 * Lanes;

    public static Element Of(ElementType type) => type == ElementType.Single ? Single : Double;
}
