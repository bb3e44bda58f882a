namespace FusedClip.Benchmarks.Measuring;

/// <summary>What one candidate took in one race.</summary>
/// <param name="Candidate">Its name.</param>
/// <param name="IsActive">Whether every call clipped; else none did.</param>
/// <param name="Residue">Where in a 64-byte line the buffers began; null: anywhere.</param>
/// <param name="Nanoseconds">The median of a call's time over the rounds.</param>
/// <param name="DidItsJob">Whether every call clipped that should have, and none that shouldn't.</param>
internal sealed record Measurement(string Candidate, bool IsActive, int? Residue, double Nanoseconds, bool DidItsJob);
