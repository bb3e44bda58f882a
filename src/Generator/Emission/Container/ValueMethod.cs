using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>The method that clips by value.</summary>
internal static class ValueMethod
{
    public static void Write(IndentedWriter writer, ContainerSpec container, ValueLimits limits)
    {
        bool mayRefuse = container.Groups.Any(group => group.MayRefuse);
        WriteComment(writer, container, limits, mayRefuse);
        writer.Write(FileHeader.GeneratedCode);
        using (writer.Block($"public {limits.Method.Modifier}void {limits.Method.Name}({Parameters(limits)})"))
        {
            writer
                .Write("// Refuses limits that make no sense, before anything is read or written.")
                .Write($"var sweep = {RuntimeTypes.Sweep}.ClampingValues({(limits.IsRange ? "min, max" : "limit")});")
                .Blank();
            if (mayRefuse)
            {
                writer
                    .Write("// A walk that does nothing: what can't be clipped by value is refused before anything is written.")
                    .Write($"var check = {RuntimeTypes.Sweep}.CheckingValues();");
                WriteWalk(writer, container, "check");
                writer.Blank();
            }

            WriteWalk(writer, container, "sweep");
        }

        writer.Blank();
    }

    private static void WriteComment(IndentedWriter writer, ContainerSpec container, ValueLimits limits, bool mayRefuse)
    {
        string gradient = container.Groups.Count > 1 ? "every gradient of every group" : "every gradient";
        string range = limits.IsRange ? "[min, max]" : "[-limit, limit]";
        writer.Write($"/// <summary>Clips by value, in place: {gradient} outside {range} becomes the nearer end. NaN stays NaN, and what is inside keeps its bits.</summary>");
        if (limits.IsRange)
        {
            writer
                .Write("/// <param name=\"min\">The smallest value, at most <paramref name=\"max\"/>; minus infinity for none.</param>")
                .Write("/// <param name=\"max\">The largest value; infinity for none.</param>")
                .Write("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">The smallest value is above the largest, one of them is NaN, or no finite number is between them; nothing was written.</exception>");
        }
        else
        {
            writer
                .Write("/// <param name=\"limit\">The largest absolute value, above zero; infinity never clips.</param>")
                .Write("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">The limit isn't above zero; nothing was written.</exception>");
        }

        if (mayRefuse)
        {
            writer
                .Write(CheckWalk.Refused)
                .Write("/// <exception cref=\"global::System.NotSupportedException\">A vector or matrix isn't dense, or a source of gradients is no container, so that its elements can't be seen; nothing was written.</exception>");
        }
    }

    // A default before a parameter that has none is said by attributes.
    private static string Parameters(ValueLimits limits)
    {
        if (!limits.IsRange)
        {
            return Parameter("limit", limits.Limit);
        }

        string min = limits is { Min: { } smallest, Max: null }
            ? $"[global::System.Runtime.InteropServices.Optional, global::System.Runtime.InteropServices.DefaultParameterValue({Literals.Of(smallest)})] double min"
            : Parameter("min", limits.Min);
        return $"{min}, {Parameter("max", limits.Max)}";
    }

    private static string Parameter(string name, double? value) => value is { } given ? $"double {name} = {Literals.Of(given)}" : $"double {name}";

    private static void WriteWalk(IndentedWriter writer, ContainerSpec container, string sweep)
    {
        foreach (GroupSpec group in container.Groups)
        {
            writer.Write($"{group.Methods.Sweep.Name}(ref {sweep});");
        }
    }
}
