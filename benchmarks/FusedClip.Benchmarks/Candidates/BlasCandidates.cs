using System;
using FusedClip.Benchmarks.Sets;

namespace FusedClip.Benchmarks.Candidates;

// Lengths go as 64-bit numbers: a build with 32-bit lengths reads their lower half.

/// <summary>OpenBLAS: <c>sdot</c> of each field with itself, and <c>sscal</c>.</summary>
internal readonly unsafe struct BlasSingles(BlasLibrary library, PinnedTable table) : ICandidate
{
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<long, nint, long, nint, long, float> _dot =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<long, nint, long, nint, long, float>)library.Sdot;

    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<long, float, nint, long, void> _scale =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<long, float, nint, long, void>)library.Sscal;

    public double Clip(int copy, double maxNorm)
    {
        nint* fields = table.Copy(copy);
        float sum = 0;
        for (int i = 0; i < table.Fields; i++)
        {
            sum += _dot(table.Lengths[i], fields[i], 1, fields[i], 1);
        }

        float norm = MathF.Sqrt(sum);
        if (norm > maxNorm)
        {
            float coefficient = (float)maxNorm / norm;
            for (int i = 0; i < table.Fields; i++)
            {
                _scale(table.Lengths[i], coefficient, fields[i], 1);
            }
        }

        return norm;
    }
}

/// <summary>OpenBLAS: <c>ddot</c> of each field with itself, and <c>dscal</c>.</summary>
internal readonly unsafe struct BlasDoubles(BlasLibrary library, PinnedTable table) : ICandidate
{
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<long, nint, long, nint, long, double> _dot =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<long, nint, long, nint, long, double>)library.Ddot;

    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<long, double, nint, long, void> _scale =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<long, double, nint, long, void>)library.Dscal;

    public double Clip(int copy, double maxNorm)
    {
        nint* fields = table.Copy(copy);
        double sum = 0;
        for (int i = 0; i < table.Fields; i++)
        {
            sum += _dot(table.Lengths[i], fields[i], 1, fields[i], 1);
        }

        double norm = Math.Sqrt(sum);
        if (norm > maxNorm)
        {
            double coefficient = maxNorm / norm;
            for (int i = 0; i < table.Fields; i++)
            {
                _scale(table.Lengths[i], coefficient, fields[i], 1);
            }
        }

        return norm;
    }
}
