using System;
using System.Linq;
using FusedClip.Benchmarks.Containers;

namespace FusedClip.Benchmarks.Candidates;

/// <summary>Numbers that a candidate holds itself: they are taken from the buffers, which the others clip in place.</summary>
internal interface IOwnCopies
{
    /// <summary>Sets every copy to the numbers of the buffers.</summary>
    void Fill();

    /// <summary>One element of each field of each copy.</summary>
    double[] Samples();
}

/// <summary>Containers of inline arrays.</summary>
internal sealed class InlineCopies<TContainer> : IOwnCopies
    where TContainer : class, IInlineSingles, new()
{
    private readonly float[][][] _buffers;

    public InlineCopies(float[][][] buffers)
    {
        _buffers = buffers;
        Containers = [.. buffers.Select(_ => new TContainer())];
        Fill();
    }

    public TContainer[] Containers { get; }

    public void Fill()
    {
        foreach ((TContainer container, float[][] copy) in Containers.Zip(_buffers))
        {
            for (int i = 0; i < copy.Length; i++)
            {
                copy[i].CopyTo(container.Field(i));
            }
        }
    }

    public double[] Samples() =>
        [.. Containers.SelectMany(container => Enumerable.Range(0, _buffers[0].Length).Select(i => (double)container.Field(i)[^1]))];
}
