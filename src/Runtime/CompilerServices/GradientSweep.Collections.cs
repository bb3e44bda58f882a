using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FusedClip.CompilerServices;

// Members that hold several containers or sources: to its holder, such a member is one field.
public ref partial struct GradientSweep
{
    /// <summary>A member that holds several containers; null ones are passed over.</summary>
    public void Containers<TContainer>(scoped ReadOnlySpan<TContainer> containers)
        where TContainer : class?, IGradientContainer?
    {
        if (IsOrdinary && !IsBatching)
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
        if (!IsOrdinary)
        {
            EachNamedContainer(containers);
            return;
        }

        foreach (TContainer container in containers)
        {
            container?.Sweep(ref this);
        }
    }

    private void EachNamedContainer<TContainer>(scoped ReadOnlySpan<TContainer> containers)
        where TContainer : class?, IGradientContainer?
    {
        int position = _position;
        for (int i = 0; i < containers.Length; i++)
        {
            if (containers[i] is { } item)
            {
                IGradientContainer container = item;
                EnterNamed(ref container);
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

    /// <summary>A member that holds several sources of gradients, of whatever kinds; null ones are passed over.</summary>
    public void Sources<TSource>(scoped ReadOnlySpan<TSource> sources)
        where TSource : class?, IGradientSource?
    {
        if (IsOrdinary && !IsBatching)
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
}
