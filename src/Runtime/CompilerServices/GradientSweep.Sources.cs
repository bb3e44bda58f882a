using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    /// <summary>A member that holds several containers; null ones are passed over.</summary>
    public void Containers<TContainer>(scoped ReadOnlySpan<TContainer> containers)
        where TContainer : class?, IGradientContainer?
    {
        if (_pass == GradientPass.Norm && !IsBatching)
        {
            var room = default(ArrayBatch);
            BeginBatch(ref room);
            EachContainer(containers);
            EndBatch();
        }
        else
        {
            EachContainer(containers);
        }
    }

    private void EachContainer<TContainer>(scoped ReadOnlySpan<TContainer> containers)
        where TContainer : class?, IGradientContainer?
    {
        int position = _position;
        for (int i = 0; i < containers.Length; i++)
        {
            if (containers[i] is { } item)
            {
                IGradientContainer container = item;
                Enter(ref container);
                if (EndsItem(position, i))
                {
                    break;
                }
            }
        }

        EndMember(position);
    }

    /// <summary>A member that holds several containers that are structs.</summary>
    public void StructContainers<TContainer>(scoped Span<TContainer> containers)
        where TContainer : struct, IGradientContainer
    {
        int position = _position;
        for (int i = 0; i < containers.Length; i++)
        {
            Enter(ref containers[i]);
            if (EndsItem(position, i))
            {
                break;
            }
        }

        EndMember(position);
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

    /// <summary>A member that holds several sources of gradients, of whatever kinds; null ones are passed over.</summary>
    public void Sources<TSource>(scoped ReadOnlySpan<TSource> sources)
        where TSource : class?, IGradientSource?
    {
        if (_pass == GradientPass.Norm && !IsBatching)
        {
            var room = default(ArrayBatch);
            BeginBatch(ref room);
            EachSource(sources);
            EndBatch();
        }
        else
        {
            EachSource(sources);
        }
    }

    private void EachSource<TSource>(scoped ReadOnlySpan<TSource> sources)
        where TSource : class?, IGradientSource?
    {
        int position = _position;
        for (int i = 0; i < sources.Length; i++)
        {
            if (sources[i] is { } source)
            {
                EnterSource(source);
                if (EndsItem(position, i))
                {
                    break;
                }
            }
        }

        EndMember(position);
    }

    /// <summary>A member that holds several sources of gradients that are structs.</summary>
    public void StructSources<TSource>(scoped Span<TSource> sources)
        where TSource : struct, IGradientSource
    {
        int position = _position;
        for (int i = 0; i < sources.Length; i++)
        {
            Measured(ref sources[i]);
            if (EndsItem(position, i))
            {
                break;
            }
        }

        EndMember(position);
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

    /// <summary>A member that holds objects, declared as something more general, which have to turn out to be sources of gradients; null ones are passed over.</summary>
    /// <param name="values">The objects.</param>
    /// <param name="member">The member's name.</param>
    /// <exception cref="InvalidOperationException">An object isn't a source of gradients; nothing was written.</exception>
    public void Objects<TObject>(scoped ReadOnlySpan<TObject> values, string member)
        where TObject : class?
    {
        int position = _position;
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value)
            {
                EnterSource(value as IGradientSource ?? throw NotASource(value, $"{member}[{i}]"));
                if (EndsItem(position, i))
                {
                    break;
                }
            }
        }

        EndMember(position);
    }

    /// <summary>The elements of an array, of any rank, in memory order.</summary>
    public static Span<TItem> ItemsOf<TItem>(Array? array) => array is null
        ? default
        : MemoryMarshal.CreateSpan(ref Unsafe.As<byte, TItem>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    /// <summary>Ends an item of a member that holds several; true where the search ended in it.</summary>
    /// <param name="position">The member's position.</param>
    /// <param name="index">The item's index.</param>
    public bool EndsItem(int position, int index)
    {
        if (AwaitsFieldName && FoundPosition == position)
        {
            Details.Finding.Prefix(index);
            return true;
        }

        _position = position;
        return false;
    }

    /// <summary>Ends a member that holds several items: to its container it is one field.</summary>
    /// <param name="position">The member's position.</param>
    public void EndMember(int position) => _position = position + 1;

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
        // The pass of every call needs no names.
        if (_pass == GradientPass.Norm)
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
        _relativeError = Math.Max(_relativeError, Math.Max(WideError, norm.RelativeError));

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
