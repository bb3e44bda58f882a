using FusedClip.Benchmarks.Sets;

namespace FusedClip.Benchmarks.Measuring;

internal enum ElementType
{
    Single,
    Double,
}

/// <summary>One line-up: a set of fields, their elements and a norm.</summary>
internal sealed record RaceCase(GradientSet Set, ElementType Element, double Norm)
{
    public string Title => (Set.Name, Element, Norm) switch
    {
        (_, ElementType.Double, 2) => $"{Set.Name} double",
        (_, _, 2) => Set.Name,
        (_, _, double.PositiveInfinity) => $"{Set.Name} p = ∞",
        _ => System.FormattableString.Invariant($"{Set.Name} p = {Norm}"),
    };
}
