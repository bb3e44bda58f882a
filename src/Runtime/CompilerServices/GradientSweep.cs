using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

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
    private GradientPass _pass;
    private bool _isSingle;
    private readonly bool _isReadOnly;
    private readonly bool _decides;
    private readonly NonFinitePolicy _policy;
    private readonly double _order;
    private double _sum;
    private double _relativeError;
    private double _smallestSafeSum;
    private double _coefficient;
    private readonly ClipRule _rule;
    private readonly Span<double> _fieldCoefficients;
    private double _smallestCoefficient;
    private bool _isAnyClipped;
    private bool _isAnyWritten;
    private bool _isAnyNonFinite;
    private NormAccumulator _accumulator;
    private Finding _finding;
    private ClipResult _result;

    private GradientSweep(GradientPass pass, double order, bool isReadOnly, bool decides, NonFinitePolicy policy, ClipRule rule, Span<double> fieldCoefficients)
    {
        _pass = pass;
        _order = order;
        _isReadOnly = isReadOnly;
        _decides = decides;
        _policy = policy;
        _rule = rule;
        _fieldCoefficients = fieldCoefficients;
        _coefficient = 1;
        _accumulator = new NormAccumulator(order);
    }

    /// <summary>What the sweep found and did; whole once <see cref="NeedsAnother"/> has returned false.</summary>
    public readonly ClipResult Result => _result;

    /// <summary>The norm so far, for <see cref="IGradientSource.AccumulateNorm"/>.</summary>
    public readonly NormAccumulator Accumulator => _accumulator;

    /// <summary>A sweep that clips by one norm over all fields.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> isn't above zero, or <paramref name="preScale"/> isn't above zero and finite.</exception>
    public static GradientSweep Clip(double normOrder, double maxNorm, double preScale, double epsilon, NonFinitePolicy policy) =>
        new(GradientPass.Norm, normOrder, isReadOnly: false, decides: true, policy, new ClipRule(maxNorm, preScale, epsilon), default);

    /// <summary>A sweep that comes to the same answer as <see cref="Clip"/>, and writes nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> isn't above zero, or <paramref name="preScale"/> isn't above zero and finite.</exception>
    public static GradientSweep Measure(double normOrder, double maxNorm, double preScale, double epsilon, NonFinitePolicy policy) =>
        new(GradientPass.Norm, normOrder, isReadOnly: true, decides: true, policy, new ClipRule(maxNorm, preScale, epsilon), default);

    /// <summary>A sweep that clips every field by its own norm.</summary>
    /// <param name="normOrder">The norm order p.</param>
    /// <param name="maxNorm">The limit.</param>
    /// <param name="preScale">The factor of every gradient.</param>
    /// <param name="epsilon">What is added to a norm in the coefficient.</param>
    /// <param name="policy">What happens to a field that isn't finite.</param>
    /// <param name="fieldCoefficients">Room for a number for each field: the coefficients have to be known before the first is applied.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> isn't above zero, or <paramref name="preScale"/> isn't above zero and finite.</exception>
    public static GradientSweep ClipEach(double normOrder, double maxNorm, double preScale, double epsilon, NonFinitePolicy policy, Span<double> fieldCoefficients) =>
        new(GradientPass.FieldNorms, normOrder, isReadOnly: false, decides: true, policy, new ClipRule(maxNorm, preScale, epsilon), fieldCoefficients);

    /// <summary>A sweep that comes to the same answer as <see cref="ClipEach"/>, and writes nothing.</summary>
    /// <inheritdoc cref="ClipEach"/>
    public static GradientSweep MeasureEach(double normOrder, double maxNorm, double preScale, double epsilon, NonFinitePolicy policy, Span<double> fieldCoefficients) =>
        new(GradientPass.FieldNorms, normOrder, isReadOnly: true, decides: true, policy, new ClipRule(maxNorm, preScale, epsilon), fieldCoefficients);

    /// <summary>A sweep that adds the fields to a norm.</summary>
    public static GradientSweep Accumulate(in NormAccumulator accumulator)
    {
        GradientSweep sweep = new(GradientPass.Norm, accumulator.NormOrder, isReadOnly: true, decides: false, NonFinitePolicy.Propagate, default, default);
        sweep._accumulator = accumulator;
        return sweep;
    }

    /// <summary>A sweep that multiplies every element.</summary>
    public static GradientSweep Scale(double coefficient)
    {
        GradientPass pass = coefficient == 1 ? GradientPass.None : GradientPass.Scale;
        GradientSweep sweep = new(pass, 2, isReadOnly: false, decides: false, NonFinitePolicy.Propagate, default, default);
        sweep._coefficient = coefficient;
        return sweep;
    }

    /// <summary>A sweep that sets every element to 0.</summary>
    public static GradientSweep Zero() =>
        new(GradientPass.Zero, 2, isReadOnly: false, decides: false, NonFinitePolicy.Propagate, default, default);

    /// <summary>Ends a walk over the fields, and says whether there has to be another.</summary>
    /// <exception cref="NonFiniteGradientException">An element is NaN or infinite, and the policy is <see cref="NonFinitePolicy.Throw"/>.</exception>
    public bool NeedsAnother() => _pass switch
    {
        GradientPass.Norm => AfterNorm(),
        GradientPass.WideNorm => AfterWideNorm(),
        GradientPass.FieldNorms => AfterFieldNorms(),
        GradientPass.Search => AfterSearch(),
        _ => false,
    };

    private bool AfterNorm()
    {
        double norm = PowerRoot(_sum);
        bool isInRange = _sum >= _smallestSafeSum && norm < double.PositiveInfinity;
        if (_decides && isInRange && !_rule.IsTooCloseToCall(norm, _relativeError))
        {
            return Decide(norm);
        }

        if (!_decides && isInRange)
        {
            _accumulator.AddPowers(_sum, 0);
            return false;
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
        if (double.IsFinite(norm))
        {
            return Decide(norm);
        }

        _sum = norm;
        return Begin(GradientPass.Search);
    }

    private bool Decide(double norm)
    {
        double coefficient = _rule.Coefficient(norm, _relativeError, _isSingle, out bool isClipped);
        _result = new ClipResult(norm * _rule.PreScale, coefficient, isClipped, IsFinite: true);
        if (_isReadOnly || coefficient == 1)
        {
            return false;
        }

        _coefficient = coefficient;
        return Begin(GradientPass.Scale);
    }

    // The field that the search found makes the norm what it is: now the policy says what is done about it.
    private bool AfterSearch()
    {
        if (_fieldCoefficients.IsEmpty)
        {
            return AfterGlobalSearch();
        }

        if (_policy == NonFinitePolicy.Throw)
        {
            _finding.Throw(_result.TotalNorm);
        }

        _result = _result with { NonFiniteField = _finding.FieldName };
        return !_isReadOnly && Begin(GradientPass.FieldScale);
    }

    private bool AfterGlobalSearch()
    {
        double norm = _sum;
        double total = norm * _rule.PreScale;
        if (_policy == NonFinitePolicy.Throw)
        {
            _finding.Throw(total);
        }

        _coefficient = NonFiniteCoefficient(norm, out bool isWritten);
        _result = new ClipResult(total, _coefficient, isWritten, IsFinite: false, _finding.FieldName);
        if (_isReadOnly || !isWritten)
        {
            return false;
        }

        return Begin(_policy == NonFinitePolicy.Zero ? GradientPass.Zero : GradientPass.Scale);
    }

    private readonly double NonFiniteCoefficient(double norm, out bool isWritten)
    {
        isWritten = _policy != NonFinitePolicy.Skip;
        return _policy switch
        {
            NonFinitePolicy.Skip => 1,
            NonFinitePolicy.Zero => 0,
            NonFinitePolicy.Poison => double.NaN,
            _ => _rule.Coefficient(norm, _relativeError, _isSingle, out isWritten),
        };
    }

    private bool Begin(GradientPass pass)
    {
        _pass = pass;
        _finding.Restart();
        return true;
    }

    private readonly double PowerRoot(double sum) => _order == 2 ? Math.Sqrt(sum) : Numerics.PowerSum.Root(sum, 0, _order);
}
