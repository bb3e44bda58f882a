using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace FusedClip.Tests.Adopting;

/// <summary>A list of parameters, each with its gradient as a span; frozen ones don't take part.</summary>
public sealed class ParameterOptimizerTests : ProgramTests<ParameterOptimizerTests.Model>
{
    [Theory]
    [InlineData("_parameters[0].TrainedGradient[6]", 0, 6)]
    [InlineData("_parameters[3].TrainedGradient[299]", 3, 299)]
    public void WhatIsNotFiniteIsNamedByItsParameter(string place, int parameter, int index) =>
        AssertIsNamed(place, model => model.Parameters[parameter].GradSpan[index] = float.NaN);

    [Fact]
    public void WhatAFrozenParameterHasLeftOverIsNotLookedAt()
    {
        Model model = Make();
        model.Buffers[1][4] = float.NaN;

        Assert.True(model.Optimizer.ClipGradients().IsFinite);
    }

    [Fact]
    public void AParameterThatIsThawedTakesPart()
    {
        Model model = Make();
        model.Parameters[1].IsFrozen = false;
        double norm = Reference.Norm(model.Buffers.SelectMany(buffer => buffer), 2);

        Assert.Equal(norm, model.Optimizer.ClipGradients().TotalNorm, norm * 1e-6);
        Assert.Equal(1, Reference.Norm(model.Buffers.SelectMany(buffer => buffer), 2), 1e-6);
    }

    [Fact]
    public void AStepMovesWhatIsTrained()
    {
        Model model = Make();
        float[] frozen = model.Parameters[1].ValueSpan.ToArray();

        model.Optimizer.Step(1);

        Assert.Equal(1, Reference.Norm(Gradients(model), 2), 1e-6);
        Assert.Equal(1 - model.Buffers[0][5], model.Parameters[0].ValueSpan[5]);
        Assert.Equal(frozen, model.Parameters[1].ValueSpan.ToArray());
    }

    [Fact]
    public void AGetterThatThrowsThrowsBeforeAnythingIsWritten()
    {
        StrictParameter[] parameters = [new([3, 4]), new([30, 40]) { IsFrozen = true }];
        var model = new StrictModel { Parameters = parameters };

        Assert.Equal("frozen", Assert.Throws<InvalidOperationException>(() => model.ClipGradients()).Message);
        Assert.Equal([3, 4], parameters[0].GradSpan.ToArray());
    }

    protected override Model Make()
    {
        float[][] buffers = [SplitMix.Singles(1, 7), SplitMix.Singles(2, 40), SplitMix.Singles(3, 16), SplitMix.Singles(4, 300)];
        List<Parameter> parameters = [.. buffers.Select((buffer, i) => new Parameter($"p{i}", [.. buffer.Select(_ => 1f)], buffer))];
        parameters[1].IsFrozen = true;
        return new(parameters, buffers, new ParameterOptimizer(parameters));
    }

    protected override ClipResult Clip(Model program, double maxNorm) => program.Optimizer.ClipGradients(maxNorm);

    protected override double ClipByHand(Model program, double maxNorm)
    {
        List<Parameter> parameters = program.Parameters;
        double sum = 0;
        foreach (Parameter parameter in parameters)
        {
            if (parameter.IsFrozen) { continue; }
            foreach (float g in parameter.GradSpan) { sum += (double)g * g; }
        }

        double norm = Math.Sqrt(sum);
        double scale = Math.Min(1, maxNorm / norm);
        foreach (Parameter parameter in parameters)
        {
            if (parameter.IsFrozen) { continue; }
            foreach (ref float g in parameter.GradSpan) { g = (float)(g * scale); }
        }

        return norm;
    }

    protected override double[] Gradients(Model program) =>
        [.. program.Buffers.Where((_, i) => !program.Parameters[i].IsFrozen).SelectMany(buffer => buffer)];

    protected override double[] Others(Model program) =>
    [
        .. program.Buffers.Where((_, i) => program.Parameters[i].IsFrozen).SelectMany(buffer => buffer),
        .. program.Parameters.SelectMany(parameter => parameter.ValueSpan.ToArray()),
    ];

    /// <summary>The parameters, the buffers that they hide, and what trains them.</summary>
    public sealed record Model(List<Parameter> Parameters, float[][] Buffers, ParameterOptimizer Optimizer);
}

/// <summary>Holds parameters that throw.</summary>
[ClipGradients(MaxNorm = 1)]
public sealed partial class StrictModel
{
    public StrictParameter[] Parameters = [];
}
