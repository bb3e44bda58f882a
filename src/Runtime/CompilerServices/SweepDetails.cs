using System;
using System.ComponentModel;

namespace FusedClip.CompilerServices;

/// <summary>
/// What a <see cref="GradientSweep"/> has to remember beyond one pass: what decides, what was found, and the coefficients of
/// fields. For generated code, which has it on the stack of the method that walks again and again.
/// </summary>
/// <remarks>Most clips end with the norm pass, and do without: setting it to zeros would take as long as the norm of a small layer.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct SweepDetails
{
    // What decides, and what came of it.
    internal ClipRule Rule;
    internal NonFinitePolicy Policy;
    internal bool IsReadOnly;
    internal bool Decides;
    internal bool IsClipped;
    internal bool IsFinite;
    internal double TotalNorm;

    // The pass in double, and the search.
    internal NormAccumulator Accumulator;
    internal Finding Finding;

    // With ClipScope.PerField: all fields, and each.
    internal NormAccumulator AllFields;
    internal Span<double> FieldCoefficients;
    internal double SmallestCoefficient;
    internal int FieldIndex;
    internal bool IsAnyWritten;

    // With FieldNorms: where each field's norm is kept, and whether one norm over all of them decides.
    internal NormSlots Slots;
    internal bool IsOneNorm;

    // With ClipScope.BlockRms: how many elements the field has.
    internal bool IsBlockRms;
    internal long ElementCount;

    // With axes: slices of fields, and a field that has none.
    internal ReadOnlySpan<int> Axes;
    internal int RefusedRank;

    // With ClipScope.Adaptive: the part of its weights' norm that a slice's norm may be; otherwise 0.
    internal double Clipping;

    // Two buffers that share memory.
    internal SharedMemorySearch Sharing;
}
