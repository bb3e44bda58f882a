using System;
using System.Threading;

namespace SunspotForecast;

/// <summary>The two runs, which differ in one call.</summary>
internal sealed record Comparison(
    ForecastData Data, NormOrder Norm, double MaxNorm, TrainingRun Unclipped, TrainingRun Clipped)
{
    /// <summary>Trains twice, with the container whose norm order was asked for.</summary>
    public static Comparison Run(
        ForecastData data, Hyperparameters hyperparameters, NormOrder norm, double maxNorm,
        ITrainingDisplay display, CancellationToken cancellation)
    {
        var training = new Training(data, hyperparameters, display);
        int hiddenSize = hyperparameters.HiddenSize;
        return norm switch
        {
            NormOrder.One => TrainTwice(new ElmanGradientsL1(hiddenSize)),
            NormOrder.Two => TrainTwice(new ElmanGradientsL2(hiddenSize)),
            NormOrder.Infinity => TrainTwice(new ElmanGradientsMax(hiddenSize)),
            _ => throw new ArgumentOutOfRangeException(nameof(norm)),
        };

        Comparison TrainTwice<TGradients>(TGradients gradients)
            where TGradients : ElmanGradients, IClippable
        {
            TrainingRun unclipped = training.Run(
                "without clipping", gradients, g => g.MeasureGradients(double.PositiveInfinity), cancellation);
            TrainingRun clipped = training.Run(
                "with clipping", gradients, g => g.ClipGradients(maxNorm), cancellation);
            return new Comparison(data, norm, maxNorm, unclipped, clipped);
        }
    }
}
