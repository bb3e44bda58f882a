using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Emission.Kernels;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>Neighbouring fields that are handed over in one call, and what the calls need of the kernel file.</summary>
internal static class FieldRuns
{
    /// <summary>
    /// The fields, in their order. Neighbouring arrays of one element type go together, so that their sums stay in registers.
    /// </summary>
    public static IEnumerable<List<FieldSpec>> Of(EquatableArray<FieldSpec> fields)
    {
        var run = new List<FieldSpec>();
        foreach (FieldSpec field in fields)
        {
            bool continues = run.Count > 0 && IsPlainArray(field)
                && IsPlainArray(run[0]) && run[0].Element == field.Element && run[0].TypeParameter == field.TypeParameter;
            continues |= FixedRun.Continues(run, field);
            if (run.Count > 0 && !continues)
            {
                yield return run;
                run = [];
            }

            run.Add(field);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    /// <summary>The kernels without loops that these fields take.</summary>
    public static IEnumerable<FixedLengthSpec> FixedLengths(EquatableArray<FieldSpec> fields, double norm) =>
        Of(fields).Where(run => FixedRun.IsUnrolled(run, norm)).Select(run => FixedRun.Kernel(run, norm));

    /// <summary>Whether a field is an array that goes together with neighbours.</summary>
    public static bool IsPlainArray(FieldSpec field) =>
        field is { Shape: FieldShape.Array, Length: null, Weight: null, Dimensions.Count: 0, Levels.Count: 0 } && !TiedText.Covers(field);
}
