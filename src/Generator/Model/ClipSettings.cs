namespace FusedClip.Generator.Model;

/// <summary>The arguments of the attribute, checked.</summary>
/// <param name="MaxNorm">The limit; null where it is given at run time.</param>
/// <param name="Norm">The norm order p.</param>
/// <param name="Epsilon">What is added to the norm in the coefficient.</param>
/// <param name="Scope">Over what a norm is taken.</param>
/// <param name="NonFinite">What happens to gradients that aren't finite.</param>
internal sealed record ClipSettings(double? MaxNorm, double Norm, double Epsilon, Scope Scope, NonFinite NonFinite)
{
    /// <summary>Whether its calls are recorded by the meter.</summary>
    public bool IsMetered { get; init; }

    /// <summary>Whether there are overloads that give the norm of every field.</summary>
    public bool HasFieldNorms { get; init; }

    /// <summary>The dimensions over which the norm of a slice is taken; none where fields are clipped as they are. The scope isn't global then.</summary>
    public EquatableArray<int> Axes { get; init; }

    /// <summary>With <see cref="Scope.Adaptive"/>, the part of its weights' norm that a unit's norm may be; null where it is given at run time.</summary>
    public double? Clipping { get; init; }

    /// <summary>Whether each unit has a limit of its own, from its weights.</summary>
    public bool IsAdaptive => Scope == Scope.Adaptive;

    /// <summary>Whether all fields share one norm.</summary>
    public bool IsGlobal => Scope == Scope.Global;
}

/// <summary>The members of <c>FusedClip.ClipScope</c>, by their values.</summary>
internal enum Scope
{
    Global,
    PerField,
    BlockRms,
    Adaptive,
}

/// <summary>The members of <c>FusedClip.NonFinitePolicy</c>, by their values.</summary>
internal enum NonFinite
{
    Throw,
    Skip,
    Zero,
    Propagate,
    Poison,
}
