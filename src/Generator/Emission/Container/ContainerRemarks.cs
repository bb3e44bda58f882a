using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>What the container's part says of itself: which fields, which norm, which limit.</summary>
internal static class ContainerRemarks
{
    public static void Write(IndentedWriter writer, ContainerSpec container)
    {
        writer.Write("/// <remarks>");
        foreach (GroupSpec group in container.Groups)
        {
            WriteGroup(writer, container, group);
        }

        if (container.Values is { } values)
        {
            writer.Write($"/// <para>{ClipText.Values(values)}</para>");
        }

        writer.Write("/// </remarks>");
    }

    private static void WriteGroup(IndentedWriter writer, ContainerSpec container, GroupSpec group)
    {
        writer.Write($"/// <para>{Sentence(group)}</para>");
        writer.Write("/// <list type=\"number\">");
        if (group.Base is { } baseContainer)
        {
            writer.Write($"/// <item><description>the fields of the container <c>{Literals.InXml(Short(baseContainer.Type))}</c></description></item>");
        }

        foreach (FieldSpec field in group.Fields)
        {
            string from = field.DeclaringType is null ? "" : $", from <c>{Literals.InXml(field.DeclaringType)}</c>";
            writer.Write($"/// <item><description><c>{Literals.InXml(field.Type)} {field.Name}</c>{from}{WeightText.Remark(field)}{TieText.Remark(field)}</description></item>");
        }

        writer.Write("/// </list>");
        if (group.Settings is { } settings)
        {
            writer.Write($"/// <para>{Literals.InXml(ClipText.Limit(settings))} {ClipText.Policy(settings.NonFinite)}{Literals.InXml(MeterText.Remark(MeterText.Tag(container, group)))}</para>");
        }
    }

    private static string Sentence(GroupSpec group)
    {
        if (group.Settings is not { } settings)
        {
            return $"<c>{ValueLimits.MethodName}</c> clips these gradient fields, each element by itself:";
        }

        string what = ClipText.ByNorm(settings, $"these gradient fields{ClipText.OfGroup(group)}");
        return $"<c>{group.Methods.Clip.Name}</c> clips {what} in this order, which is also the order of summation:";
    }

    private static string Short(string fullName) => fullName.Split(["::"], System.StringSplitOptions.None).Last();
}
