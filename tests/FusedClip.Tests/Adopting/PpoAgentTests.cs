using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace FusedClip.Tests.Adopting;

/// <summary>The actor's gradients; the critic's are not to be touched with them.</summary>
public sealed class PpoActorTests : ProgramTests<PpoAgent>
{
    [Fact]
    public void WhatIsNotFiniteIsNamed()
    {
        AssertIsNamed("DPolicy[3, 5]", agent => agent.DPolicy[3, 5] = double.NaN);
        AssertIsNamed("DPolicyBias[0]", agent => agent.DPolicyBias![0] = double.PositiveInfinity);
        AssertIsNamed("DLogDeviation", agent => agent.DLogDeviation = double.NaN);
    }

    [Fact]
    public void ACriticThatIsNotFiniteDoesNotStopTheActor()
    {
        PpoAgent agent = Make();
        agent.DValue[1][0, 0] = double.NaN;

        Assert.True(agent.ClipActor().IsFinite);
        Assert.Equal("DValue", Assert.Throws<NonFiniteGradientException>(() => agent.ClipCritic()).FieldName);
    }

    [Fact]
    public void AStepClipsBothToTheirLimits()
    {
        PpoAgent agent = Make();
        double deviation = agent.LogDeviation;

        agent.Step(0.1);

        Assert.Equal(0.5, Reference.Norm(PpoAgents.Actor(agent), 2), 1e-6);
        Assert.Equal(1, Reference.Norm(PpoAgents.Critic(agent), 2), 1e-6);
        Assert.Equal(deviation - (0.1 * agent.DLogDeviation), agent.LogDeviation);
    }

    protected override PpoAgent Make() => PpoAgents.Make();

    protected override ClipResult Clip(PpoAgent program, double maxNorm) => program.ClipActor(maxNorm);

    protected override double ClipByHand(PpoAgent program, double maxNorm)
    {
        double sum = program.DLogDeviation * program.DLogDeviation;
        foreach (double g in program.DPolicy) { sum += g * g; }
        foreach (double g in program.DPolicyBias ?? []) { sum += g * g; }

        double norm = Math.Sqrt(sum);
        double scale = Math.Min(1, maxNorm / norm);
        PpoAgents.Scale(program.DPolicy, scale);
        for (int i = 0; i < program.DPolicyBias?.Length; i++) { program.DPolicyBias[i] *= scale; }
        program.DLogDeviation *= scale;
        return norm;
    }

    protected override double[] Gradients(PpoAgent program) => PpoAgents.Actor(program);

    protected override double[] Others(PpoAgent program) => [.. PpoAgents.Critic(program), .. PpoAgents.Weights(program)];
}

/// <summary>The critic's gradients; the actor's are not to be touched with them.</summary>
public sealed class PpoCriticTests : ProgramTests<PpoAgent>
{
    [Fact]
    public void WhatIsNotFiniteIsNamed() => AssertIsNamed("DValue[1][0, 2]", agent => agent.DValue[1][0, 2] = double.NegativeInfinity);

    protected override PpoAgent Make() => PpoAgents.Make();

    protected override ClipResult Clip(PpoAgent program, double maxNorm) => program.ClipCritic(maxNorm);

    protected override double ClipByHand(PpoAgent program, double maxNorm)
    {
        double sum = 0;
        foreach (double[,] d in program.DValue)
        {
            foreach (double g in d) { sum += g * g; }
        }

        double norm = Math.Sqrt(sum);
        double scale = Math.Min(1, maxNorm / norm);
        foreach (double[,] d in program.DValue) { PpoAgents.Scale(d, scale); }
        return norm;
    }

    protected override double[] Gradients(PpoAgent program) => PpoAgents.Critic(program);

    protected override double[] Others(PpoAgent program) => [.. PpoAgents.Actor(program), .. PpoAgents.Weights(program)];
}

/// <summary>An agent after a backward pass, and its numbers.</summary>
internal static class PpoAgents
{
    public static PpoAgent Make() => new()
    {
        Policy = Table(1, 4, 6),
        LogDeviation = -0.5,
        DPolicy = Table(2, 4, 6),
        DPolicyBias = SplitMix.Doubles(3, 6),
        DLogDeviation = 0.75,
        Value = [Table(4, 4, 8), Table(5, 8, 3)],
        DValue = [Table(6, 4, 8), Table(7, 8, 3)],
    };

    public static double[] Actor(PpoAgent agent) => [.. Numbers(agent.DPolicy), .. agent.DPolicyBias ?? [], agent.DLogDeviation];

    public static double[] Critic(PpoAgent agent) => [.. agent.DValue.SelectMany(Numbers)];

    public static double[] Weights(PpoAgent agent) => [.. Numbers(agent.Policy), agent.LogDeviation, .. agent.Value.SelectMany(Numbers)];

    public static void Scale(double[,] d, double scale)
    {
        for (int i = 0; i < d.GetLength(0); i++)
        {
            for (int j = 0; j < d.GetLength(1); j++) { d[i, j] *= scale; }
        }
    }

    private static IEnumerable<double> Numbers(double[,] table) => table.Cast<double>();

    private static double[,] Table(ulong seed, int rows, int columns)
    {
        var table = new double[rows, columns];
        for (int i = 0; i < table.Length; i++)
        {
            table[i / columns, i % columns] = SplitMix.At(seed, i, 1);
        }

        return table;
    }
}
