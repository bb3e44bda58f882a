using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>The type of a field's elements, and the kernels for it.</summary>
internal static class ElementText
{
    /// <summary>The type: <c>float</c>, or a type parameter.</summary>
    public static string Type(FieldSpec field) => field.TypeParameter?.Identifier ?? Type(field.Element!.Value);

    private static string Type(ElementType element) => element switch
    {
        ElementType.Single => "float",
        ElementType.Half => "global::System.Half",
        _ => "double",
    };

    /// <summary>The type arguments of a sweep's method: the type and its kernel, or those of every type that a type parameter can be.</summary>
    public static string TypeArguments(FieldSpec field, double? norm, string kernelNamespace) =>
        $"<{Type(field)}, {Kernels(field, norm, kernelNamespace)}>";

    /// <summary>The kernels of a field: of the norm order, or, without one, those that are shipped.</summary>
    public static string Kernels(FieldSpec field, double? norm, string kernelNamespace) => string.Join(
        ", ",
        KernelSpec.For(field.Element!.Value, norm ?? double.NaN).Select(kernel => norm is null
            ? $"global::FusedClip.CompilerServices.ValueKernel<{Type(kernel.Element)}>"
            : $"global::{kernelNamespace}.{kernel.Name}"));

    /// <summary>Has type arguments refused that aren't numbers, before the first field is read or written.</summary>
    public static void WriteRequirements(IndentedWriter writer, EquatableArray<FieldSpec> fields)
    {
        foreach (FieldSpec field in fields.Where(field => field.TypeParameter is not null).GroupBy(field => field.TypeParameter).Select(group => group.First()))
        {
            writer
                .Write($"// {field.TypeParameter!.Name} has to be float or double; the JIT, which knows it, makes nothing of this and of the choice between the kernels.")
                .Write($"{RuntimeTypes.Sweep}.RequireElement<{Type(field)}>(\"{field.Name}\", \"{field.TypeParameter.Name}\");")
                .Blank();
        }
    }
}
