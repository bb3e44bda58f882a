namespace FusedClip.Numerics;

/// <summary>Sums that keep what their additions lose.</summary>
internal static class TwoSum
{
    /// <summary>Adds to a sum, and what the addition loses to what was lost before (Knuth's TwoSum, exact for finite numbers).</summary>
    public static void Add(ref double sum, ref double lost, double term)
    {
        double next = sum + term;
        double seen = next - sum;
        double loss = (sum - (next - seen)) + (term - seen);
        sum = next;

        // Beside an infinity or NaN there is nothing to keep.
        lost += double.IsFinite(next) ? loss : 0;
    }
}
