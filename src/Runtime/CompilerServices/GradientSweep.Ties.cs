using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace FusedClip.CompilerServices;

// Fields that share memory would be counted and scaled twice. Debug builds of a container walk its list once more, to find them.
public ref partial struct GradientSweep
{
    /// <summary>Begins to look for buffers that share memory. Only debug builds of containers do.</summary>
    /// <param name="details">Room for what it remembers, all zeros; as long-lived as the sweep.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static unsafe GradientSweep ComparingMemory(scoped ref SweepDetails details) =>
        new(GradientPass.CompareMemory, 0) { _details = AddressOf(ref details) };

    // What holds its elements itself shares memory with nothing; and as a property it is a local, in whose place another may be next.
    private readonly bool IsComparing => _pass is GradientPass.CompareMemory or GradientPass.NameShared;

    /// <summary>A member that is a container, a struct, and what a property returned: what it holds in place shares memory with no other field.</summary>
    /// <param name="container">The copy.</param>
    public void ContainerCopy<TContainer>(scoped ref TContainer container)
        where TContainer : struct, IGradientContainer
    {
        if (IsComparing)
        {
            CompareBesides(ref container);
        }
        else
        {
            Container(ref container);
        }
    }

    /// <summary>The same, of a container whose fields' norms are kept, too.</summary>
    /// <param name="container">The copy.</param>
    /// <param name="slots">The number of its norms.</param>
    public void ContainerCopy<TContainer>(scoped ref TContainer container, int slots)
        where TContainer : struct, IGradientContainer
    {
        if (IsComparing)
        {
            CompareBesides(ref container);
        }
        else
        {
            Container(ref container, slots);
        }
    }

    private void CompareBesides<TContainer>(scoped ref TContainer copy)
        where TContainer : struct, IGradientContainer
    {
        SharedMemorySearch.StackRange outer = Details.Sharing.EnterCopy(ref Unsafe.As<TContainer, byte>(ref copy), Unsafe.SizeOf<TContainer>());
        Container(ref copy);
        Details.Sharing.LeaveCopy(outer);
    }

    private bool AfterCompareMemory()
    {
        if (Details.Sharing.MoveNext())
        {
            return Begin(GradientPass.CompareMemory);
        }

        return Details.Sharing.IsFound && BeginToName();
    }

    // Two more walks: each ends at one of the two buffers, and its container names the field.
    private bool BeginToName()
    {
        Details.Sharing.Restart();
        Details.Finding = default;
        return Begin(GradientPass.NameShared);
    }

    private bool AfterNameShared()
    {
        if (Details.Sharing.FirstName is not null)
        {
            ThrowShared(Details.Sharing.FirstName, Details.Finding.FullName);
        }

        Details.Sharing.FirstName = Details.Finding.FullName;
        return BeginToName();
    }

    private void NameWhereShared(scoped ref byte start, long length)
    {
        if (Details.Sharing.IsToBeNamed(ref start, (nint)length))
        {
            Details.Finding.StopHere(_position);
        }
    }

    [DoesNotReturn]
    private static void ThrowShared(string first, string second) => throw new InvalidOperationException(
        $"'{first}' and '{second}' share memory: what they have in common would be counted and scaled twice. Where they are meant to be one buffer, " +
        "mark one of them [Gradient(TiedTo = nameof(...))]; otherwise give each a buffer of its own. This is checked in debug builds only.");
}
