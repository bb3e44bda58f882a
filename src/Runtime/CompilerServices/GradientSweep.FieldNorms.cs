using System;
using System.Runtime.CompilerServices;

namespace FusedClip.CompilerServices;

// The norms of all fields beside what is done: the norm pass measures each by itself, as with ClipScope.PerField, and keeps it. With
// ClipScope.Global their sum then decides.
public ref partial struct GradientSweep
{
    /// <summary>Begins to clip, or to measure, and to keep every field's own norm.</summary>
    /// <param name="details">Room for what it remembers, all zeros; as long-lived as the sweep.</param>
    /// <param name="operation">Whether to write.</param>
    /// <param name="scope">Over what the norm that decides is taken.</param>
    /// <param name="normOrder">The norm order p.</param>
    /// <param name="maxNorm">The limit.</param>
    /// <param name="preScale">The factor of every gradient.</param>
    /// <param name="epsilon">What is added to a norm in the coefficient.</param>
    /// <param name="policy">What happens where a norm isn't finite.</param>
    /// <param name="fieldCoefficients">Room for a number for each field; empty with <see cref="ClipScope.Global"/>.</param>
    /// <param name="fieldNorms">Room for the norms, not empty; as long-lived as the sweep.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> isn't above zero, or <paramref name="preScale"/> isn't above zero and finite.</exception>
    public GradientSweep(
        scoped ref SweepDetails details,
        GradientOperation operation,
        ClipScope scope,
        double normOrder,
        double maxNorm,
        double preScale,
        double epsilon,
        NonFinitePolicy policy,
        scoped Span<double> fieldCoefficients,
        scoped Span<double> fieldNorms)
        : this(ref details, operation, scope, normOrder, maxNorm, preScale, epsilon, policy, fieldCoefficients)
    {
        Details.IsOneNorm = scope == ClipScope.Global;
        Details.Slots = new NormSlots(fieldNorms, preScale);
    }

    /// <summary>A member that is a container whose fields' norms are kept, too; null is passed over.</summary>
    /// <param name="container">The container.</param>
    /// <param name="slots">The number of its norms.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Container(IGradientContainer? container, int slots)
    {
        if (_fieldsPass != GradientPass.FieldNorms)
        {
            Container(container);
        }
        else
        {
            ContainerOfNorms(container, slots);
        }
    }

    /// <summary>A member that is a container whose fields' norms are kept, too, and a struct.</summary>
    /// <param name="container">The container.</param>
    /// <param name="slots">The number of its norms.</param>
    public void Container<TContainer>(scoped ref TContainer container, int slots)
        where TContainer : struct, IGradientContainer
    {
        if (IsOfNorms)
        {
            Range after = Details.Slots.EnterOwn(_position, slots);
            SweepOfNorms(ref container);
            Details.Slots.LeaveOwn(after);
            _position++;
        }
        else
        {
            Container(ref container);
        }
    }

    // What most fields come to, without what the others need: a field whose sum left its range is measured again, as any is.
    private void NormsOfArrays<T, TKernel>(scoped ReadOnlySpan<Array?> fields)
        where T : unmanaged
        where TKernel : struct, IClipKernel<T>
    {
        for (int i = 0; i < fields.Length; i++)
        {
            double sum = TKernel.Sum(fields.Slice(i, 1), ref Unsafe.NullRef<T>(), 0);
            if (sum >= TKernel.SmallestSafeSum && PowerRoot(sum, _order) < double.PositiveInfinity)
            {
                TakeSum(sum, TKernel.RelativeError, typeof(T) != typeof(double), typeof(T) == typeof(Half));
            }
            else
            {
                Field<T, TKernel>(fields.Slice(i, 1), 1, default);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakeSum(double sum, double relativeError, bool isSingle, bool isHalf)
    {
        Details.AllFields.AddPowers(sum, 0);
        Details.AllFields.TakeBounds(isSingle, isHalf, relativeError);
        Details.Slots.Take(_position, sum, _order);
        Details.FieldIndex++;
        _position++;
    }

    private readonly bool IsOfNorms => _fieldsPass == GradientPass.FieldNorms && Details.Slots.AreOwn;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ContainerOfNorms(IGradientContainer? container, int slots)
    {
        if (!Details.Slots.AreOwn)
        {
            Container(container);
            return;
        }

        // The slots of one that is null are passed over, too.
        Range after = Details.Slots.EnterOwn(_position, slots);
        if (container is not null)
        {
            SweepOfNorms(ref container);
        }

        Details.Slots.LeaveOwn(after);
        _position++;
    }

    private void SweepOfNorms<TContainer>(scoped ref TContainer container)
        where TContainer : IGradientContainer
    {
        int position = _position;
        _position = 0;
        container.Sweep(ref this);
        _position = position;
    }

    // The pass over all fields is taken again, in double, only where their norm is too close to the limit: what left its range was
    // measured again by itself.
    private bool AfterNormsOfFields()
    {
        _isSingle = Details.AllFields.IsSingle;
        _isHalf = Details.AllFields.IsHalf;
        _relativeError = Math.Max(Details.AllFields.RelativeError, ClipRule.WideError);
        double norm = Details.AllFields.TotalNorm;
        Details.Accumulator = Details.AllFields;
        if (!double.IsFinite(norm))
        {
            Details.IsFinite = false;
            return Begin(GradientPass.Search);
        }

        if (Details.Rule.IsTooCloseToCall(norm, _relativeError))
        {
            Details.Accumulator = new NormAccumulator(_order) { IsWide = true };
            return Begin(GradientPass.WideNorm);
        }

        return DecideBy(norm, _relativeError);
    }
}
