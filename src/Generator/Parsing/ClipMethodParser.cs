using System.Collections.Generic;
using System.Linq;
using System.Threading;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FusedClip.Generator.Parsing;

/// <summary>From an annotated method to the model of its body, or to what is wrong with it.</summary>
internal static class ClipMethodParser
{
    private static readonly SymbolDisplayFormat NameFormat = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat ConstraintsFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints)
        .WithMemberOptions(SymbolDisplayMemberOptions.None)
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat TypeFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Reads a method; null where anything about it is an error, which the sink has then been told.</summary>
    public static ClipMethodSpec? Parse(IMethodSymbol method, Compilation compilation, DiagnosticSink sink, CancellationToken cancellation)
    {
        if (method.FindAttribute(KnownNames.ClipGradientsAttribute) is not { } attribute || !MethodRules.Check(method, compilation, sink, cancellation))
        {
            return null;
        }

        ClipSettings settings = SettingsParser.Parse(attribute, sink, cancellation);
        MethodRules.CheckLimit(method, settings, sink, cancellation);
        EquatableArray<ParameterSpec> parameters = ParseParameters(method, compilation, sink, cancellation);
        foreach ((IParameterSymbol symbol, ParameterSpec parameter) in method.Parameters.Zip(parameters, (symbol, parameter) => (symbol, parameter)))
        {
            if (parameter.Field is { } field)
            {
                AxesParser.Check(field, settings.Axes, symbol.Locations.FirstOrDefault(), sink);
                ElementCountRules.Check(field, settings, symbol.Locations.FirstOrDefault(), sink);
            }
        }

        if (parameters.All(parameter => parameter.Field is null) && !sink.HasErrors)
        {
            sink.Report(Descriptors.NothingToClip, method.Locations.FirstOrDefault(), method.Name, "none of its parameters is a gradient");
        }

        if (sink.HasErrors || IsDeclaredBefore(method))
        {
            return null;
        }

        bool isLimitGiven = method.Parameters.Any(parameter => parameter.Name == ClipMethodSpec.MaxNorm);
        var syntax = (MethodDeclarationSyntax)method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        return new ClipMethodSpec(
            HierarchyRules.Declaration(method.ContainingType, HintNames.Of(method)),
            string.Join(" ", syntax.Modifiers.Select(modifier => modifier.ValueText)),
            method.ToDisplayString(NameFormat),
            method.TypeParameters.Select(parameter => parameter.Name).ToEquatableArray(),
            Constraints(method),
            parameters,
            isLimitGiven ? settings with { MaxNorm = null } : settings);
    }

    // The compiler says what is wrong with two methods of one signature; their files would have one name.
    private static bool IsDeclaredBefore(IMethodSymbol method) => method.ContainingType.GetMembers(method.Name)
        .TakeWhile(member => !SymbolEqualityComparer.Default.Equals(member, method))
        .Any(member => member.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) == method.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat));

    private static EquatableArray<ParameterSpec> ParseParameters(IMethodSymbol method, Compilation compilation, DiagnosticSink sink, CancellationToken cancellation)
    {
        HashSet<string> names = [.. method.Parameters.Select(parameter => parameter.Name)];
        var parameters = new List<ParameterSpec>();
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            cancellation.ThrowIfCancellationRequested();
            bool isSetting = parameter.Name is ClipMethodSpec.MaxNorm or ClipMethodSpec.PreScale;
            FieldSpec? field = isSetting ? null : ParseField(parameter, names, compilation, sink);
            if (isSetting && parameter is not { Type.SpecialType: SpecialType.System_Double, RefKind: RefKind.None })
            {
                Report(parameter, sink, "a parameter of this name has to be a double, passed by value");
            }

            parameters.Add(new ParameterSpec(
                Modifiers(parameter, cancellation), parameter.Type.ToDisplayString(TypeFormat), parameter.Name.Escaped(), parameter.Type.IsRefLikeType, field));
        }

        return parameters.ToEquatableArray();
    }

    private static FieldSpec? ParseField(IParameterSymbol parameter, HashSet<string> names, Compilation compilation, DiagnosticSink sink)
    {
        if (parameter.Type.TypeKind == TypeKind.Error)
        {
            // The compiler says so; nothing is generated until it is mended.
            Report(parameter, sink, "its type isn't known");
            return null;
        }

        if (parameter.RefKind is not (RefKind.None or RefKind.Ref))
        {
            Report(parameter, sink, "it can't be written through; pass a buffer by value, a number by ref");
            return null;
        }

        if (FieldShapeParser.Parse(parameter.Type, parameter, isMarked: true, compilation) is not { } shape)
        {
            Report(parameter, sink, FieldShapeParser.WhatToDo(parameter.Type, parameter, isMarked: true));
            return null;
        }

        return new FieldSpec(parameter.Name, Access(parameter, names), parameter.Type.ShortName(), shape.Element, shape.Kind, shape.Depth, shape.Levels, DeclaringType: null)
        {
            FixedLength = shape.FixedLength,
            IsNullable = shape.IsNullable,
            Rank = DimensionsParser.RankOf(parameter.Type, shape),
            TypeParameter = TypeParameterRules.ElementOf(parameter.Type, shape),
        };
    }

    // The list of the fields is a function of its own, whose parameters needn't have the method's names.
    private static string Access(IParameterSymbol parameter, HashSet<string> names)
    {
        if (!MemberAccess.IsSweepLocal(parameter.Name))
        {
            return parameter.Name.Escaped();
        }

        string name = parameter.Name + "Field";
        while (!names.Add(name))
        {
            name += "_";
        }

        return name;
    }

    private static void Report(IParameterSymbol parameter, DiagnosticSink sink, string whatToDo) => sink.Report(
        Descriptors.UnsupportedMember, parameter.Locations.FirstOrDefault(), parameter.Name, parameter.Type.ShortName(), whatToDo);

    // As they are written, since both parts of a method have to have the same.
    private static string Modifiers(IParameterSymbol parameter, CancellationToken cancellation) =>
        parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is ParameterSyntax syntax
            ? string.Concat(syntax.Modifiers.Select(modifier => modifier.ValueText + " "))
            : "";

    // An override has those of what it overrides, and may not repeat them.
    private static string Constraints(IMethodSymbol method)
    {
        string text = method.ToDisplayString(ConstraintsFormat);
        int start = text.IndexOf(" where ", System.StringComparison.Ordinal);
        return method.IsOverride || start < 0 ? "" : text.Substring(start);
    }
}
