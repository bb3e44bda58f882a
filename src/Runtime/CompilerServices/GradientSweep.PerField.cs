using System;

namespace FusedClip.CompilerServices;

// A field, from its first element to its last, in however many pieces it is handed over. Where one norm is taken over all
// fields there is nothing to it; with ClipScope.PerField each field has a norm and a coefficient of its own, and all of them are
// known before the first field is scaled.
public ref partial struct GradientSweep
{
    /// <summary>Begins a field; its pieces follow, as often as <see cref="RepeatsField"/> asks for them.</summary>
    public void BeginField()
    {
        if (IsSliced)
        {
            Refuse(rank: 0);
        }

        if (_pass == GradientPass.Search)
        {
            Details.Finding.EnterField();
        }

        switch (_fieldsPass)
        {
            case GradientPass.FieldNorms:
                BeginFieldNorm();
                break;
            case GradientPass.FieldScale when Details.FieldIndex < Details.FieldCoefficients.Length:
                BeginFieldScale(Details.FieldCoefficients[Details.FieldIndex]);
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

        _position++;
        return false;
    }

    private bool RepeatsFieldOfItsOwn()
    {
        if (_pass is GradientPass.Norm or GradientPass.WideNorm)
        {
            if (_pass == GradientPass.Norm && IsFieldInDoubt())
            {
                _pass = GradientPass.WideNorm;
                return true;
            }

            if (_fieldsPass == GradientPass.FieldScale)
            {
                BeginFieldScale(FieldCoefficient(out _));
                if (_pass != GradientPass.None)
                {
                    return true;
                }
            }
            else
            {
                TakeField();
            }
        }

        Details.FieldIndex++;
        _pass = _fieldsPass;
        if (_fieldsPass == GradientPass.FieldScale)
        {
            _coefficient = Details.SmallestCoefficient;
        }

        return false;
    }

    private void BeginFieldNorm()
    {
        _pass = GradientPass.Norm;
        _sum = _lost = 0;
        _isSingle = _isHalf = false;
        _relativeError = _smallestSafeSum = 0;
        Details.ElementCount = 0;
        Details.Accumulator = new NormAccumulator(_order) { IsWide = true };
    }

    private void BeginFieldScale(double coefficient)
    {
        _coefficient = coefficient;
        _pass = coefficient switch
        {
            1 => GradientPass.None,
            ClipRule.Clear => GradientPass.Zero,
            _ => GradientPass.Scale,
        };
    }

    private bool IsFieldInDoubt()
    {
        _sum += _lost;
        double norm = PowerRoot(_sum, _order);
        bool isInRange = _sum >= _smallestSafeSum && norm < double.PositiveInfinity;
        if (isInRange && (Details.IsOneNorm || !FieldRule.IsTooCloseToCall(norm, _relativeError)))
        {
            Details.Accumulator.AddPowers(_sum, 0);
            return false;
        }

        return true;
    }

    private readonly double FieldCoefficient(out bool isClipped)
    {
        double norm = Details.Accumulator.TotalNorm;
        if (double.IsFinite(norm))
        {
            return FieldRule.Coefficient(norm, Math.Max(_relativeError, ClipRule.WideError), _isSingle, _isHalf, out isClipped);
        }

        double coefficient = NonFiniteCoefficient(norm, out isClipped);
        return Details.Policy == NonFinitePolicy.Zero ? ClipRule.Clear : coefficient;
    }

    private void TakeField()
    {
        if (Details.Slots.AreKept)
        {
            Details.Slots.Take(_position, in Details.Accumulator);
        }

        if (Details.IsOneNorm)
        {
            Details.Accumulator.TakeBounds(_isSingle, _isHalf, _relativeError);
        }
        else
        {
            TakeCoefficient(FieldCoefficient(out bool isClipped), isClipped);
        }

        Details.AllFields.Add(Details.Accumulator);
    }

    private void TakeCoefficient(double coefficient, bool isClipped)
    {
        Details.IsFinite &= double.IsFinite(Details.Accumulator.TotalNorm);

        // NaN, where there is one.
        double factor = coefficient == ClipRule.Clear ? 0 : coefficient;
        Details.SmallestCoefficient = Details.FieldIndex == 0 ? factor : Math.Min(factor, Details.SmallestCoefficient);
        Details.IsClipped |= isClipped;
        Details.IsAnyWritten |= factor != 1;
        if (Details.FieldIndex < Details.FieldCoefficients.Length)
        {
            Details.FieldCoefficients[Details.FieldIndex] = coefficient;
        }
    }

    private bool AfterFieldNorms()
    {
        if (Details.IsOneNorm)
        {
            return AfterNormsOfFields();
        }

        Details.Accumulator = Details.AllFields;
        Details.TotalNorm = Details.Accumulator.TotalNorm * Details.Rule.PreScale;
        if (Details.FieldIndex == 0)
        {
            Details.SmallestCoefficient = 1;
        }

        _coefficient = Details.SmallestCoefficient;
        if (!Details.IsFinite)
        {
            return Begin(GradientPass.Search);
        }

        return Details.IsAnyWritten && !Details.IsReadOnly && Begin(GradientPass.FieldScale);
    }
}
