using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>What the attribute's arguments do when the generated code runs.</summary>
public class SettingsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(2.5)]
    [InlineData(3)]
    [InlineData(0.5)]
    [InlineData(double.PositiveInfinity)]
    public async Task Norm_IsThatOfTheReference(double order)
    {
        using GeneratedAssembly assembly = await Load($"Norm = {Literal(order)}");

        new ContainerExercise(order).Run(() => assembly.Create("Demo.Net", Members.Buffers.Names));
    }

    [Theory]
    [InlineData(1e-6, "Global")]
    [InlineData(0.5, "Global")]
    [InlineData(0.5, "PerField")]
    public async Task Epsilon_IsAddedToTheNorm(double epsilon, string scope)
    {
        using GeneratedAssembly assembly = await Load($"Epsilon = {Literal(epsilon)}, Scope = ClipScope.{scope}");

        new ContainerExercise(Epsilon: epsilon, IsPerField: scope == "PerField").Run(() => assembly.Create("Demo.Net", Members.Buffers.Names));
    }

    [Fact]
    public async Task MaxNorm_IsTheDefaultLimit()
    {
        using GeneratedAssembly assembly = await Load("MaxNorm = 0.125");
        ContainerObject container = assembly.Create("Demo.Net", Members.Buffers.Names);

        ClipResult result = container.ClipByDefault();

        Assert.True(result.IsClipped);
        Assert.InRange(ScalarReference.Norm(container.Gradients.SelectMany(field => field), 2), 0.125 * (1 - 1e-6), 0.125);
    }

    [Fact]
    public async Task PreScale_ScalesWhatIsBelowTheLimit()
    {
        using GeneratedAssembly assembly = await Load("MaxNorm = 1000");
        ContainerObject container = assembly.Create("Demo.Net", Members.Buffers.Names);
        double[][] before = [.. container.Gradients];

        ClipResult result = container.Clip(1000, 0.5);

        Assert.Equal((0.5, false), (result.Coefficient, result.IsClipped));
        Assert.Equal(before.Select(field => ScalarReference.Scale(field, 0.5)), container.Gradients);
    }

    [Fact]
    public async Task InfiniteLimit_NeverClips()
    {
        using GeneratedAssembly assembly = await Load("MaxNorm = 1");
        ContainerObject container = assembly.Create("Demo.Net", Members.Buffers.Names);
        double[][] before = [.. container.Gradients];

        Assert.False(container.Clip(double.PositiveInfinity).IsClipped);
        Assert.Equal(before, container.Gradients);
    }

    private static Task<GeneratedAssembly> Load(string arguments) => GeneratedAssembly.Load(TestCompilation.Of(
        $$"""
        using System;
        using System.Collections.Generic;
        using FusedClip;

        namespace Demo;

        [ClipGradients({{arguments}})]
        public partial class Net
        {
            {{Members.Buffers.Text}}
        }
        """));

    private static string Literal(double value) =>
        double.IsPositiveInfinity(value) ? "double.PositiveInfinity" : value.ToString("R", CultureInfo.InvariantCulture);
}
