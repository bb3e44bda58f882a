using System.Collections.Generic;
using System.Linq;
using System.Threading;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FusedClip.Generator.Parsing;

/// <summary>What the generated methods are called, and whether the names are free.</summary>
internal static class MethodNameParser
{
    // A property hides everything of its name.
    private const string NoParameters = "no parameters";

    /// <summary>The name of the clip method that an attribute asks for.</summary>
    public static string ClipName(AttributeData attribute, DiagnosticSink sink, CancellationToken cancellation)
    {
        string? name = AttributeArguments.FindText(attribute, "MethodName");
        if (name is null)
        {
            return MethodNames.DefaultClip;
        }

        if (!SyntaxFacts.IsValidIdentifier(name))
        {
            sink.Report(Descriptors.InvalidMethodName, AttributeArguments.Location(attribute, "MethodName", cancellation), name);
            return MethodNames.DefaultClip;
        }

        return name;
    }

    /// <summary>The name of a container's clip method.</summary>
    public static string ClipName(INamedTypeSymbol container) =>
        ClipName(container.FindAttribute(KnownNames.ClipGradientsAttribute)!, DiagnosticSink.None, CancellationToken.None);

    /// <summary>The generated methods, after a check that no member of the container has their names.</summary>
    public static MethodNames Parse(INamedTypeSymbol type, string clipName, INamedTypeSymbol? baseContainer, DiagnosticSink sink)
    {
        MethodNames plain = Names(clipName, static (name, _) => new MethodSpec(name.Escaped(), ""));
        string[] names = [.. All(plain).Select(method => method.Name.TrimStart('@'))];
        foreach (string name in names.Distinct())
        {
            if (names.Count(other => other == name) > 1)
            {
                sink.Report(Descriptors.NameClash, type.Locations.FirstOrDefault(), type.Name, name);
            }

            ISymbol? clash = name == type.Name
                ? type
                : type.GetMembers(name).FirstOrDefault(IsWrittenByHand) ?? type.TypeParameters.FirstOrDefault(parameter => parameter.Name == name);
            if (clash is not null)
            {
                sink.Report(Descriptors.NameClash, clash.Locations.FirstOrDefault(), type.Name, name);
            }
        }

        // What the generator writes for the base container isn't there to be asked yet. Its field names and its check are private.
        HashSet<string> inherited = baseContainer is null ? [] : [.. All(Names(ClipName(baseContainer), static (name, _) => new MethodSpec(name, ""))).Select(method => method.Name)];
        inherited.Remove(plain.FieldName.Name);
        inherited.Remove(plain.RefuseShared.Name);
        return Names(clipName, (name, parameters) => new MethodSpec(
            name.Escaped(), inherited.Contains(name) ? "new " : ModifierOver(type.BaseType, name, parameters)));
    }

    // The analyzer sees the type with what was generated for it.
    private static bool IsWrittenByHand(ISymbol member) =>
        !member.IsImplicitlyDeclared
        && member.FindAttribute(KnownNames.GeneratedCodeAttribute)?.ConstructorArguments.FirstOrDefault().Value is not KnownNames.GeneratedCodeTool;

    private static MethodNames Names(string clipName, System.Func<string, string, MethodSpec> make)
    {
        string stem = MethodNames.Stem(clipName);
        return new MethodNames(
            make(clipName, "double, double"),
            make("Measure" + stem, "double, double"),
            make("Scale" + stem, "double"),
            make("Zero" + stem, ""),
            make("AccumulateNorm", "ref FusedClip.NormAccumulator"),
            make(MethodNames.SweepName(clipName), "ref FusedClip.CompilerServices.GradientSweep"),
            make("GradientFieldName", "int"),
            make("GradientFieldCount", NoParameters),
            make("RefuseShared" + stem, ""));
    }

    private static IEnumerable<MethodSpec> All(MethodNames names) =>
        [names.Clip, names.Measure, names.Scale, names.Zero, names.AccumulateNorm, names.Sweep, names.FieldName, names.FieldCount, names.RefuseShared];

    // What a method has to say so that it hides, or implements, one of a base class without a warning.
    private static string ModifierOver(INamedTypeSymbol? baseType, string name, string parameters)
    {
        for (INamedTypeSymbol? current = baseType; current is not null; current = current.BaseType)
        {
            foreach (ISymbol member in current.GetMembers(name).Where(member => member.DeclaredAccessibility != Accessibility.Private))
            {
                if (member is not IMethodSymbol method || parameters == NoParameters)
                {
                    return "new ";
                }

                if (string.Join(", ", method.Parameters.Select(Describe)) == parameters)
                {
                    bool isOverridable = (method.IsVirtual || method.IsAbstract || method.IsOverride) && !method.IsSealed
                        && method.ReturnsVoid && method.DeclaredAccessibility == Accessibility.Public;
                    return isOverridable ? "override " : "new ";
                }
            }
        }

        return "";
    }

    private static string Describe(IParameterSymbol parameter) =>
        (parameter.RefKind == RefKind.Ref ? "ref " : "") + parameter.Type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
}
