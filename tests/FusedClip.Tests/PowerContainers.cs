namespace FusedClip.Tests;

// Containers whose kernels PowerTests calls: one for each way in which the powers of some p are taken.
internal abstract class PowerFields
{
    public float[] Singles = [];
    public double[] Doubles = [];
}

[ClipGradients(Norm = 0.003)]
internal sealed partial class Power0Point003 : PowerFields;

[ClipGradients(Norm = 0.1)]
internal sealed partial class Power0Point1 : PowerFields;

[ClipGradients(Norm = 0.98)]
internal sealed partial class Power0Point98 : PowerFields;

[ClipGradients(Norm = 1.001)]
internal sealed partial class Power1Point001 : PowerFields;

[ClipGradients(Norm = 1.1)]
internal sealed partial class Power1Point1 : PowerFields;

[ClipGradients(Norm = 1.5)]
internal sealed partial class Power1Point5 : PowerFields;

[ClipGradients(Norm = 1.7)]
internal sealed partial class Power1Point7 : PowerFields;

[ClipGradients(Norm = 2.3)]
internal sealed partial class Power2Point3 : PowerFields;

[ClipGradients(Norm = 3.7)]
internal sealed partial class Power3Point7 : PowerFields;

[ClipGradients(Norm = 7.9)]
internal sealed partial class Power7Point9 : PowerFields;

[ClipGradients(Norm = 12.5)]
internal sealed partial class Power12Point5 : PowerFields;

[ClipGradients(Norm = 100)]
internal sealed partial class Power100 : PowerFields;

[ClipGradients(Norm = 2e6)]
internal sealed partial class PowerBeyondKernels : PowerFields;
