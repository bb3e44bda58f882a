using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace FusedClip.Benchmarks.Sets;

/// <summary>Copies of a set's buffers, all with the same numbers in them.</summary>
/// <remarks>
/// Tiny sets get several copies, to be clipped in turn: clipping one array over and over would measure how stores are forwarded
/// to the next call's loads, which no training loop does. Together the copies stay in half of a first-level cache.
/// </remarks>
internal sealed class GradientBuffers<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int BytesOfAllCopies = 16 << 10;
    private const int MostCopies = 16;

    public GradientBuffers(int[] lengths, int? residue)
    {
        long bytes = lengths.Sum(length => (long)length * Unsafe.SizeOf<T>());
        int copies = (int)long.Clamp(BytesOfAllCopies / bytes, 1, MostCopies);
        Copies = [.. Enumerable.Range(0, copies).Select(_ => lengths.Select(length => PinnedArray.Allocate<T>(length, residue)).ToArray())];
        Fill();
    }

    public T[][][] Copies { get; }

    /// <summary>Sets every copy to the same numbers between -1 and 1.</summary>
    public void Fill()
    {
        foreach (T[][] copy in Copies)
        {
            uint state = 2463534242;
            foreach (T[] field in copy)
            {
                for (int i = 0; i < field.Length; i++)
                {
                    // Xorshift: random enough, and quick.
                    state ^= state << 13;
                    state ^= state >> 17;
                    state ^= state << 5;
                    field[i] = T.CreateTruncating(((int)state >> 8) / (double)(1 << 23));
                }
            }
        }
    }

    /// <summary>One element of each field of each copy.</summary>
    public double[] Samples() => [.. Copies.SelectMany(copy => copy.Select(field => double.CreateTruncating(field[^1])))];
}
