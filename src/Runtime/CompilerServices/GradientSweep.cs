using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using FusedClip.Numerics;

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
    // The relative error of a norm that was measured in double: a rounding of each term, of the sums, and of the root.
    private const double WideError = 4.0 / (1L << 53);

    // What the norm pass needs: most calls come to nothing else.
    private GradientPass _pass;
    private GradientPass _fieldsPass;
    private bool _isSingle;
    private bool _isHalf;
    private double _order;
    private double _sum;
    private double _lost;
    private double _relativeError;
    private double _smallestSafeSum;

    // Where a circle of containers is looked for, in debug builds.
    private int _depth;
    private int _markedDepth;
    private object? _marked;

    // What decides, and what came of it.
    private NonFinitePolicy _policy;
    private bool _isReadOnly;
    private bool _decides;
    private bool _isClipped;
    private bool _isFinite;
    private bool _isAnyWritten;
    private double _totalNorm;
    private double _coefficient;
    private ClipRule _rule;
    private double _smallestCoefficient;
    private int _fieldIndex;
    private NormAccumulator _accumulator;
    private NormAccumulator _allFields;
    private Finding _finding;
    private Span<double> _fieldCoefficients;
    private SharedMemorySearch _sharing;
    private ValueRange _range;

    // Arrays of several containers that are yet to be summed, and what sums them.
    private Span<Array?> _batch;
    private int _batched;
    private int _batchedSize;
    private unsafe delegate*<ref GradientSweep, void> _sumBatch;

    /// <summary>Begins with the norm over all fields; <see cref="Decide"/> then says what for.</summary>
    /// <param name="normOrder">The norm order p.</param>
    /// <remarks>For a sweep that is all zeros: a constructor would have to write every field once more.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginNorm(double normOrder)
    {
        _pass = GradientPass.Norm;
        _order = normOrder;
    }

    /// <summary>Begins to clip, or to measure, every field by its own norm.</summary>
    /// <param name="operation">Whether to write.</param>
    /// <param name="normOrder">The norm order p.</param>
    /// <param name="maxNorm">The limit.</param>
    /// <param name="preScale">The factor of every gradient.</param>
    /// <param name="epsilon">What is added to a norm in the coefficient.</param>
    /// <param name="policy">What happens to a field whose norm isn't finite.</param>
    /// <param name="fieldCoefficients">Room for a number for each field: all coefficients are known before the first is applied.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> isn't above zero, or <paramref name="preScale"/> isn't above zero and finite.</exception>
    public GradientSweep(
        GradientOperation operation, double normOrder, double maxNorm, double preScale, double epsilon, NonFinitePolicy policy, Span<double> fieldCoefficients)
    {
        Aim(operation, maxNorm, preScale, epsilon, policy);
        _pass = _fieldsPass = GradientPass.FieldNorms;
        _order = normOrder;
        _isFinite = true;
        _fieldCoefficients = fieldCoefficients;
        _allFields = new NormAccumulator(normOrder);
    }

    /// <summary>Begins to add the fields to a norm.</summary>
    /// <param name="accumulator">The norm so far.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public GradientSweep(scoped in NormAccumulator accumulator)
    {
        _pass = accumulator.IsWide ? GradientPass.WideNorm : GradientPass.Norm;
        _isReadOnly = true;
        _order = accumulator.NormOrder;
        _accumulator = accumulator;
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
        get => new(_totalNorm, _coefficient, _isClipped, _isFinite, _finding.FieldName);
    }

    /// <summary>The norm so far, for <see cref="IGradientSource.AccumulateNorm"/>.</summary>
    public readonly NormAccumulator Accumulator
    {
        get
        {
            NormAccumulator accumulator = _accumulator;
            accumulator.TakeBounds(_isSingle, _isHalf, accumulator.IsWide ? 0 : _relativeError);
            return accumulator;
        }
    }

    /// <summary>
    /// Whether the norm is so far below the limit that nothing has to be done, which is what most calls come to.
    /// Where it isn't, or the limit makes no sense, <see cref="Decide"/> has the word.
    /// </summary>
    /// <param name="maxNorm">The limit.</param>
    /// <param name="preScale">The factor of every gradient.</param>
    /// <param name="epsilon">What is added to the norm in the coefficient.</param>
    /// <param name="result">The result, where the answer is yes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsBelow(double maxNorm, double preScale, double epsilon, out ClipResult result)
    {
        double norm = PowerRoot(_sum + _lost);
        result = new ClipResult(norm, 1, false, true, null);
        return preScale == 1 && _sum >= _smallestSafeSum && norm < (maxNorm - epsilon) * (1 - (2 * _relativeError));
    }

    /// <summary>Ends the norm pass: from the norm and the limit to what has to be done.</summary>
    /// <param name="operation">Whether to write.</param>
    /// <param name="maxNorm">The limit.</param>
    /// <param name="preScale">The factor of every gradient.</param>
    /// <param name="epsilon">What is added to the norm in the coefficient.</param>
    /// <param name="policy">What happens where the norm isn't finite.</param>
    /// <returns>Whether there has to be another walk over the fields.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> isn't above zero, or <paramref name="preScale"/> isn't above zero and finite.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Decide(GradientOperation operation, double maxNorm, double preScale, double epsilon, NonFinitePolicy policy)
    {
        Aim(operation, maxNorm, preScale, epsilon, policy);
        _finding = default;
        _fieldCoefficients = default;
        return AfterNorm();
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
        _ => false,
    };

    private void Aim(GradientOperation operation, double maxNorm, double preScale, double epsilon, NonFinitePolicy policy)
    {
        _rule = new ClipRule(maxNorm, preScale, epsilon);
        _policy = policy;
        _isReadOnly = operation == GradientOperation.Measure;
        _decides = true;
        _isClipped = false;
        _isFinite = false;
        _isAnyWritten = false;
        _totalNorm = 0;
        _coefficient = 1;
    }

    private bool AfterNorm()
    {
        _sum += _lost;
        double norm = PowerRoot(_sum);
        bool isInRange = _sum >= _smallestSafeSum && norm < double.PositiveInfinity;
        if (isInRange && !_decides)
        {
            _accumulator.AddPowers(_sum, 0);
            return false;
        }

        if (isInRange && !_rule.IsTooCloseToCall(norm, _relativeError))
        {
            return DecideBy(norm, _relativeError);
        }

        if (_decides)
        {
            _accumulator = new NormAccumulator(_order) { IsWide = true };
        }

        return Begin(GradientPass.WideNorm);
    }

    private bool AfterWideNorm()
    {
        if (!_decides)
        {
            return false;
        }

        double norm = _accumulator.TotalNorm;
        return double.IsFinite(norm) ? DecideBy(norm, Math.Max(_relativeError, WideError)) : Begin(GradientPass.Search);
    }

    private bool DecideBy(double norm, double relativeError)
    {
        _totalNorm = norm * _rule.PreScale;
        _isFinite = true;
        _coefficient = _rule.Coefficient(norm, relativeError, _isSingle, _isHalf, out _isClipped);
        return _coefficient != 1 && !_isReadOnly && Begin(GradientPass.Scale);
    }

    // The field that the search found makes the norm what it is: now the policy says what is done about it.
    private bool AfterSearch()
    {
        _totalNorm = _accumulator.TotalNorm * _rule.PreScale;
        if (_policy == NonFinitePolicy.Throw)
        {
            _finding.Throw(_totalNorm);
        }

        if (!_fieldCoefficients.IsEmpty)
        {
            return _isAnyWritten && !_isReadOnly && Begin(GradientPass.FieldScale);
        }

        _coefficient = NonFiniteCoefficient(_accumulator.TotalNorm, out _isClipped);
        return _coefficient != 1 && !_isReadOnly && Begin(_policy == NonFinitePolicy.Zero ? GradientPass.Zero : GradientPass.Scale);
    }

    // The coefficient of elements whose norm isn't finite, and whether that is what changes them.
    private readonly double NonFiniteCoefficient(double norm, out bool isClipped)
    {
        isClipped = _policy != NonFinitePolicy.Skip;
        return _policy switch
        {
            NonFinitePolicy.Propagate => _rule.Coefficient(norm, _relativeError, _isSingle, _isHalf, out isClipped),
            NonFinitePolicy.Poison => double.NaN,
            NonFinitePolicy.Zero => 0,
            _ => 1,
        };
    }

    private bool Begin(GradientPass pass)
    {
        _pass = pass;
        _fieldsPass = pass == GradientPass.FieldScale ? pass : GradientPass.None;
        _fieldIndex = 0;
        _finding.Restart();
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly double PowerRoot(double sum) => _order == 2 ? Math.Sqrt(sum) : PowerSum.Root(sum, 0, _order);
}
