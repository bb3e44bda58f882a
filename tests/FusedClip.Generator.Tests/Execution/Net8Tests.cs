using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>The oldest .NET and the oldest C# that are supported: compiled against its API, and run with its build of the runtime library.</summary>
public class Net8Tests
{
    [Theory]
    [InlineData("2", "Global", NullableContextOptions.Enable)]
    [InlineData("1", "PerField", NullableContextOptions.Disable)]
    [InlineData("2.5", "Global", NullableContextOptions.Disable)]
    [InlineData("double.PositiveInfinity", "PerField", NullableContextOptions.Enable)]
    public async Task EveryShape_ClipsLikeTheReference(string norm, string scope, NullableContextOptions nullable)
    {
        TestCompilation project = TestCompilation.Of(
            $$"""
            using System;
            using System.Collections.Generic;
            using FusedClip;

            namespace Demo;

            [ClipGradients(Norm = {{norm}}, Scope = ClipScope.{{scope}})]
            public partial class Net
            {
                {{Members.Buffers.For(nullable)}}
            }

            [ClipGradients(Norm = {{norm}}, Scope = ClipScope.{{scope}})]
            public partial record struct Marked
            {
                {{Members.Marked.For(nullable)}}
            }
            """) with
        { IsNet8 = true, Nullable = nullable };
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(project);

        double order = norm[0] == 'd' ? double.PositiveInfinity : double.Parse(norm, System.Globalization.CultureInfo.InvariantCulture);
        var exercise = new ContainerExercise(order, scope == "PerField");
        exercise.Run(() => assembly.Create("Demo.Net", Members.Buffers.Names));
        exercise.Run(() => assembly.Create("Demo.Marked", Members.Marked.Names));
    }
}
