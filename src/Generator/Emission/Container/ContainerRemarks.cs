using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>What the container's part says of itself: which fields, which norm, which limit.</summary>
internal static class ContainerRemarks
{
    public static void Write(IndentedWriter writer, ContainerSpec container)
    {
        writer.Write("/// <remarks>");
        writer.Write($"/// <para>{Sentence(container)}</para>");
        writer.Write("/// <list type=\"number\">");
        if (container.Base is { } baseContainer)
        {
            writer.Write($"/// <item><description>the fields of the container <c>{Literals.InXml(Short(baseContainer.Type))}</c></description></item>");
        }

        foreach (FieldSpec field in container.Fields)
        {
            string from = field.DeclaringType is null ? "" : $", from <c>{Literals.InXml(field.DeclaringType)}</c>";
            writer.Write($"/// <item><description><c>{Literals.InXml(field.Type)} {field.Name}</c>{from}{TieText.Remark(field)}</description></item>");
        }

        writer.Write("/// </list>");
        writer.Write($"/// <para>{Literals.InXml(Limit(container.Settings))} {Policy(container.Settings.NonFinite)}</para>");
        writer.Write("/// </remarks>");
    }

    private static string Sentence(ContainerSpec container)
    {
        string norm = KernelSpec.Display(container.Settings.Norm);
        return container.Settings.Scope == Scope.PerField
            ? $"<c>{container.Methods.Clip.Name}</c> clips each of these gradient fields by its own {norm} norm, in this order, which is also the order of summation:"
            : $"<c>{container.Methods.Clip.Name}</c> clips by one {norm} norm over these gradient fields, in this order, which is also the order of summation:";
    }

    private static string Limit(ClipSettings settings)
    {
        string limit = settings.MaxNorm is { } maxNorm ? $"The norm is limited to {Literals.InText(maxNorm)}" : "The limit is given with every call";
        string coefficient = settings.Epsilon > 0
            ? $"the coefficient is limit / (norm + {Literals.InText(settings.Epsilon)}), where that is below 1."
            : "at or below the limit nothing is written.";
        return $"{limit}; {coefficient}";
    }

    private static string Policy(NonFinite policy) => policy switch
    {
        NonFinite.Throw => "Where a gradient is NaN or infinite, an exception names it, and nothing is written.",
        NonFinite.Skip => "Where a gradient is NaN or infinite, nothing is written, and the result says which field it was.",
        NonFinite.Zero => "Where a gradient is NaN or infinite, the gradients are set to 0.",
        NonFinite.Poison => "Where a gradient is NaN or infinite, the gradients are set to NaN.",
        _ => "Where a gradient is NaN or infinite, the arithmetic takes its course, as in PyTorch.",
    };

    private static string Short(string fullName) => fullName.Split(["::"], System.StringSplitOptions.None).Last();
}
