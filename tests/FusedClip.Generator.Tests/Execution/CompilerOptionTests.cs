using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>Options of the user's project that reach into the generated code.</summary>
public class CompilerOptionTests
{
    private static readonly string Source =
        $$"""
        using System;
        using System.Collections.Generic;
        using FusedClip;

        [ClipGradients]
        public partial class Sum
        {
            {{Members.Buffers.Text}}
        }

        [ClipGradients(Norm = double.PositiveInfinity, Scope = ClipScope.PerField)]
        public partial class Largest
        {
            {{Members.Buffers.Text}}
        }
        """;

    [Theory]
    [InlineData(OptimizationLevel.Debug, false)]
    [InlineData(OptimizationLevel.Debug, true)]
    [InlineData(OptimizationLevel.Release, true)]
    public async Task CheckedArithmeticAndDebugBuilds_ComputeTheSame(OptimizationLevel level, bool isChecked)
    {
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(
            TestCompilation.Of(Source) with { OptimizationLevel = level, CheckOverflow = isChecked });

        new ContainerExercise().Run(() => assembly.Create("Sum", Members.Buffers.Names));
        new ContainerExercise(double.PositiveInfinity, IsPerField: true).Run(() => assembly.Create("Largest", Members.Buffers.Names));
    }

    [Theory]
    [InlineData("[assembly: System.CLSCompliant(true)]")]
    [InlineData("[module: System.Runtime.CompilerServices.SkipLocalsInit]")]
    [InlineData("[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]")]
    public async Task AttributesOfTheAssembly_BringNoWarning(string attribute)
    {
        TestCompilation project = TestCompilation.OfFiles(("Source.cs", Source), ("Assembly.cs", attribute)) with { AllowUnsafe = true };
        using GeneratedAssembly assembly = await GeneratedAssembly.Load(project);

        new ContainerExercise().Run(() => assembly.Create("Sum", Members.Buffers.Names));
    }
}
