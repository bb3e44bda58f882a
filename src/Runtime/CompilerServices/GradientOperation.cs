using System.ComponentModel;

namespace FusedClip.CompilerServices;

/// <summary>What a container asks a sweep for. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum GradientOperation
{
    /// <summary>To bring the norm down to a limit.</summary>
    Clip,

    /// <summary>To come to the same answer, and write nothing.</summary>
    Measure,
}
