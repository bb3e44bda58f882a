using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Groups of a container's members, each clipped by itself.</summary>
[ClipGradients(MaxNorm = 1, Group = "actor", MethodName = "ClipActor")]
[ClipGradients(MaxNorm = 5, Group = "critic", MethodName = "ClipCritic", Norm = 1, NonFinite = NonFinitePolicy.Skip)]
internal partial class ActorCritic
{
    [Gradient(Group = "actor")] public float[] Policy = SplitMix.Singles(1, 500);
    [Gradient(Group = "critic")] public float[] Value = SplitMix.Singles(2, 300);
    [Gradient(Group = "actor")] public double Temperature = 2;
    [Gradient(Group = "critic")] public double[] Bias { get; } = [1, -2];
    public float[] Activations = [100];
}

/// <summary>Its groups go on, and there are members without one.</summary>
[ClipGradients(Group = "critic", MethodName = "ClipCritic")]
[ClipGradients(MaxNorm = 2)]
[ClipGradients(Group = "actor", MethodName = "ClipActor", Scope = ClipScope.PerField)]
internal sealed partial class ActorCriticWithEncoder : ActorCritic
{
    [Gradient] public float[] Encoder = SplitMix.Singles(3, 200);
    [Gradient(Group = "actor")] public float[] Head = SplitMix.Singles(4, 50);
}

/// <summary>What a group's methods do, and what they leave alone.</summary>
public sealed class GroupTests
{
    [Fact]
    public void AGroupIsClippedByItsOwnNorm()
    {
        var model = new ActorCritic();
        float[] value = [.. model.Value];
        double norm = Reference.Norm(Actor(model), 2);

        Assert.Equal(norm, model.MeasureActor().TotalNorm, norm * 1e-6);
        ClipResult result = model.ClipActor();

        Assert.Equal(norm, result.TotalNorm, norm * 1e-6);
        Assert.Equal(1, Reference.Norm(Actor(model), 2), 1e-6);
        Assert.Equal(value, model.Value);

        double ofCritic = Reference.Norm(Critic(model), 1);
        Assert.Equal(ofCritic, model.ClipCritic().TotalNorm, ofCritic * 1e-6);
        Assert.Equal(5, Reference.Norm(Critic(model), 1), 5e-6);
        Assert.Equal(1, Reference.Norm(Actor(model), 2), 1e-6);
    }

    [Fact]
    public void AGroupIsScaledAndZeroedByItself()
    {
        var model = new ActorCritic();
        double[] actor = Actor(model), critic = Critic(model);

        model.ScaleActor(2);
        Assert.Equal(actor.Select(x => x * 2), Actor(model));
        model.ZeroActor();
        Assert.All(Actor(model), x => Assert.Equal(0, x));
        Assert.Equal(critic, Critic(model));
        Assert.Equal([100], model.Activations);
    }

    [Fact]
    public void TheFieldIsNamedWithinItsGroup()
    {
        var model = new ActorCritic();
        model.Temperature = double.NaN;
        model.Bias[1] = double.NegativeInfinity;

        Assert.Equal("Temperature", Assert.Throws<NonFiniteGradientException>(() => model.ClipActor()).FieldName);
        Assert.Equal("Bias", model.ClipCritic().NonFiniteField);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(double.PositiveInfinity)]
    public void ASourceSpeaksOfAllGroups(double order)
    {
        var model = new ActorCriticWithEncoder();
        double norm = Reference.Norm(All(model), order);
        var accumulator = new NormAccumulator(order);
        IGradientSource source = model;

        source.AccumulateNorm(ref accumulator);
        Assert.Equal(norm, accumulator.TotalNorm, norm * 1e-6);

        source.ScaleGradients(0.5);
        Assert.Equal(norm / 2, Reference.Norm(All(model), order), norm * 1e-6);

        source.ZeroGradients();
        Assert.All(All(model), x => Assert.Equal(0, x));
    }

    [Fact]
    public void ADerivedContainersGroupsBeginWithTheBases()
    {
        var model = new ActorCriticWithEncoder();
        double ofActor = Reference.Norm([.. Actor(model), .. model.Head], 2);
        double ofCritic = Reference.Norm(Critic(model), 2);
        double ofEncoder = Reference.Norm(model.Encoder, 2);

        Assert.Equal(ofActor, model.MeasureActor().TotalNorm, ofActor * 1e-6);
        Assert.Equal(ofCritic, model.MeasureCritic().TotalNorm, ofCritic * 1e-6);
        Assert.Equal(ofEncoder, model.MeasureGradients().TotalNorm, ofEncoder * 1e-6);

        model.ClipActor(0.5);
        Assert.Equal(0.5, model.Temperature, 1e-6);
        Assert.Equal(0.5, Reference.Norm(model.Head, 2), 1e-6);

        model.Head[7] = float.NaN;
        Assert.Equal("Head", Assert.Throws<NonFiniteGradientException>(() => model.ClipActor(1)).FieldName);
        Assert.True(model.MeasureGradients().IsFinite);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        var model = new ActorCriticWithEncoder();
        AllocationTests.AssertNothingIsAllocated(() =>
        {
            model.ClipActor(1);
            model.ClipCritic(1, 0.5);
            model.ClipGradients();
            model.ScaleActor(3);
            var accumulator = new NormAccumulator(2);
            ((IGradientSource)model).AccumulateNorm(ref accumulator);
            ((IGradientSource)model).ScaleGradients(2);
            model.ZeroCritic();
        });
    }

    private static double[] Actor(ActorCritic model) => [.. model.Policy, model.Temperature];

    private static double[] Critic(ActorCritic model) => [.. model.Value, .. model.Bias];

    private static double[] All(ActorCriticWithEncoder model) => [.. Actor(model), .. Critic(model), .. model.Encoder, .. model.Head];
}
