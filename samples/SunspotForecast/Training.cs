using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using FusedClip;

namespace SunspotForecast;

/// <summary>Trains a network by stochastic gradient descent, one window of years a step.</summary>
internal sealed class Training(ForecastData data, Hyperparameters hyperparameters, ITrainingDisplay display)
{
    private const int MostSteps = 10_000_000;

    /// <summary>One run from the first weights on.</summary>
    /// <param name="name">What the run is called in the display.</param>
    /// <param name="gradients">The container of the gradients.</param>
    /// <param name="clip">The call that two runs differ in: it clips the gradients, or only measures them.</param>
    /// <param name="cancellation">Ends the run with an <see cref="OperationCanceledException"/>.</param>
    public TrainingRun Run<TGradients>(
        string name, TGradients gradients, Func<TGradients, ClipResult> clip, CancellationToken cancellation)
        where TGradients : ElmanGradients, IClippable
    {
        // The seed decides all that is random, so that two runs start from the same weights and see the same windows.
        var random = new Random(hyperparameters.Seed);
        var network = new ElmanNetwork(hyperparameters.HiddenSize, ForecastData.WindowLength, random);
        int[] windowStarts = [.. Enumerable.Range(0, data.TrainingWindows)];

        var steps = new List<TrainingStep>();
        int plannedSteps = PlanSteps();
        int clippedSteps = 0;
        long clippingTicks = 0;
        string? nonFinite = null;
        display.Begin(name, plannedSteps);
        long started = Stopwatch.GetTimestamp();

        while (steps.Count < plannedSteps && nonFinite is null)
        {
            cancellation.ThrowIfCancellationRequested();
            int position = steps.Count % windowStarts.Length;
            if (position == 0)
            {
                random.Shuffle(windowStarts);
            }

            ForecastWindow window = data.WindowAt(windowStarts[position]);

            gradients.ZeroGradients();
            double loss = network.Forward(window);
            network.Backward(window, gradients);
            ClipResult result = TimedClip();
            nonFinite = FindNonFinite(loss, result);
            if (nonFinite is null)
            {
                network.Update(gradients, hyperparameters.LearningRate);
            }

            clippedSteps += result.IsClipped ? 1 : 0;
            var step = new TrainingStep(loss, result.TotalNorm);
            steps.Add(step);
            display.Report(steps.Count, step);
        }

        var run = new TrainingRun
        {
            Name = name,
            Network = network,
            Steps = steps,
            PlannedSteps = plannedSteps,
            ClippedSteps = clippedSteps,
            Elapsed = Stopwatch.GetElapsedTime(started),
            ElapsedInClipping = Stopwatch.GetElapsedTime(0, clippingTicks),
            NonFinite = nonFinite,
        };
        display.End(run);
        return run;

        ClipResult TimedClip()
        {
            long clippingStarted = Stopwatch.GetTimestamp();
            ClipResult result = clip(gradients);
            clippingTicks += Stopwatch.GetTimestamp() - clippingStarted;
            return result;
        }
    }

    // Every step is remembered for the picture, and there is no picture of more steps than this.
    private int PlanSteps()
    {
        long planned = (long)hyperparameters.Epochs * data.TrainingWindows;
        return planned <= MostSteps
            ? (int)planned
            : throw new InputException(
                $"--epochs: {hyperparameters.Epochs} epochs of {data.TrainingWindows} windows; expected at most {MostSteps} steps in all");
    }

    // After an update with a NaN every weight would be NaN, and every loss from then on: the run is over.
    private static string? FindNonFinite(double loss, ClipResult result) =>
        !double.IsFinite(loss) ? "loss"
        : !result.IsFinite ? $"gradient {result.NonFiniteField}"
        : null;
}
