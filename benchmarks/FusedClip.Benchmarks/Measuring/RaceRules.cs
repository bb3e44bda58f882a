using System.Collections.Immutable;

namespace FusedClip.Benchmarks.Measuring;

/// <summary>How long and how often is measured.</summary>
/// <param name="Rounds">How many rounds a median is taken of.</param>
/// <param name="HugeRounds">The same for a set that is larger than any cache.</param>
/// <param name="Residues">At which bytes of a 64-byte line the buffers begin.</param>
/// <param name="BatchMicroseconds">How long a candidate's turn in a round takes at least, about.</param>
/// <param name="WarmUpMilliseconds">How long each candidate runs before anything is timed.</param>
internal sealed record RaceRules(
    int Rounds, int HugeRounds, ImmutableArray<int> Residues, double BatchMicroseconds = 200, int WarmUpMilliseconds = 400)
{
    public const int DefaultRounds = 31;

    /// <summary>The limit's factor from pass to pass: so little that the data stay what they were, and more than rounding hides.</summary>
    public const double Decay = 0.999;

    public static RaceRules Default(int rounds) => new(rounds, int.Min(rounds, 7), [0, 16, 40]);

    /// <summary>For a first look.</summary>
    public static readonly RaceRules Quick = new(7, 3, [16], BatchMicroseconds: 100);
}
