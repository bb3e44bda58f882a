using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using FusedClip.Numerics;

// Pointers to managed types: to what is on the stack of a method further up, where the garbage collector sees it, and never moves it.
#pragma warning disable CS8500

namespace FusedClip.CompilerServices;

/// <summary>
/// Walks the gradient fields of a container as often as it takes: once for the norm, once more to scale where the norm
/// exceeds the limit. For generated code.
/// </summary>
/// <remarks>
/// A container has one list of its fields, the method that hands them to a sweep. Every operation is that
/// list, walked with another pass, so that the norm, the scaling and the zeroing can't come to speak of different fields:
/// <code>
/// do { SweepGradients(ref sweep); } while (sweep.NeedsAnother());
/// </code>
/// Nothing is written before every pass that reads has ended.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct GradientSweep
{
    // What the norm pass and the passes that write need. It is all that most calls come to, and each sets it to zeros first: so it
    // is small, and the rest is elsewhere.
    private GradientPass _pass;
    private GradientPass _fieldsPass;
    private bool _isSingle;
    private bool _isHalf;
    private int _position;

    // The norm order of kernels that may sum arrays at once; 0 where another pass, or a batch, has to see them one by one.
    private double _directOrder;
    private double _order;
    private double _sum;
    private double _lost;
    private double _relativeError;
    private double _smallestSafeSum;
    private double _coefficient;
    private ValueRange _range;

    // The rest, on the stack of the method whose sweep this is; null where the walks need none of it.
    private unsafe SweepDetails* _details;

    // Arrays of several containers that are yet to be summed, on the stack of what walks the containers.
    private unsafe ArrayBatch* _batch;

    // Where a circle of containers is looked for, in debug builds.
    private int _depth;
    private int _markedDepth;
    private object? _marked;

    /// <summary>Begins with the norm over all fields; <see cref="Decide"/> then says what for.</summary>
    /// <param name="normOrder">The norm order p.</param>
    /// <remarks>For a sweep that is all zeros: a constructor would have to write every field once more.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginNorm(double normOrder)
    {
        _pass = GradientPass.Norm;
        _order = _directOrder = normOrder;
    }

    /// <summary>Begins to clip, or to measure, every field by its own norm.</summary>
    /// <param name="details">Room for what it remembers, all zeros; as long-lived as the sweep.</param>
    /// <param name="operation">Whether to write.</param>
    /// <param name="scope">Over what a norm is taken, and so what <paramref name="maxNorm"/> is the limit of: with <see cref="ClipScope.BlockRms"/>, of a field's root mean square, or power mean.</param>
    /// <param name="normOrder">The norm order p.</param>
    /// <param name="maxNorm">The limit.</param>
    /// <param name="preScale">The factor of every gradient.</param>
    /// <param name="epsilon">What is added to a norm in the coefficient.</param>
    /// <param name="policy">What happens to a field whose norm isn't finite.</param>
    /// <param name="fieldCoefficients">Room for a number for each field: all coefficients are known before the first is applied.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> isn't above zero, or <paramref name="preScale"/> isn't above zero and finite.</exception>
    public unsafe GradientSweep(
        scoped ref SweepDetails details,
        GradientOperation operation,
        ClipScope scope,
        double normOrder,
        double maxNorm,
        double preScale,
        double epsilon,
        NonFinitePolicy policy,
        scoped Span<double> fieldCoefficients)
    {
        _details = AddressOf(ref details);
        Aim(operation, maxNorm, preScale, epsilon, policy);
        _pass = _fieldsPass = GradientPass.FieldNorms;
        _order = normOrder;
        Details.IsFinite = true;
        Details.IsBlockRms = scope == ClipScope.BlockRms;
        Details.FieldCoefficients = Unscoped.Of(fieldCoefficients);
        Details.AllFields = new NormAccumulator(normOrder);
    }

    /// <summary>Begins to add the fields to a norm.</summary>
    /// <param name="details">Room for what it remembers, all zeros; as long-lived as the sweep.</param>
    /// <param name="accumulator">The norm so far.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public unsafe GradientSweep(scoped ref SweepDetails details, scoped in NormAccumulator accumulator)
    {
        _details = AddressOf(ref details);
        _pass = accumulator.IsWide ? GradientPass.WideNorm : GradientPass.Norm;
        _directOrder = accumulator.IsWide ? 0 : accumulator.NormOrder;
        Details.IsReadOnly = true;
        _order = accumulator.NormOrder;
        Details.Accumulator = accumulator;
    }

    private GradientSweep(GradientPass pass, double coefficient)
    {
        _pass = pass;
        _coefficient = coefficient;
    }

    /// <summary>Begins to multiply every element.</summary>
    /// <param name="coefficient">The factor; 1 changes nothing.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static GradientSweep Scaling(double coefficient) =>
        new(coefficient == 1 ? GradientPass.None : GradientPass.Scale, coefficient);

    /// <summary>Begins to set every element to 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static GradientSweep Zeroing() => new(GradientPass.Zero, 0);

    /// <summary>What the sweep found and did; whole once <see cref="NeedsAnother"/> has returned false.</summary>
    // Not in place: every container would have the copying twice.
    public readonly ClipResult Result
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => new(Details.TotalNorm, _coefficient, Details.IsClipped, Details.IsFinite, Details.Finding.FieldName);
    }

    /// <summary>The norm so far, for <see cref="IGradientSource.AccumulateNorm"/>.</summary>
    public readonly NormAccumulator Accumulator
    {
        get
        {
            NormAccumulator accumulator = Details.Accumulator;
            accumulator.TakeBounds(_isSingle, _isHalf, accumulator.IsWide ? 0 : _relativeError);
            return accumulator;
        }
    }

    /// <summary>Ends a walk over the fields, and says whether there has to be another.</summary>
    /// <exception cref="NonFiniteGradientException">An element is NaN or infinite, and the policy is <see cref="NonFinitePolicy.Throw"/>.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool NeedsAnother() => _pass switch
    {
        GradientPass.Norm => AfterNorm(),
        GradientPass.WideNorm => AfterWideNorm(),
        GradientPass.FieldNorms => AfterFieldNorms(),
        GradientPass.Search => AfterSearch(),
        GradientPass.CompareMemory => AfterCompareMemory(),
        GradientPass.NameShared => AfterNameShared(),
        GradientPass.NameRefused => throw Refused(),
        _ => false,
    };

    private readonly unsafe ref SweepDetails Details => ref *_details;

    private static unsafe SweepDetails* AddressOf(scoped ref SweepDetails details)
    {
        fixed (SweepDetails* address = &details)
        {
            return address;
        }
    }

    private void Aim(GradientOperation operation, double maxNorm, double preScale, double epsilon, NonFinitePolicy policy)
    {
        Details.Rule = new ClipRule(maxNorm, preScale, epsilon);
        Details.Policy = policy;
        Details.IsReadOnly = operation == GradientOperation.Measure;
        Details.Decides = true;
        _coefficient = 1;
    }

    private bool Begin(GradientPass pass)
    {
        _pass = pass;
        _directOrder = 0;
        _fieldsPass = pass == GradientPass.FieldScale ? pass : GradientPass.None;
        _position = 0;
        Details.FieldIndex = 0;
        return true;
    }
}
