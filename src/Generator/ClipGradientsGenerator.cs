using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using FusedClip.Generator.Emission;
using FusedClip.Generator.Emission.Container;
using FusedClip.Generator.Model;
using FusedClip.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FusedClip.Generator;

/// <summary>Writes the clipping of every container and of every annotated method, and the kernels that an assembly's clips use.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ClipGradientsGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // 1. Every annotated type whose configuration is good becomes a model; what is wrong with the others, the analyzer says.
        IncrementalValuesProvider<ContainerSpec> containers = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.ClipGradientsAttribute, IsTypeDeclaration, GetContainer)
            .Where(static container => container is not null)
            .Select(static (container, _) => container!)
            .WithTrackingName(TrackingNames.Containers);
        IncrementalValuesProvider<ContainerSpec> valueContainers = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.ClipGradientValuesAttribute, IsTypeDeclaration, GetValueContainer)
            .Where(static container => container is not null)
            .Select(static (container, _) => container!)
            .WithTrackingName(TrackingNames.ValueContainers);

        // 2. So does every annotated method.
        IncrementalValuesProvider<ClipMethodSpec> methods = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.ClipGradientsAttribute, IsMethodDeclaration, GetClipMethod)
            .Where(static method => method is not null)
            .Select(static (method, _) => method!)
            .WithTrackingName(TrackingNames.ClipMethods);

        // 3. The kernels' namespace is the assembly's own, so that assemblies which see each other's internals don't collide.
        IncrementalValueProvider<string> kernelNamespace = context.CompilationProvider
            .Select(GetKernelNamespace)
            .WithTrackingName(TrackingNames.KernelNamespace);

        // 4. One file a container, and one a method.
        IncrementalValuesProvider<(ContainerSpec, string)> containerFiles = containers
            .Combine(kernelNamespace)
            .WithTrackingName(TrackingNames.ContainerFiles);
        context.RegisterSourceOutput(containerFiles, EmitContainer);
        IncrementalValuesProvider<(ContainerSpec, string)> valueContainerFiles = valueContainers
            .Combine(kernelNamespace)
            .WithTrackingName(TrackingNames.ValueContainerFiles);
        context.RegisterSourceOutput(valueContainerFiles, EmitContainer);
        IncrementalValuesProvider<(ClipMethodSpec, string)> methodFiles = methods
            .Combine(kernelNamespace)
            .WithTrackingName(TrackingNames.ClipMethodFiles);
        context.RegisterSourceOutput(methodFiles, EmitClipMethod);

        // 5. One file for the kernels. Only their small set is collected: editing a container leaves the others' files alone.
        IncrementalValueProvider<KernelFileSpec> kernelFile = containers
            .SelectMany(GetKernels)
            .Collect()
            .Combine(methods.SelectMany(GetKernels).Collect())
            .Combine(containers.SelectMany(GetFixedLengths).Collect().Combine(methods.SelectMany(GetFixedLengths).Collect()))
            .Combine(containers.SelectMany(GetKernelsOverAxes).Collect().Combine(methods.SelectMany(GetKernelsOverAxes).Collect()))
            .Combine(kernelNamespace)
            .Select(GetKernelFile)
            .WithTrackingName(TrackingNames.KernelFile);
        context.RegisterSourceOutput(kernelFile, EmitKernels);
    }

    private static bool IsTypeDeclaration(SyntaxNode node, CancellationToken cancellation) => node is TypeDeclarationSyntax;

    private static bool IsMethodDeclaration(SyntaxNode node, CancellationToken cancellation) => node is MethodDeclarationSyntax;

    // A type may be annotated on several of its parts: they are read together, at the first.
    private static ContainerSpec? GetContainer(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        SyntaxReference? first = type.FindAttribute(KnownNames.ClipGradientsAttribute)?.ApplicationSyntaxReference;
        bool isFirst = first is not null && first.SyntaxTree == context.TargetNode.SyntaxTree && context.TargetNode.Span.Contains(first.Span);
        return isFirst ? ContainerParser.Parse(type, context.SemanticModel.Compilation, DiagnosticSink.None, cancellation) : null;
    }

    // Where the type is clipped by norm, too, that attribute has it read.
    private static ContainerSpec? GetValueContainer(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        context.TargetSymbol.IsClippedByValueAlone()
            ? ContainerParser.Parse((INamedTypeSymbol)context.TargetSymbol, context.SemanticModel.Compilation, DiagnosticSink.None, cancellation)
            : null;

    private static ClipMethodSpec? GetClipMethod(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        ClipMethodParser.Parse((IMethodSymbol)context.TargetSymbol, context.SemanticModel.Compilation, DiagnosticSink.None, cancellation);

    private static string GetKernelNamespace(Compilation compilation, CancellationToken cancellation) =>
        KernelNamespace.Of(compilation.AssemblyName);

    private static void EmitContainer(SourceProductionContext context, (ContainerSpec Container, string KernelNamespace) file) =>
        context.AddSource(file.Container.Declaration.HintName, ContainerFile.Write(file.Container, file.KernelNamespace));

    private static void EmitClipMethod(SourceProductionContext context, (ClipMethodSpec Method, string KernelNamespace) file) =>
        context.AddSource(file.Method.Declaration.HintName, ClipMethodFile.Write(file.Method, file.KernelNamespace));

    private static IEnumerable<KernelSpec> GetKernels(ContainerSpec container, CancellationToken cancellation) =>
        container.Groups.SelectMany(group => GetKernels(group.Fields, group.Settings!.Norm)).Distinct();

    private static IEnumerable<KernelSpec> GetKernels(ClipMethodSpec method, CancellationToken cancellation) =>
        GetKernels(method.Fields, method.Settings.Norm).Distinct();

    private static IEnumerable<KernelSpec> GetKernels(IEnumerable<FieldSpec> fields, double norm) =>
        fields.Where(field => !field.IsNested).SelectMany(field => KernelSpec.NeededFor(field.Element!.Value, norm));

    private static IEnumerable<FixedLengthSpec> GetFixedLengths(ContainerSpec container, CancellationToken cancellation) =>
        container.Groups.SelectMany(group => FieldRuns.FixedLengths(group.Fields, group.Settings!.Norm)).Distinct();

    private static IEnumerable<FixedLengthSpec> GetFixedLengths(ClipMethodSpec method, CancellationToken cancellation) =>
        FieldRuns.FixedLengths(method.Fields, method.Settings.Norm).Distinct();

    private static IEnumerable<KernelSpec> GetKernelsOverAxes(ContainerSpec container, CancellationToken cancellation) =>
        container.Groups.SelectMany(group => GetKernelsOverAxes(group.Fields, group.Settings!)).Distinct();

    private static IEnumerable<KernelSpec> GetKernelsOverAxes(ClipMethodSpec method, CancellationToken cancellation) =>
        GetKernelsOverAxes(method.Fields, method.Settings).Distinct();

    // What a container that is held has is clipped over the same axes.
    private static IEnumerable<KernelSpec> GetKernelsOverAxes(IEnumerable<FieldSpec> fields, ClipSettings settings) =>
        settings.Axes.Count == 0 || settings.IsAdaptive
            ? []
            : fields.SelectMany(field => KernelSpec.For(field.Element ?? ElementType.Parameter, settings.Norm));

    private static KernelFileSpec GetKernelFile(
        ((((ImmutableArray<KernelSpec> OfContainers, ImmutableArray<KernelSpec> OfMethods) Kernels,
            (ImmutableArray<FixedLengthSpec> OfContainers, ImmutableArray<FixedLengthSpec> OfMethods) FixedLengths) Parts,
            (ImmutableArray<KernelSpec> OfContainers, ImmutableArray<KernelSpec> OfMethods) OverAxes) Uses,
            string Namespace) all,
        CancellationToken cancellation) => new(
            all.Namespace,
            InOrder(all.Uses.Parts.Kernels),
            all.Uses.Parts.FixedLengths.OfContainers.Concat(all.Uses.Parts.FixedLengths.OfMethods).Distinct()
                .OrderBy(part => part.Kernel).ThenBy(part => part.Length).ToEquatableArray(),
            InOrder(all.Uses.OverAxes));

    private static EquatableArray<KernelSpec> InOrder((ImmutableArray<KernelSpec> OfContainers, ImmutableArray<KernelSpec> OfMethods) kernels) =>
        kernels.OfContainers.Concat(kernels.OfMethods).Distinct().OrderBy(kernel => kernel).ToEquatableArray();

    private static void EmitKernels(SourceProductionContext context, KernelFileSpec file)
    {
        if (file.Kernels.Count > 0)
        {
            context.AddSource(KernelFile.HintName, KernelFile.Write(file));
        }
    }
}
