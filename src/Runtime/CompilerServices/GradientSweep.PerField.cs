using System;

namespace FusedClip.CompilerServices;

// ClipScope.PerField: every field's coefficient is known before the first field is scaled.
public ref partial struct GradientSweep
{
    private void FieldNorm<T, TKernel>(scoped ReadOnlySpan<Array?> arrays, int depth, scoped Span<T> buffer)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        bool isSingle = typeof(T) != typeof(double);
        bool isHalf = typeof(T) == typeof(Half);
        NormAccumulator field = FieldAccumulator<T, TKernel>(arrays, depth, buffer);
        double norm = field.TotalNorm;
        double coefficient;
        bool isClipped;
        if (double.IsFinite(norm))
        {
            coefficient = _rule.Coefficient(norm, Math.Max(TKernel.RelativeError, WideError), isSingle, isHalf, out isClipped);
        }
        else
        {
            _isFinite = false;
            coefficient = NonFiniteCoefficient(norm, out isClipped);
        }

        // NaN, where there is one.
        _smallestCoefficient = _finding.Position == 0 ? coefficient : Math.Min(coefficient, _smallestCoefficient);

        _isClipped |= isClipped;
        _isAnyWritten |= coefficient != 1;
        bool isCleared = !double.IsFinite(norm) && _policy == NonFinitePolicy.Zero;
        _fieldCoefficients[_finding.Position] = isCleared ? Clear : coefficient;
        _accumulator.Add(field);
    }

    private NormAccumulator FieldAccumulator<T, TKernel>(scoped ReadOnlySpan<Array?> arrays, int depth, scoped Span<T> buffer)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        NormAccumulator others = _accumulator;
        _accumulator = new NormAccumulator(_order);
        _sum = TKernel.Order == _order ? 0 : double.NaN;
        _lost = 0;
        if (_sum == 0)
        {
            Visit<T, TKernel>(arrays, depth, buffer);
        }

        _sum += _lost;
        double norm = PowerRoot(_sum);
        if (_sum >= TKernel.SmallestSafeSum && norm < double.PositiveInfinity && !_rule.IsTooCloseToCall(norm, TKernel.RelativeError))
        {
            _accumulator.AddPowers(_sum, 0);
        }
        else
        {
            _pass = GradientPass.WideNorm;
            Visit<T, TKernel>(arrays, depth, buffer);
            _pass = GradientPass.FieldNorms;
        }

        NormAccumulator field = _accumulator;
        _accumulator = others;
        return field;
    }

    private bool AfterFieldNorms()
    {
        _totalNorm = _accumulator.TotalNorm * _rule.PreScale;
        _coefficient = _finding.Position == 0 ? 1 : _smallestCoefficient;
        if (!_isFinite)
        {
            return Begin(GradientPass.Search);
        }

        return _isAnyWritten && !_isReadOnly && Begin(GradientPass.FieldScale);
    }
}
