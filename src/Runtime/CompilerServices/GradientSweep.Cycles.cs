using System;
using System.Diagnostics;

namespace FusedClip.CompilerServices;

// A container that holds itself has gradients without end. Debug builds find it, without memory for the path: by Brent's marks.
public ref partial struct GradientSweep
{
    /// <summary>Refuses, in debug builds, a container that holds itself: the walk over it would have no end.</summary>
    /// <param name="container">The container that is entered.</param>
    /// <exception cref="InvalidOperationException">The container is being walked already; nothing was written.</exception>
    [Conditional("DEBUG")]
    public void RefuseCycle(object container)
    {
        _depth++;
        if (ReferenceEquals(container, _marked))
        {
            throw new InvalidOperationException(
                $"The container of type '{container.GetType()}' holds itself, directly or through what it holds, so that its gradients have no end. "
                + "Break the circle, or mark the member that closes it [NotGradient].");
        }

        // On an endless path, some depth that is a power of two lies on the circle, and the walk comes by again.
        if (System.Numerics.BitOperations.IsPow2(_depth))
        {
            _marked = container;
            _markedDepth = _depth;
        }
    }

    /// <summary>Leaves a container that <see cref="RefuseCycle"/> let in.</summary>
    [Conditional("DEBUG")]
    public void LeaveContainer()
    {
        if (_depth == _markedDepth)
        {
            _marked = null;
        }

        _depth--;
    }
}
