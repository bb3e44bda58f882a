using System.Linq;
using System.Threading;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FusedClip.Generator.Parsing;

/// <summary>Which methods can be clips, whatever their parameters.</summary>
internal static class MethodRules
{
    /// <summary>Whether the method can get a body; the sink is told why not.</summary>
    public static bool Check(IMethodSymbol method, Compilation compilation, DiagnosticSink sink, CancellationToken cancellation)
    {
        if (Problem(method, cancellation) is { } problem)
        {
            sink.Report(Descriptors.UnsupportedMethod, Location(method), method.Name, problem);
            return false;
        }

        HierarchyRules.Check(method, compilation, sink, cancellation);
        foreach (AttributeData attribute in method.FindAttributes(KnownNames.ClipGradientsAttribute).Skip(1))
        {
            Report(attribute, "", "it carries [ClipGradients] twice; take one away");
        }

        foreach (AttributeData attribute in method.FindAttributes(KnownNames.ClipGradientsAttribute))
        {
            if (AttributeArguments.FindText(attribute, "MethodName") is not null)
            {
                Report(attribute, "MethodName", "MethodName is for types; a method has its name");
            }

            if (AttributeArguments.FindText(attribute, "Group") is not null)
            {
                Report(attribute, "Group", "Group is for types; a method clips its parameters");
            }

            if (FieldNormsRules.IsAskedFor(attribute))
            {
                Report(attribute, "FieldNorms", "FieldNorms is for types; hold the gradients in a container to have a norm for each");
            }
        }

        return !sink.HasErrors;

        void Report(AttributeData attribute, string argument, string reason) =>
            sink.Report(Descriptors.UnsupportedMethod, AttributeArguments.Location(attribute, argument, cancellation), method.Name, reason);
    }

    /// <summary>A limit has to come from one place.</summary>
    public static void CheckLimit(IMethodSymbol method, ClipSettings settings, DiagnosticSink sink, CancellationToken cancellation)
    {
        if (settings.IsAdaptive)
        {
            sink.Report(Descriptors.UnsupportedMethod, Location(method), method.Name, "ClipScope.Adaptive is for types; a parameter can't name its weights");
            return;
        }

        IParameterSymbol? parameter = method.Parameters.FirstOrDefault(parameter => parameter.Name == ClipMethodSpec.MaxNorm);
        if (parameter is null && settings.MaxNorm is null)
        {
            sink.Report(Descriptors.UnsupportedMethod, Location(method), method.Name, "it has no limit; set MaxNorm, or give it a parameter 'double maxNorm'");
        }

        if (parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: double byDefault } && settings.MaxNorm is { } limit && limit != byDefault)
        {
            sink.Report(
                Descriptors.UnsupportedMethod,
                parameter.Locations.FirstOrDefault(),
                method.Name,
                System.FormattableString.Invariant($"MaxNorm is {limit}, but its parameter 'maxNorm' is {byDefault} by default; take one away, or make them equal"));
        }
    }

    private static string? Problem(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.MethodKind != MethodKind.Ordinary || Declaration(method, cancellation) is not { } declaration)
        {
            return "only an ordinary method of a type can have its body generated";
        }

        if (declaration.Body is not null || declaration.ExpressionBody is not null || (method.PartialImplementationPart is not null && !method.IsGenerated()))
        {
            return "it has a body, and the generator writes it";
        }

        if (!(method.ReturnsByRef || method.ReturnsByRefReadonly) && method.ReturnType.IsNamed(KnownNames.ClipResult))
        {
            return null;
        }

        return $"it returns '{method.ReturnType.ShortName()}', and a clip returns 'ClipResult'";
    }

    private static MethodDeclarationSyntax? Declaration(IMethodSymbol method, CancellationToken cancellation) =>
        method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as MethodDeclarationSyntax;

    private static Location? Location(IMethodSymbol method) => method.Locations.FirstOrDefault();
}
