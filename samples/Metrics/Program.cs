using System;
using System.Threading;
using Metrics;

if (args is ["--watch"])
{
    Console.WriteLine($"Clips until Ctrl+C. Elsewhere: dotnet-counters monitor --process-id {Environment.ProcessId} --counters FusedClip");
    for (int step = 0; ; step++)
    {
        Clip(step % 100 == 99 ? float.NaN : 1.5f * Random.Shared.NextSingle());
        Thread.Sleep(10);
    }
}

using var printer = new MetricsPrinter();
foreach (float gradient in new[] { 0.5f, 3, float.NaN })
{
    Console.WriteLine(FormattableString.Invariant($"a gradient of {gradient}, the limit is 1:"));
    Clip(gradient);
}

return 0;

static void Clip(float gradient)
{
    var gradients = new LayerGradients();
    gradients.Kernel[7, 3] = gradient;
    gradients.ClipGradients();
}
