using System;
using System.Collections.Generic;
using System.Globalization;

namespace FusedClip.Generator.Model;

/// <summary>A kernel that an assembly uses: an element type and a norm order.</summary>
internal sealed record KernelSpec(ElementType Element, double Norm) : IComparable<KernelSpec>
{
    /// <summary>The kernel's type: <c>SingleL2</c>, <c>DoubleMax</c>, <c>SingleL2_5</c>.</summary>
    public string Name => Element + OrderName;

    /// <summary>The kernels that a field's elements need: one, or, where their type is a type parameter, one for each type that it can be.</summary>
    public static IEnumerable<KernelSpec> For(ElementType element, double norm) => element == ElementType.Parameter
        ? [new(ElementType.Single, norm), new(ElementType.Double, norm)]
        : [new(element, norm)];

    /// <summary>The kernels that these fields take, and those that they call: halves are summed as floats.</summary>
    public static IEnumerable<KernelSpec> NeededFor(ElementType element, double norm) =>
        element == ElementType.Half ? [new(element, norm), new(ElementType.Single, norm)] : For(element, norm);

    /// <summary>The norm, as a person would write it: <c>L2</c>, <c>L∞</c>.</summary>
    public static string Display(double norm) =>
        double.IsPositiveInfinity(norm) ? "L∞" : "L" + norm.ToString("R", CultureInfo.InvariantCulture);

    private string OrderName => double.IsPositiveInfinity(Norm)
        ? "Max"
        : "L" + Norm.ToString("R", CultureInfo.InvariantCulture).Replace('.', '_').Replace("E-", "EMinus").Replace("E+", "E");

    public int CompareTo(KernelSpec other) =>
        Element != other.Element ? Element.CompareTo(other.Element) : Norm.CompareTo(other.Norm);
}

/// <summary>A kernel without loops that an assembly uses: for buffers of one length.</summary>
internal sealed record FixedLengthSpec(KernelSpec Kernel, int Length)
{
    /// <summary>Its type, inside the kernel with loops: <c>Of64</c>.</summary>
    public string Name => "Of" + Length.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The kernels that an assembly uses: the model of its kernel file.</summary>
/// <param name="Namespace">The namespace of the kernels, which no other assembly has.</param>
/// <param name="Kernels">The kernels, in order, each once.</param>
/// <param name="FixedLengths">Those without loops, in order, each once.</param>
/// <param name="OverAxes">Those that a clip over axes takes, in order, each once: they have loops over several runs.</param>
internal sealed record KernelFileSpec(
    string Namespace, EquatableArray<KernelSpec> Kernels, EquatableArray<FixedLengthSpec> FixedLengths, EquatableArray<KernelSpec> OverAxes);
