namespace FusedClip.CompilerServices;

/// <summary>What a sweep over the gradient fields does to each of them.</summary>
internal enum GradientPass : byte
{
    /// <summary>Nothing: the fields are only walked.</summary>
    None,

    /// <summary>The norm pass: the fields' powers are summed by the kernels.</summary>
    Norm,

    /// <summary>The norm pass again, in double: the kernels' sum left its range, or is too close to the limit.</summary>
    WideNorm,

    /// <summary>The norm pass of <see cref="ClipScope.PerField"/>: every field's coefficient is computed and kept.</summary>
    FieldNorms,

    /// <summary>The scale pass.</summary>
    Scale,

    /// <summary>The scale pass of <see cref="ClipScope.PerField"/>.</summary>
    FieldScale,

    /// <summary>Sets every element to 0.</summary>
    Zero,

    /// <summary>Clips by value: brings every element into a range.</summary>
    ClampValues,

    /// <summary>Writes nothing, and refuses what can't be clipped by value.</summary>
    CheckValues,

    /// <summary>Looks for two buffers that share memory.</summary>
    CompareMemory,

    // From here on a pass looks for one buffer, whose field its container then names.

    /// <summary>Looks for the first element that isn't finite.</summary>
    Search,

    /// <summary>Walks to one of two buffers that share memory, for its field's name.</summary>
    NameShared,

    /// <summary>Goes no further than a field that lacks the dimensions to be clipped over, for its name.</summary>
    NameRefused,
}
