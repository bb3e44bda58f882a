using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using CommunityToolkit.HighPerformance;
using FusedClip;

namespace FusedClip.Tests;

[InlineArray(20)]
internal struct TwentyHalves
{
    public Half First;
}

/// <summary>Buffers of Half that are no arrays: in place, behind a view, or with gaps.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed unsafe partial class HalfViews : IClipper
{
    private readonly Half[] _backing = GC.AllocateArray<Half>(70, pinned: true);
    private readonly Half[] _grid = new Half[20];

    public HalfViews()
    {
        for (int i = 0; i < _backing.Length; i++)
        {
            _backing[i] = (Half)(i / 8.0);
        }

        for (int i = 0; i < _grid.Length; i++)
        {
            _grid[i] = (Half)(i + 1);
        }

        Segment = new ArraySegment<Half>(_backing, 0, 19);
        Pointer = (Half*)Unsafe.AsPointer(ref _backing[20]);
        Inline[19] = (Half)7;
        TwentyHalves property = default;
        property[3] = (Half)(-6);
        Property = property;
        Window = Tensor.Create(_grid, [2, 2], [5, 1]);
        Rows = new Memory2D<Half>(_grid, 10, 2, 3, 2);
    }

    [Gradient] public ArraySegment<Half> Segment;
    [Gradient(Length = nameof(Count))] public Half* Pointer;
    [Gradient] public Span<Half> Span => _backing.AsSpan(30, 17);
    [Gradient(Length = nameof(Count))] public Memory<Half> Memory => _backing.AsMemory(50);
    [Gradient] public TwentyHalves Inline;
    [Gradient] public TwentyHalves Property { get; set; }
    [Gradient] public Tensor<Half> Window;
    [Gradient] public Memory2D<Half> Rows;
    [Gradient] public List<Half[]> Lists = [[(Half)1], [(Half)2, (Half)3]];

    public int Count { get; set; } = 9;

    /// <summary>The elements, in the order of the fields.</summary>
    public double[] Elements() =>
    [
        .. Of(_backing, 0, 19), .. Of(_backing, 20, 9), .. Of(_backing, 30, 17), .. Of(_backing, 50, 9), (double)Inline[19], (double)Property[3],
        .. Of(_grid, 0, 2), .. Of(_grid, 5, 2), .. Of(_grid, 10, 3), .. Of(_grid, 15, 3), .. Lists.SelectMany(list => Of(list, 0, list.Length)),
    ];

    /// <summary>What is beside them.</summary>
    public double[] Beside() => [.. Of(_backing, 19, 1), .. Of(_backing, 29, 1), .. Of(_backing, 47, 3), .. Of(_backing, 59, 11), .. Of(_grid, 2, 3), .. Of(_grid, 7, 3), .. Of(_grid, 13, 2)];

    private static IEnumerable<double> Of(Half[] array, int start, int length) => array.Skip(start).Take(length).Select(x => (double)x);
}
