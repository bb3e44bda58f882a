using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using FusedClip;

/// <summary>What a stranger would write first.</summary>
[ClipGradients(MaxNorm = 5, Norm = 2)]
public partial class MlpGradients
{
    /// <summary>Of the first layer's weights.</summary>
    public readonly float[,] W1 = new float[784, 128];

    /// <summary>Of the first layer's biases.</summary>
    public readonly float[] B1 = new float[128];

    /// <summary>Of a layer that isn't trained yet.</summary>
    public float[,]? W2;
}

/// <summary>Two networks, each with its own limit.</summary>
[ClipGradients(MaxNorm = 1, Group = "actor", MethodName = "ClipActor")]
[ClipGradients(MaxNorm = 5, Group = "critic", MethodName = "ClipCritic")]
public partial class ActorCritic
{
    /// <summary>Of the policy.</summary>
    [Gradient(Group = "actor")] public readonly float[] Policy = [30, 40];

    /// <summary>Of the value.</summary>
    [Gradient(Group = "critic")] public readonly float[] Value = [30, 40];
}

/// <summary>A trainer whose gradients are locals.</summary>
/// <param name="Limit">The limit.</param>
public readonly partial record struct Trainer(double Limit)
{
    /// <summary>Whether it clips as it should.</summary>
    public bool Run(Span<float> w, ref float slope) => Clip(w, ref slope, Limit).TotalNorm == 50;

    [ClipGradients]
    private readonly partial ClipResult Clip(Span<float> w, ref float slope, double maxNorm, double preScale = 1);
}

internal static partial class Program
{
    [ClipGradients(MaxNorm = 5, Metrics = true)]
    private static partial ClipResult Clip(float[,] weights, Span<float> biases, List<Layer> layers);

    private static int Main()
    {
        string?[] wrong =
        [
            OfFields(), OfGroups(), OfParameters(), OfALocal(), OfATree(), OfWhatIsNotFinite(), OfMetrics(),
            .. NestingChecks.Run(), .. BufferChecks.Run(), .. LibraryChecks.Run(), .. TieChecks.Run(), .. GenericChecks.Run(),
        ];
        string failures = string.Join(", ", Array.FindAll(wrong, name => name is not null));
        Console.WriteLine(failures.Length == 0 ? "the package works" : $"wrong: {failures}");
        return failures.Length == 0 ? 0 : 1;
    }

    private static string? OfFields()
    {
        var gradients = new MlpGradients();
        gradients.W1[3, 5] = 30;
        gradients.B1[7] = 40;
        ClipResult clip = gradients.ClipGradients();
        return clip.TotalNorm == 50 && clip.IsClipped && IsNear(3, gradients.W1[3, 5]) ? null : nameof(OfFields);
    }

    private static string? OfGroups()
    {
        var model = new ActorCritic();
        bool isActorRight = model.ClipActor().TotalNorm == 50 && IsNear(0.6, model.Policy[0]) && model.Value[0] == 30;
        bool isCriticRight = model.ClipCritic().TotalNorm == 50 && IsNear(3, model.Value[0]);
        return isActorRight && isCriticRight ? null : nameof(OfGroups);
    }

    private static string? OfParameters()
    {
        float[,] weights = { { 30 } };
        Span<float> biases = [40];
        var layer = new Layer();
        layer.Gradient[29] = 120;
        return Clip(weights, biases, [layer]).TotalNorm == 130
            && IsNear(30 / 26.0, weights[0, 0]) && IsNear(40 / 26.0, biases[0]) && IsNear(120 / 26.0, layer.Gradient[29])
            ? null
            : nameof(OfParameters);
    }

    private static string? OfALocal()
    {
        float slope = 40;
        var trainer = new Trainer(5);
        return trainer.Run([30], ref slope) && Check.IsNear(4, slope) ? null : nameof(OfALocal);
    }

    private static string? OfATree()
    {
        var network = new Network();
        network.Layers[0].Gradient[11] = 30;
        network.Layers[1].Gradient[0] = 1000;
        network.Layers[1].IsFrozen = true;
        network.Embedding.Rows[0][2] = 1000;
        network.Embedding.Rows[1][2] = 40;
        network.In[3, 2] = 120;
        network.Out = network.In;

        // What is tied counts once, and is scaled once.
        ClipResult clip = network.ClipGradients();
        network.Layers[1].IsFrozen = false;
        return clip.TotalNorm == 130
            && IsNear(30 / 26.0, network.Layers[0].Gradient[11]) && IsNear(40 / 26.0, network.Embedding.Rows[1][2])
            && IsNear(120 / 26.0, network.In[3, 2])
            && network.Layers[1].Gradient[0] == 1000 && network.Embedding.Rows[0][2] == 1000 && network.Weights[0, 0] == 7
            ? null
            : nameof(OfATree);
    }

    private static string? OfWhatIsNotFinite()
    {
        var network = new Network();
        network.In[0, 0] = 100;
        network.Layers[1].Gradient[3] = float.NaN;
        try
        {
            network.ClipGradients();
        }
        catch (NonFiniteGradientException exception)
        {
            bool isNamed = exception.Message.Contains("Layers[1].Gradient[3]", StringComparison.Ordinal);
            return isNamed && network.In[0, 0] == 100 ? null : nameof(OfWhatIsNotFinite);
        }

        return nameof(OfWhatIsNotFinite);
    }

    private static string? OfMetrics()
    {
        double norm = 0;
        long calls = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "FusedClip")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => norm += value);
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => calls += instrument.Name == "fusedclip.calls" ? value : 0);
        listener.Start();
        Clip(new float[,] { { 3 } }, [4], []);
        return norm == 5 && calls == 1 ? null : nameof(OfMetrics);
    }

    private static bool IsNear(double expected, double actual) => Check.IsNear(expected, actual);
}
