using System.Collections.Immutable;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>FieldNorms across assemblies, and for the oldest .NET.</summary>
public class FieldNormsTests
{
    private const string Library =
        """
        using FusedClip;

        namespace Library;

        [ClipGradients(MaxNorm = 5, FieldNorms = true, MethodName = "ClipLayer")]
        public partial class Layer
        {
            private readonly float[] _hidden = { 3 };
            public double[] W = { 4 };
        }

        [ClipGradients(MaxNorm = 5, FieldNorms = true)]
        public partial class Trunk
        {
            public Layer First = new();
            private readonly float[] _hidden = { 12 };
        }
        """;

    private const string Program =
        """
        using FusedClip;
        using Library;

        namespace Demo;

        [ClipGradients(MaxNorm = 5, FieldNorms = true)]
        public partial class Head : Trunk
        {
            public float[] Out = { 84 };
            public Layer Second = new();

            public static string Run()
            {
                ClipResult result = new Head().MeasureGradients(out GradientNorms norms);
                string text = norms.First._hidden + " " + norms.First.W + " " + norms._hidden + " " + norms.Out + " " + norms.Second.W + ";";
                for (int i = 0; i < norms.Count; i++)
                {
                    text += " " + GradientNorms.NameOf(i) + "=" + norms[i];
                }

                return text;
            }
        }
        """;

    private const string Expected = "3 4 12 84 4; First._hidden=3 First.W=4 _hidden=12 Out=84 Second._hidden=3 Second.W=4";

    [Theory]
    [InlineData(true, NullableContextOptions.Disable)]
    [InlineData(false, NullableContextOptions.Enable)]
    public async Task OneAssembly_HasTheNormsOfBaseAndMembers(bool isNet8, NullableContextOptions nullable)
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(
            TestCompilation.OfFiles(("Library.cs", Library), ("Program.cs", Program)) with { IsNet8 = isNet8, Nullable = nullable });

        Assert.Equal(Expected, assembly.Call("Demo.Head", "Run"));
    }

    [Fact]
    public async Task AnotherAssemblysContainers_HaveTheirNorms()
    {
        (_, ImmutableArray<byte> library) = await GoodProject.Check(TestCompilation.Of(Library) with { AssemblyName = "Library" });
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(TestCompilation.Of(Program) with { Others = [library] });

        Assert.Equal(Expected, assembly.Call("Demo.Head", "Run"));
    }
}
