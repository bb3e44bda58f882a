using System;
using System.Collections.Generic;

namespace FusedClip.Tests.Adopting;

/// <summary>A parameter whose gradient nobody may ask for while it is frozen.</summary>
[ClipGradients]
public sealed partial class Parameter(string name, float[] values, float[] gradients)
{
    public bool IsFrozen { get; set; }
    public Span<float> ValueSpan => values;
    public Span<float> GradSpan => IsFrozen ? throw new InvalidOperationException($"'{name}' is frozen.") : gradients;

    [Gradient] private Span<float> TrainedGradient => IsFrozen ? default : GradSpan;
}

/// <summary>Descends along the gradients of a list of parameters.</summary>
[ClipGradients(MaxNorm = 1)]
public sealed partial class ParameterOptimizer(List<Parameter> parameters)
{
    private readonly List<Parameter> _parameters = parameters;

    public void Step(float learningRate)
    {
        ClipGradients();
        foreach (Parameter parameter in _parameters)
        {
            for (int i = 0; !parameter.IsFrozen && i < parameter.ValueSpan.Length; i++)
            {
                parameter.ValueSpan[i] -= learningRate * parameter.GradSpan[i];
            }
        }
    }
}

/// <summary>The same with the mark where a frozen parameter throws.</summary>
[ClipGradients(MaxNorm = 1)]
public sealed partial class StrictParameter(float[] gradients)
{
    public bool IsFrozen { get; set; }
    [Gradient] public Span<float> GradSpan => IsFrozen ? throw new InvalidOperationException("frozen") : gradients;
}
