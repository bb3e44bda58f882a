using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>What each policy does about a gradient that is NaN or infinite.</summary>
public class NonFiniteTests
{
    private const double MaxNorm = 0.1;

    private static readonly string[] Fields = ["W", "V", "Jagged", "Bias", "List"];

    public static TheoryData<NonFinitePolicy> Policies => [.. Enum.GetValues<NonFinitePolicy>()];

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task GlobalScope_DealsWithAllFieldsAlike(NonFinitePolicy policy)
    {
        using GeneratedAssembly assembly = await Load(policy, "Global");
        foreach ((int field, double value) in Everywhere())
        {
            CheckGlobal(assembly, policy, field, value);
        }
    }

    private static void CheckGlobal(GeneratedAssembly assembly, NonFinitePolicy policy, int field, double value)
    {
        ContainerObject container = Create(assembly, field, value);
        IReadOnlyList<double[]> before = container.Gradients;

        if (policy == NonFinitePolicy.Throw)
        {
            AssertThrows(container, before, field, value);
            return;
        }

        ClipResult measured = container.Measure(MaxNorm);
        Assert.Equal(before, container.Gradients);
        ClipResult result = container.Clip(MaxNorm);

        Assert.Equal(measured, result);
        Assert.False(result.IsFinite);
        Assert.Equal(double.IsNaN(value) ? double.NaN : double.PositiveInfinity, result.TotalNorm);
        Assert.Equal(Fields[field], result.NonFiniteField);
        Assert.Equal(Expected(policy, before, double.IsNaN(value)), container.Gradients);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task PerFieldScope_DealsWithTheFieldAlone(NonFinitePolicy policy)
    {
        using GeneratedAssembly assembly = await Load(policy, "PerField");
        foreach ((int field, double value) in Everywhere())
        {
            CheckPerField(assembly, policy, field, value);
        }
    }

    private static void CheckPerField(GeneratedAssembly assembly, NonFinitePolicy policy, int field, double value)
    {
        ContainerObject container = Create(assembly, field, value);
        IReadOnlyList<double[]> before = container.Gradients;

        if (policy == NonFinitePolicy.Throw)
        {
            AssertThrows(container, before, field, value);
            return;
        }

        ClipResult measured = container.Measure(MaxNorm);
        Assert.Equal(before, container.Gradients);
        ClipResult result = container.Clip(MaxNorm);

        Assert.Equal(measured, result);
        Assert.False(result.IsFinite);
        Assert.Equal(Fields[field], result.NonFiniteField);
        Assert.Equal(Expected(policy, [before[field]], double.IsNaN(value)).Single(), container.Gradients[field]);
        double[][] others = [.. container.Gradients.Where((_, i) => i != field)];
        Assert.All(others, other => Assert.InRange(ScalarReference.Norm(other, 2), MaxNorm * (1 - 1e-6), MaxNorm * (1 + 1e-14)));
    }

    // Each field in turn, with each value that isn't finite.
    private static IEnumerable<(int Field, double Value)> Everywhere() =>
        from field in Enumerable.Range(0, Fields.Length)
        from value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity }
        select (field, value);

    private static void AssertThrows(ContainerObject container, IReadOnlyList<double[]> before, int field, double value)
    {
        var exception = Assert.Throws<NonFiniteGradientException>(() => container.Clip(MaxNorm));

        Assert.Equal((Fields[field], 0L, value), (exception.FieldName, exception.Index, exception.Value));
        Assert.False(double.IsFinite(exception.TotalNorm));
        Assert.Equal(before, container.Gradients);
        Assert.Throws<NonFiniteGradientException>(() => container.Measure(MaxNorm));
    }

    private static IReadOnlyList<double[]> Expected(NonFinitePolicy policy, IReadOnlyList<double[]> before, bool isNaN) => policy switch
    {
        NonFinitePolicy.Skip => before,
        NonFinitePolicy.Zero => Each(before, _ => 0),
        NonFinitePolicy.Poison => Each(before, _ => double.NaN),
        _ => Each(before, element => isNaN ? double.NaN : element * 0),
    };

    private static IReadOnlyList<double[]> Each(IReadOnlyList<double[]> fields, Func<double, double> function) =>
        [.. fields.Select(field => field.Select(function).ToArray())];

    private static ContainerObject Create(GeneratedAssembly assembly, int field, double value)
    {
        ContainerObject container = assembly.Create("Demo.Net", Fields);
        container.Plant(field, value);
        return container;
    }

    private static Task<GeneratedAssembly> Load(NonFinitePolicy policy, string scope) => GeneratedAssembly.Load(TestCompilation.Of(
        $$"""
        using System.Collections.Generic;
        using FusedClip;

        namespace Demo;

        [ClipGradients(MaxNorm = 1, NonFinite = NonFinitePolicy.{{policy}}, Scope = ClipScope.{{scope}})]
        public partial class Net
        {
            [Gradient] public float[,]? W;
            [Gradient] public double[]? V;
            [Gradient] public float[][]? Jagged;
            [Gradient] public float Bias { get; set; }
            [Gradient] public List<double>? List;
        }
        """));
}
