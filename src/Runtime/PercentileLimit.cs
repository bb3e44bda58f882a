using System;

namespace FusedClip;

/// <summary>
/// A limit that adapts: a percentile of the norms so far. AutoClip, of Seetharaman, Wichern, Pardo and Le Roux, "AutoClip:
/// Adaptive Gradient Clipping for Source Separation Networks", 2020, arXiv:2007.14469.
/// </summary>
/// <remarks>
/// <para>
/// In the paper a step's own norm is part of the history that its limit is taken from. So measure, add, and clip:
/// <code>
/// limit.Add(gradients.MeasureGradients().TotalNorm);
/// gradients.ClipGradients(limit.MaxNorm);
/// </code>
/// The other order needs one sweep less. Its limit comes from the steps before:
/// <code>
/// ClipResult clip = gradients.ClipGradients(limit.MaxNorm);
/// limit.Add(clip.TotalNorm);
/// </code>
/// The history has the norms before clipping, in either order.
/// </para>
/// <para>
/// Differences from the paper: its history has no end; here it is the last <see cref="Window"/> norms (10,000 by default, as in
/// the TensorFlow version of the authors' repository, github.com/pseeth/autoclip), so that nothing is allocated after
/// construction. Up to that many steps there is no difference. Norms that aren't finite never enter it.
/// </para>
/// <para>
/// The percentile is exact, and interpolated linearly as numpy.percentile does it by default: with n norms in ascending order,
/// x₀ … xₙ₋₁, and i + t = (n − 1)p / 100, it is xᵢ + t(xᵢ₊₁ − xᵢ).
/// </para>
/// <para>
/// For containers with one norm over all fields. A limit takes 16 bytes for each norm of the window, at construction. Not
/// synchronised.
/// </para>
/// </remarks>
public sealed class PercentileLimit
{
    private readonly double[] _norms; // a ring: the oldest is at _next once it is full
    private readonly double[] _sorted;
    private int _next;

    /// <summary>Makes a limit without a history.</summary>
    /// <param name="percentile">The percentile p, from 0, the smallest norm, to 100, the largest. 10 is the paper's choice.</param>
    /// <param name="window">The number of norms that are kept: at least 1.</param>
    /// <param name="warmUpSteps">
    /// The number of norms before anything is clipped: from 1, as in the paper, to <paramref name="window"/>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public PercentileLimit(double percentile = 10, int window = 10_000, int warmUpSteps = 1)
    {
        if (!(percentile >= 0 && percentile <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(percentile), percentile, "The percentile has to be from 0 to 100.");
        }

        if (window < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(window), window, "The window has to be at least 1 norm.");
        }

        if (warmUpSteps < 1 || warmUpSteps > window)
        {
            throw new ArgumentOutOfRangeException(nameof(warmUpSteps), warmUpSteps, "The warm-up has to be from 1 step to the window.");
        }

        Percentile = percentile;
        WarmUpSteps = warmUpSteps;
        _norms = new double[window];
        _sorted = new double[window];
    }

    /// <summary>Makes a limit that goes on where another one was: the same norms give the same bits.</summary>
    /// <param name="state">
    /// What <see cref="GetState"/> returned. Settings may be changed with <c>with</c>; a smaller window keeps the newest norms.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range, or a norm is negative, NaN or infinite.</exception>
    /// <exception cref="ArgumentException"><see cref="PercentileLimitState.Norms"/> is null.</exception>
    public PercentileLimit(PercentileLimitState state)
        : this(state.Percentile, state.Window, state.WarmUpSteps)
    {
        if (state.Norms is null)
        {
            throw new ArgumentException("The state's Norms are null.", nameof(state));
        }

        foreach (double norm in state.Norms)
        {
            if (!(norm >= 0) || !double.IsFinite(norm))
            {
                throw new ArgumentOutOfRangeException(nameof(state), norm, "The state's Norms have to be zero or above, and finite.");
            }
        }

        ReadOnlySpan<double> kept = state.Norms.AsSpan(Math.Max(0, state.Norms.Length - Window));
        kept.CopyTo(_norms);
        kept.CopyTo(_sorted);
        Count = kept.Length;
        _next = Count == Window ? 0 : Count;
        Array.Sort(_sorted, 0, Count);
    }

    /// <summary>The percentile p, from 0 to 100.</summary>
    public double Percentile { get; }

    /// <summary>The number of norms that are kept.</summary>
    public int Window => _norms.Length;

    /// <summary>The number of norms before anything is clipped.</summary>
    public int WarmUpSteps { get; }

    /// <summary>The number of norms in the window now.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// The percentile of the norms in the window. Infinity during the warm-up, and where the percentile is 0: a limit of 0
    /// would end the training, and <c>ClipGradients</c> refuses it.
    /// </summary>
    public double MaxNorm
    {
        get
        {
            if (Count < WarmUpSteps)
            {
                return double.PositiveInfinity;
            }

            double position = (Count - 1) * (Percentile / 100);
            int below = (int)position;
            double lower = _sorted[below];
            double upper = _sorted[Math.Min(below + 1, Count - 1)];
            double percentile = lower + ((position - below) * (upper - lower));
            return percentile > 0 ? percentile : double.PositiveInfinity;
        }
    }

    /// <summary>Adds a step's norm to the window; a full one loses its oldest.</summary>
    /// <param name="totalNorm">The norm over all fields before clipping. NaN and infinity change nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="totalNorm"/> is negative.</exception>
    public void Add(double totalNorm)
    {
        if (totalNorm < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(totalNorm), totalNorm, "A norm can't be negative.");
        }

        if (!double.IsFinite(totalNorm))
        {
            return;
        }

        if (Count < Window)
        {
            Replace(Count, totalNorm);
            Count++;
        }
        else
        {
            Replace(Array.BinarySearch(_sorted, 0, Count, _norms[_next]), totalNorm);
        }

        _norms[_next] = totalNorm;
        _next = _next + 1 == Window ? 0 : _next + 1;
    }

    /// <summary>A snapshot, for a checkpoint. It has an array of its own, which is allocated.</summary>
    /// <returns>The settings and the norms.</returns>
    public PercentileLimitState GetState()
    {
        double[] oldestFirst = new double[Count];
        int oldest = Count == Window ? _next : 0;
        _norms.AsSpan(oldest, Count - oldest).CopyTo(oldestFirst);
        _norms.AsSpan(0, oldest).CopyTo(oldestFirst.AsSpan(Count - oldest));
        return new(Percentile, Window, WarmUpSteps, oldestFirst);
    }

    // Frees the place of a norm in the sorted ones, and moves those between it and the new norm's place by one.
    private void Replace(int free, double norm)
    {
        int found = Array.BinarySearch(_sorted, 0, Count, norm);
        int place = found < 0 ? ~found : found;
        if (place > free)
        {
            place--;
            Array.Copy(_sorted, free + 1, _sorted, free, place - free);
        }
        else
        {
            Array.Copy(_sorted, place, _sorted, place + 1, free - place);
        }

        _sorted[place] = norm;
    }
}
