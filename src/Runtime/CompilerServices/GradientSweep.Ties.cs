using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace FusedClip.CompilerServices;

// Fields that share memory would be counted and scaled twice. Debug builds of a container walk its list once more, to find them.
public ref partial struct GradientSweep
{
    /// <summary>Begins to look for buffers that share memory. Only debug builds of containers do.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static GradientSweep ComparingMemory() => new(GradientPass.CompareMemory, 0);

    private bool AfterCompareMemory()
    {
        if (_sharing.MoveNext())
        {
            return Begin(GradientPass.CompareMemory);
        }

        return _sharing.IsFound && BeginToName();
    }

    // Two more walks: each ends at one of the two buffers, and its container names the field.
    private bool BeginToName()
    {
        _sharing.Restart();
        _finding = default;
        return Begin(GradientPass.NameShared);
    }

    private bool AfterNameShared()
    {
        if (_sharing.FirstName is not null)
        {
            ThrowShared(_sharing.FirstName, _finding.FullName);
        }

        _sharing.FirstName = _finding.FullName;
        return BeginToName();
    }

    private void NameWhereShared(long length)
    {
        if (_sharing.IsToBeNamed((nint)length))
        {
            _finding.StopHere();
        }
    }

    [DoesNotReturn]
    private static void ThrowShared(string first, string second) => throw new InvalidOperationException(
        $"'{first}' and '{second}' share memory: what they have in common would be counted and scaled twice. Where they are meant to be one buffer, " +
        "mark one of them [Gradient(TiedTo = nameof(...))]; otherwise give each a buffer of its own. This is checked in debug builds only.");
}
