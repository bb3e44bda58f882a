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

    private GradientPass _pass;
    private readonly NonFinitePolicy _policy;
    private readonly bool _isReadOnly;
    private readonly bool _decides;
    private bool _isSingle;
    private bool _isHalf;
    private bool _isClipped;
    private bool _isFinite;
    private bool _isAnyWritten;
    private readonly double _order;
    private double _sum;
    private double _lost;
    private double _relativeError;
    private double _smallestSafeSum;
    private double _totalNorm;
    private double _coefficient;
    private readonly double _plainLimit;
    private readonly ClipRule _rule;
    private double _smallestCoefficient;
    private NormAccumulator _accumulator;
    private Finding _finding;
    private readonly Span<double> _fieldCoefficients;

    /// <summary>Begins to clip, or to measure, by one norm over all fields.</summary>
    /// <param name="operation">Whether to write.</param>
    /// <param name="normOrder">The norm order p.</param>
    /// <param name="maxNorm">The limit.</param>
    /// <param name="preScale">The factor of every gradient.</param>
    /// <param name="epsilon">What is added to the norm in the coefficient.</param>
    /// <param name="policy">What happens where the norm isn't finite.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> isn't above zero, or <paramref name="preScale"/> isn't above zero and finite.</exception>
    public GradientSweep(GradientOperation operation, double normOrder, double maxNorm, double preScale, double epsilon, NonFinitePolicy policy)
    {
        _rule = new ClipRule(maxNorm, preScale, epsilon);

        // Where a pre-scale or an epsilon has a say, the rule alone decides: no norm is below 0.
        _plainLimit = preScale == 1 && epsilon == 0 ? maxNorm : 0;
        _pass = GradientPass.Norm;
        _policy = policy;
        _isReadOnly = operation == GradientOperation.Measure;
        _decides = true;
        _order = normOrder;
        _coefficient = 1;
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
        : this(operation, normOrder, maxNorm, preScale, epsilon, policy)
    {
        _pass = GradientPass.FieldNorms;
        _isFinite = true;
        _fieldCoefficients = fieldCoefficients;
        _accumulator = new NormAccumulator(normOrder);
    }

    /// <summary>Begins to add the fields to a norm.</summary>
    /// <param name="accumulator">The norm so far.</param>
    public GradientSweep(in NormAccumulator accumulator)
    {
        _pass = GradientPass.Norm;
        _isReadOnly = true;
        _order = accumulator.NormOrder;
        _accumulator = accumulator;
    }

    /// <summary>Begins to multiply every element.</summary>
    /// <param name="coefficient">The factor; 1 changes nothing.</param>
    public GradientSweep(double coefficient)
    {
        _pass = coefficient == 1 ? GradientPass.None : GradientPass.Scale;
        _coefficient = coefficient;
    }

    /// <summary>Begins to set every element to 0.</summary>
    public GradientSweep()
    {
        _pass = GradientPass.Zero;
    }

    /// <summary>What the sweep found and did; whole once <see cref="NeedsAnother"/> has returned false.</summary>
    // Not in place: every container would have the copying twice.
    public readonly ClipResult Result
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => new(_totalNorm, _coefficient, _isClipped, _isFinite, _finding.FieldName);
    }

    /// <summary>The norm so far, for <see cref="IGradientSource.AccumulateNorm"/>.</summary>
    public readonly NormAccumulator Accumulator => _accumulator;

    /// <summary>Ends a walk over the fields, and says whether there has to be another.</summary>
    /// <exception cref="NonFiniteGradientException">An element is NaN or infinite, and the policy is <see cref="NonFinitePolicy.Throw"/>.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool NeedsAnother()
    {
        // What most calls come to: a norm that is well below the limit, and nothing to be done.
        if (_pass == GradientPass.Norm && _sum >= _smallestSafeSum)
        {
            double norm = PowerRoot(_sum + _lost);
            if (norm < _plainLimit * (1 - (2 * _relativeError)))
            {
                _totalNorm = norm;
                _isFinite = true;
                return false;
            }
        }

        return NeedsAnotherAfter();
    }

    private bool NeedsAnotherAfter() => _pass switch
    {
        GradientPass.Norm => AfterNorm(),
        GradientPass.WideNorm => AfterWideNorm(),
        GradientPass.FieldNorms => AfterFieldNorms(),
        GradientPass.Search => AfterSearch(),
        _ => false,
    };

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
            return Decide(norm, _relativeError);
        }

        if (_decides)
        {
            _accumulator = new NormAccumulator(_order);
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
        return double.IsFinite(norm) ? Decide(norm, Math.Max(_relativeError, WideError)) : Begin(GradientPass.Search);
    }

    private bool Decide(double norm, double relativeError)
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
        _finding.Restart();
        return true;
    }

    private readonly double PowerRoot(double sum) => _order == 2 ? Math.Sqrt(sum) : PowerSum.Root(sum, 0, _order);
}
