using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FusedClip.Numerics;

namespace FusedClip.CompilerServices;

// What each pass does to a field. A field has a depth, the number of arrays around an element: at 1 it is the array given, from
// 2 on the arrays given are the elements of the outermost one. Behind them there may be a buffer that is no array.
public ref partial struct GradientSweep
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddSum<T, TKernel>(double sum)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        AddPowers(sum, double.IsPositiveInfinity(TKernel.Order));
        TakeElements<T>();

        if (_relativeError < TKernel.RelativeError)
        {
            _relativeError = TKernel.RelativeError;
        }

        if (_smallestSafeSum < TKernel.SmallestSafeSum)
        {
            _smallestSafeSum = TKernel.SmallestSafeSum;
        }
    }

    // Nothing is read, and nothing is written that says what was said before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void TakeElements<T>()
        where T : unmanaged
    {
        if (typeof(T) != typeof(double))
        {
            _isSingle = true;
        }

        if (typeof(T) == typeof(Half))
        {
            _isHalf = true;
        }
    }

    // Given a constant, the JIT keeps one side of the first branch.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddPowers(double sum, bool isMax)
    {
        if (isMax)
        {
            _sum = Math.Max(_sum, sum);
        }
        else if (_sum == 0)
        {
            _sum = sum;
        }
        else
        {
            TwoSum.Add(ref _sum, ref _lost, sum);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OtherPass<T, TKernel>(scoped ReadOnlySpan<Array?> fields)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        if (IsBatching)
        {
            if (!TryGather<T>(fields))
            {
                Gather<T, TKernel>(fields);
            }
        }
        else
        {
            AtOnce<T, TKernel>(fields);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AtOnce<T, TKernel>(scoped ReadOnlySpan<Array?> fields)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        if (_pass == GradientPass.Scale && SingleRange.Holds<T>(_coefficient))
        {
            TKernel.Scale(fields, ref Unsafe.NullRef<T>(), 0, _coefficient);
            return;
        }

        if (IsNorm<T, TKernel>())
        {
            AddSum<T, TKernel>(TKernel.Sum(fields, ref Unsafe.NullRef<T>(), 0));
            return;
        }

        if (_pass == GradientPass.FieldNorms && TKernel.Order == _order && Details.IsOneNorm)
        {
            NormsOfArrays<T, TKernel>(fields);
            return;
        }

        for (int i = 0; i < fields.Length; i++)
        {
            Field<T, TKernel>(fields.Slice(i, 1), 1, default);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Field<T, TKernel>(scoped ReadOnlySpan<Array?> arrays, int depth, scoped Span<T> buffer)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        if (IsSliced && depth == 1)
        {
            SlicedField<T, TKernel>(arrays, buffer);
            return;
        }

        BeginField();
        do
        {
            Visit<T, TKernel>(arrays, depth, buffer);
        }
        while (RepeatsField());
    }

    private void Visit<T, TKernel>(scoped ReadOnlySpan<Array?> arrays, int depth, scoped Span<T> buffer)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        if (depth <= 2)
        {
            Leaves<T, TKernel>(arrays, isIndexed: depth == 2, buffer);
            return;
        }

        for (int i = 0; i < arrays.Length; i++)
        {
            if (arrays[i] is not { } inner)
            {
                continue;
            }

            bool wasFound = IsFound;
            Visit<T, TKernel>(InnerArrays(inner), depth - 1, default);
            if (IsFound && !wasFound)
            {
                Details.Finding.Prefix(i);
            }
        }
    }

    private void Leaves<T, TKernel>(scoped ReadOnlySpan<Array?> arrays, bool isIndexed, scoped Span<T> buffer)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        ref T last = ref MemoryMarshal.GetReference(buffer);
        TakeElements<T>();
        if (_pass is GradientPass.None or GradientPass.CheckValues or GradientPass.NameRefused)
        {
            return;
        }

        if (_pass == GradientPass.Norm)
        {
            if (IsByMean)
            {
                CountElements(arrays, buffer.Length);
            }

            // A kernel of another norm order than this sweep's: all is left to the pass in double.
            AddSum<T, TKernel>(TKernel.Order == _order ? TKernel.Sum(arrays, ref last, (nuint)buffer.Length) : double.NaN);
        }
        else if (_pass == GradientPass.Scale && SingleRange.Holds<T>(_coefficient))
        {
            TKernel.Scale(arrays, ref last, (nuint)buffer.Length, _coefficient);
        }
        else if (_pass == GradientPass.CompareMemory)
        {
            Details.Sharing.Compare(arrays, Unsafe.SizeOf<T>());
            Details.Sharing.Compare(ref Unsafe.As<T, byte>(ref last), (nint)buffer.Length * Unsafe.SizeOf<T>());
        }
        else
        {
            for (int i = 0; i < arrays.Length; i++)
            {
                if (arrays[i] is { } array)
                {
                    bool wasFound = IsFound;
                    Leaf<T>(array);
                    if (isIndexed && IsFound && !wasFound)
                    {
                        Details.Finding.Prefix(i);
                    }
                }
            }

            Leaf(buffer, null);
        }
    }

    // An array of several dimensions can have more elements than a span can.
    private void Leaf<T>(Array array)
        where T : unmanaged
    {
        if (_pass == GradientPass.NameShared)
        {
            NameWhereShared(ref MemoryMarshal.GetArrayDataReference(array), array.LongLength);
            return;
        }

        if (_pass == GradientPass.Search)
        {
            Details.Finding.EnterArray();
        }

        foreach (Span<T> run in RunWalk<T>.Of(array))
        {
            Leaf(run, array);
        }
    }

    private void Leaf<T>(scoped Span<T> elements, Array? array)
        where T : unmanaged
    {
        switch (_pass)
        {
            case GradientPass.WideNorm:
                DoublePrecision.Add(ref Details.Accumulator, elements);
                break;
            case GradientPass.Search:
                Details.Finding.SearchIn(_position, elements, array, isPathWanted: Details.Policy == NonFinitePolicy.Throw);
                break;
            case GradientPass.NameShared:
                NameWhereShared(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(elements)), elements.Length);
                break;
            case GradientPass.Scale:
                DoublePrecision.Scale(elements, _coefficient);
                break;
            case GradientPass.ClampValues:
                Clamp(elements);
                break;
            default:
                elements.Clear();
                break;
        }
    }
}
