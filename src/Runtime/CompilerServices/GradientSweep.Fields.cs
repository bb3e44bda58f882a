using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

// What a container hands to a sweep: its fields, in order, each by the method of its shape.
public ref partial struct GradientSweep
{
    /// <summary>The number of fields walked past in this pass. Counted only by passes that need it.</summary>
    public readonly int Position => _position;

    /// <summary>Whether the search ended in a field that its container has yet to name.</summary>
    public readonly bool AwaitsFieldName => IsSearching && Details.Finding.AwaitsName;

    /// <summary>The position of the field in which the search ended.</summary>
    public readonly int FoundPosition => Details.Finding.Field;

    /// <summary>Whether this pass writes: a scalar property is set only then.</summary>
    public readonly bool Writes => _pass is GradientPass.Scale or GradientPass.FieldScale or GradientPass.Zero or GradientPass.ClampValues;

    /// <summary>Names the field in which the search ended.</summary>
    public void NameField(string name) => Details.Finding.FieldName = name;

    /// <summary>Fields that are arrays, of any rank; null ones are passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Arrays<T, TKernel>(scoped ReadOnlySpan<Array?> fields)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        // The pass of every call, in place; the others are a call away.
        if (BitConverter.DoubleToInt64Bits(TKernel.Order) == BitConverter.DoubleToInt64Bits(_directOrder))
        {
            AddSum<T, TKernel>(TKernel.Sum(fields, ref Unsafe.NullRef<T>(), 0));
        }
        else if (fields.Length > MostGatheredInPlace || !TryGather<T>(fields))
        {
            OtherPass<T, TKernel>(fields);
        }
    }

    /// <summary>A field that is a buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Buffer<T, TKernel>(scoped Span<T> field)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        if (IsNorm<T, TKernel>())
        {
            AddSum<T, TKernel>(TKernel.Sum(default, ref MemoryMarshal.GetReference(field), (nuint)field.Length));
        }
        else
        {
            Field<T, TKernel>(default, 1, field);
        }
    }

    /// <summary>A field that holds its elements itself, so that it shares memory with no other: in place, or, where it is a property, in a local.</summary>
    public void Copy<T, TKernel>(scoped Span<T> field)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T> =>
        Buffer<T, TKernel>(IsComparing ? default : field);

    /// <summary>A field that is a single number.</summary>
    public void Scalar<T, TKernel>(scoped ref T field)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        if (IsSliced)
        {
            Refuse(rank: 0);
        }

        bool wasFound = IsFound;
        Copy<T, TKernel>(new Span<T>(ref field));
        if (IsFound && !wasFound)
        {
            Details.Finding.DropIndices();
        }
    }

    /// <summary>A field that is an array of arrays, or of arrays of arrays; null ones are passed over.</summary>
    /// <param name="field">The outermost array.</param>
    /// <param name="depth">How many arrays lie around an element: 2 for <c>float[][]</c> and <c>float[][,]</c>.</param>
    public void Jagged<T, TKernel>(Array? field, int depth)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        Field<T, TKernel>(field is null ? default : InnerArrays(field), depth, default);
    }

    private static ReadOnlySpan<Array?> InnerArrays(Array outer)
    {
        // An array of arrays is a run of references in memory, whatever its rank.
        ref byte data = ref MemoryMarshal.GetArrayDataReference(outer);
        return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, Array?>(ref data), outer.Length);
    }
}
