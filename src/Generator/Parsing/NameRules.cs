using System;
using System.Collections.Generic;
using System.Linq;

namespace FusedClip.Generator.Parsing;

/// <summary>Names that say that a buffer is something other than a gradient.</summary>
internal static class NameRules
{
    private static readonly HashSet<string> OtherThings = new(StringComparer.OrdinalIgnoreCase)
    {
        "weight", "weights", "velocity", "velocities", "momentum", "momenta", "moment", "moments", "mean", "means",
        "variance", "variances", "history", "activation", "activations", "cache", "parameter", "parameters",
    };

    private static readonly HashSet<string> Gradients = new(StringComparer.OrdinalIgnoreCase)
    {
        "grad", "grads", "gradient", "gradients", "delta", "deltas", "derivative", "derivatives", "d",
    };

    /// <summary>The word in a member's name that says what it is instead of a gradient; null where none does.</summary>
    /// <remarks><c>dWeights</c> and <c>WeightGradients</c> are gradients; <c>Weights</c> and <c>velocityW1</c> aren't.</remarks>
    public static string? SaysOtherwise(string name)
    {
        List<string> words = Words(name);
        return words.Any(Gradients.Contains) ? null : words.FirstOrDefault(OtherThings.Contains)?.ToLowerInvariant();
    }

    // A word ends before an upper-case letter that follows a lower-case one, and at digits and underscores.
    private static List<string> Words(string name)
    {
        var words = new List<string>();
        int start = 0;
        for (int i = 0; i <= name.Length; i++)
        {
            bool isEnd = i == name.Length || !char.IsLetter(name[i]);
            bool isHump = !isEnd && i > start && char.IsUpper(name[i]) && char.IsLower(name[i - 1]);
            if (isEnd || isHump)
            {
                if (i > start)
                {
                    words.Add(name.Substring(start, i - start));
                }

                start = isHump ? i : i + 1;
            }
        }

        return words;
    }
}
