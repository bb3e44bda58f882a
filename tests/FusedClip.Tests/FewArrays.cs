namespace FusedClip.Tests;

/// <summary>As many arrays as clip without a sweep, as long as all is ordinary.</summary>
[ClipGradients(NonFinite = NonFinitePolicy.Skip)]
internal sealed partial class SixteenArrays : IClipper
{
    public float[]? A0 { get; set; }
    public float[]? A1 { get; set; }
    public float[]? A2 { get; set; }
    public float[]? A3 { get; set; }
    public float[]? A4 { get; set; }
    public float[]? A5 { get; set; }
    public float[]? A6 { get; set; }
    public float[]? A7 { get; set; }
    public float[]? A8 { get; set; }
    public float[]? A9 { get; set; }
    public float[]? A10 { get; set; }
    public float[]? A11 { get; set; }
    public float[]? A12 { get; set; }
    public float[]? A13 { get; set; }
    public float[]? A14 { get; set; }
    public float[]? A15 { get; set; }
}

/// <summary>One more than that.</summary>
[ClipGradients(NonFinite = NonFinitePolicy.Skip)]
internal sealed partial class SeventeenArrays : IClipper
{
    public float[]? A0 { get; set; }
    public float[]? A1 { get; set; }
    public float[]? A2 { get; set; }
    public float[]? A3 { get; set; }
    public float[]? A4 { get; set; }
    public float[]? A5 { get; set; }
    public float[]? A6 { get; set; }
    public float[]? A7 { get; set; }
    public float[]? A8 { get; set; }
    public float[]? A9 { get; set; }
    public float[]? A10 { get; set; }
    public float[]? A11 { get; set; }
    public float[]? A12 { get; set; }
    public float[]? A13 { get; set; }
    public float[]? A14 { get; set; }
    public float[]? A15 { get; set; }
    public float[]? A16 { get; set; }
}

/// <summary>Of each order a pair, with a limit of its own kind.</summary>
[ClipGradients(Norm = 1, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Skip)]
internal sealed partial class SixteenArraysL1 : IClipper
{
    public float[]? A0 { get; set; }
    public float[]? A1 { get; set; }
    public float[]? A2 { get; set; }
    public float[]? A3 { get; set; }
    public float[]? A4 { get; set; }
    public float[]? A5 { get; set; }
    public float[]? A6 { get; set; }
    public float[]? A7 { get; set; }
    public float[]? A8 { get; set; }
    public float[]? A9 { get; set; }
    public float[]? A10 { get; set; }
    public float[]? A11 { get; set; }
    public float[]? A12 { get; set; }
    public float[]? A13 { get; set; }
    public float[]? A14 { get; set; }
    public float[]? A15 { get; set; }
}

/// <summary>One more than that.</summary>
[ClipGradients(Norm = 1, Epsilon = 1e-6, NonFinite = NonFinitePolicy.Skip)]
internal sealed partial class SeventeenArraysL1 : IClipper
{
    public float[]? A0 { get; set; }
    public float[]? A1 { get; set; }
    public float[]? A2 { get; set; }
    public float[]? A3 { get; set; }
    public float[]? A4 { get; set; }
    public float[]? A5 { get; set; }
    public float[]? A6 { get; set; }
    public float[]? A7 { get; set; }
    public float[]? A8 { get; set; }
    public float[]? A9 { get; set; }
    public float[]? A10 { get; set; }
    public float[]? A11 { get; set; }
    public float[]? A12 { get; set; }
    public float[]? A13 { get; set; }
    public float[]? A14 { get; set; }
    public float[]? A15 { get; set; }
    public float[]? A16 { get; set; }
}
