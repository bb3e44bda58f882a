using System;

namespace FusedClip.CompilerServices;

// ClipScope.BlockRms: what is limited is the root mean square of a field, so its elements are counted in its norm pass. That is a
// limit of its own on the field's norm; all else is as with ClipScope.PerField.
public ref partial struct GradientSweep
{
    private readonly bool IsByMean => _fieldsPass != GradientPass.None && Details.IsBlockRms;

    private readonly ClipRule FieldRule => Details.IsBlockRms ? Details.Rule.ForMean(Details.ElementCount, _order) : Details.Rule;

    private readonly void CountElements(scoped ReadOnlySpan<Array?> arrays, int bufferLength)
    {
        Details.ElementCount += bufferLength;
        foreach (Array? array in arrays)
        {
            Details.ElementCount += array?.LongLength ?? 0;
        }
    }

    // All slices of a field have the same number of elements.
    private readonly ClipRule SliceRule(scoped ReadOnlySpan<nint> lengths, ulong reduced)
    {
        if (!Details.IsBlockRms)
        {
            return Details.Rule;
        }

        long count = 1;
        for (int i = 0; i < lengths.Length; i++)
        {
            count *= ((reduced >> i) & 1) != 0 ? lengths[i] : 1;
        }

        return Details.Rule.ForMean(count, _order);
    }

    private readonly InvalidOperationException WithoutCount() => new(
        $"The gradient field '{Details.Finding.FullName}' can't be clipped by its root mean square, since it is a source that measures its gradients itself, "
        + "and doesn't say how many elements it has. Nothing was written.");
}
