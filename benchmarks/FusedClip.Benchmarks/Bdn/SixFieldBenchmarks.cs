using System.Linq;
using BenchmarkDotNet.Attributes;
using FusedClip.Benchmarks.Containers;
using FusedClip.Benchmarks.Sets;

namespace FusedClip.Benchmarks.Bdn;

/// <summary>The four methods that are generated, on containers of six fields.</summary>
/// <remarks>
/// To be clipped in every call, gradients have to grow again: <see cref="ClipAndScaleBack"/> times a clip and a scaling. The
/// ratios are measured otherwise, by <c>ratios</c>.
/// </remarks>
public class SixFieldBenchmarks
{
    private const double NoLimit = 1e30;

    private SixSingles _container = null!;
    private double _half;

    /// <summary>The set of lengths.</summary>
    [Params("Small6", "Odd6", "Mlp6")]
    public string Set { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        GradientSet set = GradientSets.All.Single(one => one.Name == Set);
        _container = new SixSingles(new GradientBuffers<float>(set.LengthsOf(sizeof(float)), residue: 16).Copies[0]);
        _half = _container.MeasureGradients().TotalNorm / 2;
    }

    [Benchmark]
    public ClipResult ClipBelowLimit() => _container.ClipGradients(NoLimit);

    [Benchmark]
    public ClipResult Measure() => _container.MeasureGradients(NoLimit);

    [Benchmark]
    public ClipResult ClipAndScaleBack()
    {
        ClipResult result = _container.ClipGradients(_half);
        _container.ScaleGradients(2);
        return result;
    }
}
