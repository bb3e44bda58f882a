using System;
using System.Collections.Generic;

namespace SunspotForecast;

/// <summary>What is known of one step: its loss, and the norm of its gradients before clipping.</summary>
internal readonly record struct TrainingStep(double Loss, double TotalNorm);

/// <summary>The course of one training run, step by step, and the network that came of it.</summary>
internal sealed record TrainingRun
{
    public required string Name { get; init; }

    public required ElmanNetwork Network { get; init; }

    public required IReadOnlyList<TrainingStep> Steps { get; init; }

    public required int PlannedSteps { get; init; }

    public required int ClippedSteps { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>The part of <see cref="Elapsed"/> that went into clipping, or into measuring the norm.</summary>
    public required TimeSpan ElapsedInClipping { get; init; }

    /// <summary>Why the run ended early: what was no longer finite. Null when it made all its steps.</summary>
    public string? NonFinite { get; init; }

    public bool Diverged => NonFinite is not null;
}
