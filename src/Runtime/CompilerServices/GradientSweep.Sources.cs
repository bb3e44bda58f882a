using System;
using System.Runtime.CompilerServices;

namespace FusedClip.CompilerServices;

// Members that hold gradients of their own: containers, whose fields the sweep walks as if they stood here, and sources that
// were written by hand, which are asked for their norm and told to scale. To its holder, either is one field.
public ref partial struct GradientSweep
{
    /// <summary>A member that is a container; null is passed over.</summary>
    public void Container(IGradientContainer? container)
    {
        if (container is not null)
        {
            Enter(ref container);
        }

        _position++;
    }

    /// <summary>A member that is a container and a struct.</summary>
    public void Container<TContainer>(scoped ref TContainer container)
        where TContainer : struct, IGradientContainer
    {
        Enter(ref container);
        _position++;
    }

    /// <summary>A member that is a source of gradients, of whatever kind; null is passed over.</summary>
    public void Source(IGradientSource? source)
    {
        if (source is not null)
        {
            EnterSource(source);
        }

        _position++;
    }

    /// <summary>A member that is a source of gradients and a struct.</summary>
    public void Source<TSource>(scoped ref TSource source)
        where TSource : struct, IGradientSource
    {
        Measured(ref source);
        _position++;
    }

    /// <summary>A member, declared as something more general, whose object has to turn out to be a source of gradients; null is passed over.</summary>
    /// <param name="value">The object.</param>
    /// <param name="member">The member's name.</param>
    /// <exception cref="InvalidOperationException">The object isn't a source of gradients; nothing was written.</exception>
    public void Object(object? value, string member)
    {
        if (value is not null)
        {
            EnterSource(value as IGradientSource ?? throw NotASource(value, member));
        }

        _position++;
    }

    /// <summary>Begins the list of another group of a container: each counts its fields from 0.</summary>
    public void BeginGroup() => _position = 0;

    private readonly bool IsSearching => _pass >= GradientPass.Search;

    private readonly bool IsFound => IsSearching && Details.Finding.IsFound;

    private void EnterSource(IGradientSource source)
    {
        if (source is IGradientContainer container)
        {
            Enter(ref container);
        }
        else
        {
            Measured(ref source);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Enter<TContainer>(scoped ref TContainer container)
        where TContainer : IGradientContainer
    {
        if (IsOrdinary)
        {
            container.Sweep(ref this);
        }
        else
        {
            EnterNamed(ref container);
        }
    }

    private void EnterNamed<TContainer>(scoped ref TContainer container)
        where TContainer : IGradientContainer
    {
        if (IsFound)
        {
            return;
        }

        int position = _position;
        bool isNormShared = _fieldsPass == GradientPass.FieldNorms && Details.Slots.AreKept;
        if (isNormShared)
        {
            Details.Slots.EnterShared(position, _order);
        }

        _position = 0;
        container.Sweep(ref this);
        _position = position;
        if (isNormShared)
        {
            Details.Slots.LeaveShared();
        }

        if (IsFound)
        {
            Details.Finding.LeaveContainer(position, isPathWanted: Details.Policy == NonFinitePolicy.Throw || _pass == GradientPass.NameRefused);
        }
    }

    private void Measured<TSource>(scoped ref TSource source)
        where TSource : IGradientSource
    {
        BeginField();
        if (IsByMean)
        {
            Refuse(rank: 0);
        }

        do
        {
            switch (_pass)
            {
                case GradientPass.Norm:
                    AddSource(ref source);
                    break;
                case GradientPass.WideNorm:
                    var wide = new NormAccumulator(_order) { IsWide = true };
                    source.AccumulateNorm(ref wide);
                    Details.Accumulator.Add(wide);
                    _isSingle |= wide.IsSingle;
                    _isHalf |= wide.IsHalf;
                    break;
                case GradientPass.Search:
                    var norm = new NormAccumulator(_order);
                    source.AccumulateNorm(ref norm);
                    Details.Finding.FindIn(_position, norm.TotalNorm);
                    break;
                case GradientPass.Scale:
                    source.ScaleGradients(_coefficient);
                    break;
                case GradientPass.Zero:
                    source.ZeroGradients();
                    break;
                case GradientPass.CheckValues or GradientPass.ClampValues:
                    ThrowNoValues(source.GetType());
                    break;
            }
        }
        while (RepeatsField());

        // Its holder ends the member.
        _position--;
    }

    private void AddSource<TSource>(scoped ref TSource source)
        where TSource : IGradientSource
    {
        var norm = new NormAccumulator(_order);
        source.AccumulateNorm(ref norm);
        _isSingle |= norm.IsSingle;
        _isHalf |= norm.IsHalf;
        _relativeError = Math.Max(_relativeError, Math.Max(ClipRule.WideError, norm.RelativeError));

        // Scaled, it is beyond the range of this sum: the pass in double then adds it.
        if (!norm.TryGetPowers(out double sum, out double lost))
        {
            sum = double.NaN;
        }

        AddPowers(sum, double.IsPositiveInfinity(_order));
        AddPowers(lost, double.IsPositiveInfinity(_order));
    }

    private static InvalidOperationException NotASource(object value, string member) => new(
        $"'{member}' holds a '{value.GetType()}', which isn't a container of gradients. "
        + $"Annotate that type with [ClipGradients], implement {nameof(IGradientSource)}, or mark '{member}' [NotGradient]. Nothing was written.");
}
