using System;

namespace FusedClip.CompilerServices;

// A field, from its first element to its last, in however many pieces it is handed over. Where one norm is taken over all
// fields there is nothing to it; with ClipScope.PerField each field has a norm and a coefficient of its own, and all of them are
// known before the first field is scaled.
public ref partial struct GradientSweep
{
    // The coefficient of a field whose elements are set to 0, rather than multiplied by it: 0 · NaN is NaN.
    private const double Clear = double.NegativeInfinity;

    /// <summary>Begins a field; its pieces follow, as often as <see cref="RepeatsField"/> asks for them.</summary>
    public void BeginField()
    {
        _finding.EnterField();
        switch (_fieldsPass)
        {
            case GradientPass.FieldNorms:
                BeginFieldNorm();
                break;
            case GradientPass.FieldScale when _fieldIndex < _fieldCoefficients.Length:
                BeginFieldScale(_fieldCoefficients[_fieldIndex]);
                break;
            case GradientPass.FieldScale:
                // There was no room for its coefficient: it is measured again.
                BeginFieldNorm();
                break;
        }
    }

    /// <summary>Ends a walk over the pieces of a field, and says whether there has to be another.</summary>
    public bool RepeatsField()
    {
        if (_fieldsPass != GradientPass.None && RepeatsFieldOfItsOwn())
        {
            return true;
        }

        _finding.Position++;
        return false;
    }

    private bool RepeatsFieldOfItsOwn()
    {
        if (_pass is GradientPass.Norm or GradientPass.WideNorm)
        {
            if (_pass == GradientPass.Norm && IsFieldInDoubt())
            {
                _pass = GradientPass.WideNorm;
                _finding.EnterField();
                return true;
            }

            double coefficient = FieldCoefficient(out bool isClipped);
            if (_fieldsPass == GradientPass.FieldScale)
            {
                BeginFieldScale(coefficient);
                if (_pass != GradientPass.None)
                {
                    return true;
                }
            }
            else
            {
                TakeField(coefficient, isClipped);
            }
        }

        _fieldIndex++;
        _pass = _fieldsPass;
        if (_fieldsPass == GradientPass.FieldScale)
        {
            _coefficient = _smallestCoefficient;
        }

        return false;
    }

    private void BeginFieldNorm()
    {
        _pass = GradientPass.Norm;
        _sum = _lost = 0;
        _isSingle = _isHalf = false;
        _relativeError = _smallestSafeSum = 0;
        _accumulator = new NormAccumulator(_order) { IsWide = true };
    }

    private void BeginFieldScale(double coefficient)
    {
        _coefficient = coefficient;
        _pass = coefficient switch
        {
            1 => GradientPass.None,
            Clear => GradientPass.Zero,
            _ => GradientPass.Scale,
        };
    }

    private bool IsFieldInDoubt()
    {
        _sum += _lost;
        double norm = PowerRoot(_sum);
        if (_sum >= _smallestSafeSum && norm < double.PositiveInfinity && !_rule.IsTooCloseToCall(norm, _relativeError))
        {
            _accumulator.AddPowers(_sum, 0);
            return false;
        }

        return true;
    }

    private readonly double FieldCoefficient(out bool isClipped)
    {
        double norm = _accumulator.TotalNorm;
        if (double.IsFinite(norm))
        {
            return _rule.Coefficient(norm, Math.Max(_relativeError, WideError), _isSingle, _isHalf, out isClipped);
        }

        double coefficient = NonFiniteCoefficient(norm, out isClipped);
        return _policy == NonFinitePolicy.Zero ? Clear : coefficient;
    }

    private void TakeField(double coefficient, bool isClipped)
    {
        _isFinite &= double.IsFinite(_accumulator.TotalNorm);

        // NaN, where there is one.
        double factor = coefficient == Clear ? 0 : coefficient;
        _smallestCoefficient = _fieldIndex == 0 ? factor : Math.Min(factor, _smallestCoefficient);
        _isClipped |= isClipped;
        _isAnyWritten |= factor != 1;
        if (_fieldIndex < _fieldCoefficients.Length)
        {
            _fieldCoefficients[_fieldIndex] = coefficient;
        }

        _allFields.Add(_accumulator);
    }

    private bool AfterFieldNorms()
    {
        _accumulator = _allFields;
        _totalNorm = _accumulator.TotalNorm * _rule.PreScale;
        if (_fieldIndex == 0)
        {
            _smallestCoefficient = 1;
        }

        _coefficient = _smallestCoefficient;
        if (!_isFinite)
        {
            return Begin(GradientPass.Search);
        }

        return _isAnyWritten && !_isReadOnly && Begin(GradientPass.FieldScale);
    }
}
