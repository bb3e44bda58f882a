using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>What generated comments say of a clip.</summary>
internal static class ClipText
{
    /// <summary>The group, where there is one, behind what is said of its gradients.</summary>
    public static string OfGroup(GroupSpec group) => group.Name is null ? "" : $" of the group <c>{Literals.InXml(OneLine(group.Name))}</c>";

    /// <summary>The limit and the coefficient.</summary>
    public static string Limit(ClipSettings settings)
    {
        if (settings.IsAdaptive)
        {
            string part = settings.Clipping is { } clipping ? Literals.InText(clipping) : "a number that is given with every call,";
            return $"The norm of a unit is limited to {part} times the norm of its weights, which counts as 1E-3 where it is less; {Coefficient(settings, "its limit")}";
        }

        string limit = settings.MaxNorm is { } maxNorm
            ? $"The {(settings.Scope == Scope.BlockRms ? Mean(settings) : "norm")} is limited to {Literals.InText(maxNorm)}"
            : "The limit is given with every call";
        return $"{limit}; {Coefficient(settings, "the limit")}";
    }

    private static string Coefficient(ClipSettings settings, string limit) => settings.Epsilon > 0
        ? $"the coefficient is limit / (norm + {Literals.InText(settings.Epsilon)}), where that is below 1."
        : $"at or below {limit} nothing is written.";

    /// <summary>Which norms the gradients are clipped by.</summary>
    /// <param name="settings">What the attribute says.</param>
    /// <param name="gradients">What the gradients are called: <c>these gradients</c>.</param>
    public static string ByNorm(ClipSettings settings, string gradients)
    {
        string norm = settings.Scope == Scope.BlockRms ? Mean(settings) : $"{KernelSpec.Display(settings.Norm)} norm";
        return settings.IsAdaptive ? $"each unit of {gradients}, which is a slice over {Dimensions(settings.Axes)}, or the whole of a field of one dimension, by its own {norm} and that of its weights,"
            : settings.Axes.Count > 0 ? $"each slice of {gradients} by its own {norm}, over {Dimensions(settings.Axes)},"
            : settings.IsGlobal ? $"by one {norm} over {gradients},"
            : $"each of {gradients} by its own {norm},";
    }

    /// <summary>What <c>ClipScope.BlockRms</c> limits.</summary>
    private static string Mean(ClipSettings settings) => settings.Norm == 2 ? "root mean square" : $"{KernelSpec.Display(settings.Norm)} power mean";

    /// <summary>What is brought down to the limit.</summary>
    public static string Limited(ClipSettings settings, GroupSpec group) => settings.Scope == Scope.BlockRms
        ? $"Brings the {Mean(settings)} of every {(settings.Axes.Count > 0 ? "slice of every field" : "field")}{OfGroup(group)} down to a limit, in place, where it exceeds it"
        : $"Brings the norm of the gradients{OfGroup(group)} down to a limit, in place, where it exceeds it";

    private static string Dimensions(EquatableArray<int> axes) =>
        $"dimension{(axes.Count > 1 ? "s" : "")} {string.Join(" and ", axes.Select(axis => Literals.InText(axis)))}";

    /// <summary>The range of clipping by value.</summary>
    public static string Values(ValueLimits limits)
    {
        string range = limits.IsRange
            ? $"[{End(limits.Min, "min")}, {End(limits.Max, "max")}]"
            : limits.Limit is { } limit ? $"[-{Literals.InText(limit)}, {Literals.InText(limit)}]" : "[-limit, limit]";
        return $"By value, every gradient is brought into {range}; NaN stays NaN.";

        static string End(double? value, string name) => value is { } given ? Literals.InText(given) : name;
    }

    /// <summary>What happens to gradients that aren't finite.</summary>
    public static string Policy(NonFinite policy) => policy switch
    {
        NonFinite.Throw => "Where a gradient is NaN or infinite, an exception names it, and nothing is written.",
        NonFinite.Skip => "Where a gradient is NaN or infinite, nothing is written, and the result says which field it was.",
        NonFinite.Zero => "Where a gradient is NaN or infinite, the gradients are set to 0.",
        NonFinite.Poison => "Where a gradient is NaN or infinite, the gradients are set to NaN.",
        _ => "Where a gradient is NaN or infinite, the arithmetic takes its course, as in PyTorch.",
    };

    // A comment ends with its line, and a group's name may be any text.
    private static string OneLine(string text) =>
        new(text.Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character).ToArray());
}
