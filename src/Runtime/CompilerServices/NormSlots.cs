using System;

namespace FusedClip.CompilerServices;

/// <summary>
/// Room for the norm of every field of a container: a slot for each, in the order of its list. A member that is a container with such
/// norms of its own has as many slots as that; any other member that holds containers has one, for the norm over all of it.
/// </summary>
/// <remarks>A container may turn out to be of a derived type, with more fields than its slots: those beyond them aren't kept.</remarks>
internal ref struct NormSlots
{
    private readonly Span<double> _norms;
    private readonly double _preScale;

    // The slot of the field at position 0, and the first slot that isn't the container's any more.
    private int _start;
    private int _end;

    // The slot that is being filled, and what it comes to so far; a member that holds several things has all of them in one. How deep
    // the walk is in containers that share it.
    private int _slot;
    private NormAccumulator _norm;
    private int _depth;

    /// <summary>Begins with the container whose norms they are.</summary>
    /// <param name="norms">The slots; as long-lived as this.</param>
    /// <param name="preScale">What norms are multiplied by.</param>
    public NormSlots(scoped Span<double> norms, double preScale)
    {
        _norms = Unscoped.Of(norms);
        _norms.Clear();
        _preScale = preScale;
        _end = norms.Length;
        _slot = -1;
    }

    /// <summary>Whether norms are kept.</summary>
    public readonly bool AreKept => !_norms.IsEmpty;

    /// <summary>Whether the fields of the container that is being walked have slots of their own.</summary>
    public readonly bool AreOwn => _depth == 0 && AreKept;

    /// <summary>Keeps the norm of a field.</summary>
    /// <param name="position">The field's position in its container.</param>
    /// <param name="norm">Its norm, before the pre-scale.</param>
    public void Take(int position, scoped in NormAccumulator norm)
    {
        BeginSlot(position, norm.NormOrder);
        _norm.Add(norm);
        KeepSlot();
    }

    /// <summary>Keeps the norm of a field whose sum of powers is in range.</summary>
    /// <param name="position">The field's position in its container.</param>
    /// <param name="sum">Σ|g|ᵖ, or the largest |g| for p = ∞.</param>
    /// <param name="normOrder">The norm order p.</param>
    public void Take(int position, double sum, double normOrder)
    {
        BeginSlot(position, normOrder);
        _norm.AddPowers(sum, 0);
        KeepSlot();
    }

    /// <summary>Enters a container that has one slot together with all that its member holds.</summary>
    /// <param name="position">The member's position.</param>
    /// <param name="normOrder">The norm order p.</param>
    public void EnterShared(int position, double normOrder)
    {
        BeginSlot(position, normOrder);
        _depth++;
    }

    /// <summary>Leaves a container that <see cref="EnterShared"/> entered.</summary>
    public void LeaveShared()
    {
        _depth--;
        KeepSlot();
    }

    /// <summary>Enters a container that has several slots, one for each of its fields.</summary>
    /// <param name="position">The member's position.</param>
    /// <param name="count">The number of its slots.</param>
    /// <returns>What <see cref="LeaveOwn"/> has to be given.</returns>
    public Range EnterOwn(int position, int count)
    {
        // Of the holder, what follows the member: its positions go on with the next one.
        var after = new Range(_start + count - 1, _end);
        _start += position;
        _end = Math.Min(_start + count, _end);
        return after;
    }

    /// <summary>Leaves a container that <see cref="EnterOwn"/> entered.</summary>
    public void LeaveOwn(Range after)
    {
        _start = after.Start.Value;
        _end = after.End.Value;
    }

    private void BeginSlot(int position, double normOrder)
    {
        if (_depth == 0 && _slot != _start + position)
        {
            _slot = _start + position;
            _norm = new NormAccumulator(normOrder);
        }
    }

    private readonly void KeepSlot()
    {
        if (_depth == 0 && _slot < _end)
        {
            _norms[_slot] = _norm.TotalNorm * _preScale;
        }
    }
}
