using System;
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
    private const string AccumulateNorm = "AccumulateNorm";

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

    /// <summary>The generated methods of a container's groups, without a check: the base container's, which aren't there to be asked yet.</summary>
    public static IReadOnlyList<MethodNames> Names(INamedTypeSymbol container) =>
        container.IsClippedByValueAlone()
            ? Names([(MethodNames.DefaultClip, false)], Plain)
            : Names(
                [
                    .. container.FindAttributes(KnownNames.ClipGradientsAttribute)
                        .Select(attribute => (ClipName(attribute, DiagnosticSink.None, CancellationToken.None), FieldNormsRules.IsAskedFor(attribute))),
                ],
                Plain);

    /// <summary>The generated methods, after a check that no member of the container has their names.</summary>
    /// <param name="type">The container.</param>
    /// <param name="groups">Its groups.</param>
    /// <param name="baseContainer">The container that it derives from, if any.</param>
    /// <param name="sink">What is told of clashes.</param>
    public static (IReadOnlyList<MethodNames> Groups, MethodSpec AccumulateNorm) Parse(
        INamedTypeSymbol type, IReadOnlyList<GroupParser.Group> groups, INamedTypeSymbol? baseContainer, DiagnosticSink sink)
    {
        (string, bool)[] clips = [.. groups.Select(group => (group.ClipName, group.Settings is { HasFieldNorms: true }))];
        CheckAreFree(type, [.. Names(clips, Plain).Select((names, i) => (names, groups[i].Location))], sink);

        HashSet<string> inherited = baseContainer is null ? [] : [.. Inherited(baseContainer)];
        return (Names(clips, Method), Method(AccumulateNorm, "ref FusedClip.NormAccumulator"));

        MethodSpec Method(string name, string parameters) =>
            new(name.Escaped(), inherited.Contains(name) ? "new " : ModifierOver(type.BaseType, name, parameters));
    }

    /// <summary>The generated method that clips by value.</summary>
    public static MethodSpec ClipValues(INamedTypeSymbol type, ValueLimits limits, INamedTypeSymbol? baseContainer)
    {
        bool isInherited = false;
        for (INamedTypeSymbol? current = baseContainer; current is not null; current = current.BaseType)
        {
            isInherited |= current.HasAttribute(KnownNames.ClipGradientValuesAttribute);
        }

        return new MethodSpec(
            ValueLimits.MethodName, isInherited ? "new " : ModifierOver(type.BaseType, ValueLimits.MethodName, limits.IsRange ? "double, double" : "double"));
    }

    private static IEnumerable<string> Inherited(INamedTypeSymbol baseContainer) => baseContainer.IsClippedByValueAlone()
        ? Names(baseContainer).SelectMany(group => group.OfList).Select(method => method.Name)
        : Names(baseContainer)
            .SelectMany(group => group.Inherited)
            .Select(method => method.Name)
            .Append(AccumulateNorm);

    private static void CheckAreFree(INamedTypeSymbol type, IReadOnlyList<(MethodNames Names, Location? Location)> groups, DiagnosticSink sink)
    {
        HashSet<string> taken = [];
        if (type.HasAttribute(KnownNames.ClipGradientValuesAttribute))
        {
            CheckIsFree(type, ValueLimits.MethodName, false, sink);
            taken.Add(ValueLimits.MethodName);
        }

        bool isByNorm = !type.IsClippedByValueAlone();
        if (isByNorm)
        {
            CheckIsFree(type, AccumulateNorm, groups.Any(group => group.Names.All.Any(method => method.Name == AccumulateNorm)), sink);
            taken.Add(AccumulateNorm);
        }

        foreach ((MethodNames group, Location? location) in groups)
        {
            IEnumerable<MethodSpec> methods = isByNorm ? group.All : [.. group.OfList, group.FieldName];
            string[] names = [.. methods.Select(method => method.Name).Where(name => name != AccumulateNorm)];
            if (names.FirstOrDefault(taken.Contains) is { } another)
            {
                // One clash of two groups says it all: their other names clash, too.
                sink.Report(Descriptors.NameClash, location, type.Name, another);
                return;
            }

            foreach (string name in names.Distinct().Where(taken.Add))
            {
                CheckIsFree(type, name, names.Count(other => other == name) > 1, sink);
            }
        }
    }

    private static void CheckIsFree(INamedTypeSymbol type, string name, bool isTwice, DiagnosticSink sink)
    {
        if (isTwice)
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

    // The analyzer sees the type with what was generated for it. A partial method whose body was generated was declared by hand.
    private static bool IsWrittenByHand(ISymbol member) =>
        !member.IsImplicitlyDeclared && (!member.IsGenerated() || member is IMethodSymbol { IsPartialDefinition: true });

    private static MethodSpec Plain(string name, string parameters) => new(name, "");

    private static IReadOnlyList<MethodNames> Names(IReadOnlyList<(string Name, bool HasFieldNorms)> clips, Func<string, string, MethodSpec> make) =>
    [
        .. clips.Select(clip => Names(clip.Name, clips.Count == 1, make) with
        {
            FieldNorms = clip.HasFieldNorms ? make(MethodNames.Norms(clip.Name), NoParameters) : null,
        }),
    ];

    private static MethodNames Names(string clipName, bool isOnly, Func<string, string, MethodSpec> make)
    {
        string stem = MethodNames.Stem(clipName);
        string ofField = isOnly || clipName == MethodNames.DefaultClip ? "Gradient" : stem;
        return new MethodNames(
            make(clipName, "double, double"),
            make("Measure" + stem, "double, double"),
            make("Finish" + stem, ""),
            make("Scale" + stem, "double"),
            make("Zero" + stem, ""),
            make("Sweep" + stem, "ref FusedClip.CompilerServices.GradientSweep"),
            make(ofField + "FieldName", "int"),
            make(ofField + "FieldCount", NoParameters),
            make("RefuseShared" + stem, ""));
    }

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
