using FusedClip.Benchmarks.Candidates;

namespace FusedClip.Benchmarks.Containers;

/// <summary>64 fields of <c>double</c>. Written once by a loop.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed partial class SixtyFourDoubles(double[][] gradients)
{
    public double[] G0 = gradients[0]; public double[] G1 = gradients[1]; public double[] G2 = gradients[2];
    public double[] G3 = gradients[3]; public double[] G4 = gradients[4]; public double[] G5 = gradients[5];
    public double[] G6 = gradients[6]; public double[] G7 = gradients[7]; public double[] G8 = gradients[8];
    public double[] G9 = gradients[9]; public double[] G10 = gradients[10]; public double[] G11 = gradients[11];
    public double[] G12 = gradients[12]; public double[] G13 = gradients[13]; public double[] G14 = gradients[14];
    public double[] G15 = gradients[15]; public double[] G16 = gradients[16]; public double[] G17 = gradients[17];
    public double[] G18 = gradients[18]; public double[] G19 = gradients[19]; public double[] G20 = gradients[20];
    public double[] G21 = gradients[21]; public double[] G22 = gradients[22]; public double[] G23 = gradients[23];
    public double[] G24 = gradients[24]; public double[] G25 = gradients[25]; public double[] G26 = gradients[26];
    public double[] G27 = gradients[27]; public double[] G28 = gradients[28]; public double[] G29 = gradients[29];
    public double[] G30 = gradients[30]; public double[] G31 = gradients[31]; public double[] G32 = gradients[32];
    public double[] G33 = gradients[33]; public double[] G34 = gradients[34]; public double[] G35 = gradients[35];
    public double[] G36 = gradients[36]; public double[] G37 = gradients[37]; public double[] G38 = gradients[38];
    public double[] G39 = gradients[39]; public double[] G40 = gradients[40]; public double[] G41 = gradients[41];
    public double[] G42 = gradients[42]; public double[] G43 = gradients[43]; public double[] G44 = gradients[44];
    public double[] G45 = gradients[45]; public double[] G46 = gradients[46]; public double[] G47 = gradients[47];
    public double[] G48 = gradients[48]; public double[] G49 = gradients[49]; public double[] G50 = gradients[50];
    public double[] G51 = gradients[51]; public double[] G52 = gradients[52]; public double[] G53 = gradients[53];
    public double[] G54 = gradients[54]; public double[] G55 = gradients[55]; public double[] G56 = gradients[56];
    public double[] G57 = gradients[57]; public double[] G58 = gradients[58]; public double[] G59 = gradients[59];
    public double[] G60 = gradients[60]; public double[] G61 = gradients[61]; public double[] G62 = gradients[62];
    public double[] G63 = gradients[63];
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsSixtyFourDoubles(SixtyFourDoubles[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}
