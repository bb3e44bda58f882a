namespace FusedClip.Tests;

/// <summary>SplitMix64: element i of a seed, the same in every test, and in the PyTorch cases.</summary>
internal static class SplitMix
{
    /// <summary>Element <paramref name="index"/> (from 0), uniform in [−scale, scale).</summary>
    public static double At(ulong seed, long index, double scale)
    {
        unchecked
        {
            ulong z = seed + (((ulong)index + 1) * 0x9E3779B97F4A7C15);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
            return (((z >> 40) / 8388608.0) - 1) * scale;
        }
    }

    public static float[] Singles(ulong seed, int length, double scale = 1)
    {
        var values = new float[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = (float)At(seed, i, scale);
        }

        return values;
    }

    public static double[] Doubles(ulong seed, int length, double scale = 1)
    {
        var values = new double[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = At(seed, i, scale);
        }

        return values;
    }
}
