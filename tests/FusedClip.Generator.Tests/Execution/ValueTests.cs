using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>Clipping by value, generated, compiled and run.</summary>
public class ValueTests
{
    [Theory]
    [InlineData("[ClipGradientValues(Limit = 0.5)]", "net.ClipGradientValues()", "-0.5 0.25 0.5 0.5")]
    [InlineData("[ClipGradientValues]", "net.ClipGradientValues(2)", "-2 0.25 2 2")]
    [InlineData("[ClipGradientValues(Min = -1, Max = 0)]", "net.ClipGradientValues()", "-1 0 0 0")]
    [InlineData("[ClipGradientValues(Min = -1, Max = 0)]", "net.ClipGradientValues(0.5, 1)", "0.5 0.5 1 1")]
    [InlineData("[ClipGradientValues(Min = -1)]", "net.ClipGradientValues(max: 2)", "-1 0.25 2 2")]
    [InlineData("[ClipGradientValues(Max = 1)]", "net.ClipGradientValues(0)", "0 0.25 1 1")]
    [InlineData("[ClipGradientValues(Limit = 1), ClipGradients(MaxNorm = 0.5, Norm = double.PositiveInfinity)]", "net.ClipGradientValues(); net.ScaleGradients(0.5)", "-0.5 0.125 0.5 0.5")]
    public async Task Method_TakesWhatTheAttributeLeavesOpen(string attribute, string call, string expected)
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(
            $$"""
            using FusedClip;
            using System.Globalization;

            namespace Demo;

            {{attribute}}
            public partial class Net
            {
                public float[] W = [-3, 0.25f];
                public double[,] B = { { 4, 5 } };

                public static string Run()
                {
                    var net = new Net();
                    {{call}};
                    return string.Create(CultureInfo.InvariantCulture, $"{net.W[0]} {net.W[1]} {net.B[0, 0]} {net.B[0, 1]}");
                }
            }
            """));

        Assert.Equal(expected, assembly.Call("Demo.Net", "Run"));
    }
}
