using System.Collections.Generic;
using System.Linq;
using FusedClip.Benchmarks.Candidates;

namespace FusedClip.Benchmarks.Containers;

/// <summary>A layer of two fields of <c>float</c>.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed partial class TreeLayer(float[] weights, float[] bias)
{
    [Gradient] public float[] Weights = weights;
    [Gradient] public float[] Bias = bias;
}

/// <summary>Layers in a list: every other buffer is the bias of the one before.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed partial class LayerTree(float[][] gradients)
{
    public List<TreeLayer> Layers = [.. Enumerable.Range(0, gradients.Length / 2).Select(i => new TreeLayer(gradients[2 * i], gradients[(2 * i) + 1]))];
}

/// <summary>The buffers of fifty layers as the fields of one class. Written once by a loop.</summary>
[ClipGradients(MaxNorm = 5)]
internal sealed partial class HundredSingles(float[][] gradients)
{
    public float[] G0 = gradients[0]; public float[] G1 = gradients[1]; public float[] G2 = gradients[2];
    public float[] G3 = gradients[3]; public float[] G4 = gradients[4]; public float[] G5 = gradients[5];
    public float[] G6 = gradients[6]; public float[] G7 = gradients[7]; public float[] G8 = gradients[8];
    public float[] G9 = gradients[9]; public float[] G10 = gradients[10]; public float[] G11 = gradients[11];
    public float[] G12 = gradients[12]; public float[] G13 = gradients[13]; public float[] G14 = gradients[14];
    public float[] G15 = gradients[15]; public float[] G16 = gradients[16]; public float[] G17 = gradients[17];
    public float[] G18 = gradients[18]; public float[] G19 = gradients[19]; public float[] G20 = gradients[20];
    public float[] G21 = gradients[21]; public float[] G22 = gradients[22]; public float[] G23 = gradients[23];
    public float[] G24 = gradients[24]; public float[] G25 = gradients[25]; public float[] G26 = gradients[26];
    public float[] G27 = gradients[27]; public float[] G28 = gradients[28]; public float[] G29 = gradients[29];
    public float[] G30 = gradients[30]; public float[] G31 = gradients[31]; public float[] G32 = gradients[32];
    public float[] G33 = gradients[33]; public float[] G34 = gradients[34]; public float[] G35 = gradients[35];
    public float[] G36 = gradients[36]; public float[] G37 = gradients[37]; public float[] G38 = gradients[38];
    public float[] G39 = gradients[39]; public float[] G40 = gradients[40]; public float[] G41 = gradients[41];
    public float[] G42 = gradients[42]; public float[] G43 = gradients[43]; public float[] G44 = gradients[44];
    public float[] G45 = gradients[45]; public float[] G46 = gradients[46]; public float[] G47 = gradients[47];
    public float[] G48 = gradients[48]; public float[] G49 = gradients[49]; public float[] G50 = gradients[50];
    public float[] G51 = gradients[51]; public float[] G52 = gradients[52]; public float[] G53 = gradients[53];
    public float[] G54 = gradients[54]; public float[] G55 = gradients[55]; public float[] G56 = gradients[56];
    public float[] G57 = gradients[57]; public float[] G58 = gradients[58]; public float[] G59 = gradients[59];
    public float[] G60 = gradients[60]; public float[] G61 = gradients[61]; public float[] G62 = gradients[62];
    public float[] G63 = gradients[63]; public float[] G64 = gradients[64]; public float[] G65 = gradients[65];
    public float[] G66 = gradients[66]; public float[] G67 = gradients[67]; public float[] G68 = gradients[68];
    public float[] G69 = gradients[69]; public float[] G70 = gradients[70]; public float[] G71 = gradients[71];
    public float[] G72 = gradients[72]; public float[] G73 = gradients[73]; public float[] G74 = gradients[74];
    public float[] G75 = gradients[75]; public float[] G76 = gradients[76]; public float[] G77 = gradients[77];
    public float[] G78 = gradients[78]; public float[] G79 = gradients[79]; public float[] G80 = gradients[80];
    public float[] G81 = gradients[81]; public float[] G82 = gradients[82]; public float[] G83 = gradients[83];
    public float[] G84 = gradients[84]; public float[] G85 = gradients[85]; public float[] G86 = gradients[86];
    public float[] G87 = gradients[87]; public float[] G88 = gradients[88]; public float[] G89 = gradients[89];
    public float[] G90 = gradients[90]; public float[] G91 = gradients[91]; public float[] G92 = gradients[92];
    public float[] G93 = gradients[93]; public float[] G94 = gradients[94]; public float[] G95 = gradients[95];
    public float[] G96 = gradients[96]; public float[] G97 = gradients[97]; public float[] G98 = gradients[98];
    public float[] G99 = gradients[99];
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsLayerTree(LayerTree[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}

/// <inheritdoc cref="ICandidate"/>
internal readonly struct ClipsHundredSingles(HundredSingles[] copies) : ICandidate
{
    public double Clip(int copy, double maxNorm) => copies[copy].ClipGradients(maxNorm).TotalNorm;
}
