using System.Collections.Generic;
using System.Linq;
using System.Threading;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>From an annotated type to the model of its generated file, or to what is wrong with it.</summary>
internal static class ContainerParser
{
    /// <summary>Reads a container; null where anything about it is an error, which the sink has then been told.</summary>
    public static ContainerSpec? Parse(INamedTypeSymbol type, Compilation compilation, DiagnosticSink sink, CancellationToken cancellation)
    {
        if (!type.IsAnnotated())
        {
            return null;
        }

        HierarchyRules.Check(type, compilation, sink, cancellation);
        INamedTypeSymbol? baseContainer = FindBaseContainer(type);
        IReadOnlyList<GroupParser.Group> groups = GroupParser.Parse(type, sink, cancellation);
        IReadOnlyList<(string? Name, BaseContainerSpec Container)> baseGroups = GroupParser.OfBase(baseContainer);
        ValueLimits? values = ValueLimitsParser.Parse(type, sink, cancellation);
        ILookup<string?, FieldSpec> fields = FieldsParser.Parse(type, baseContainer, GroupParser.Names(type, groups), compilation, sink, cancellation);
        (IReadOnlyList<MethodNames> methods, MethodSpec accumulateNorm) = MethodNameParser.Parse(type, groups, baseContainer, sink);

        CheckCoverBase(type, groups, baseGroups, baseContainer, sink);
        ValueLimitsParser.CheckCoverBase(type, baseContainer, values, sink);
        bool mayBaseRefuse = MayRefuse(baseContainer, compilation, cancellation);
        EquatableArray<GroupSpec> specs = groups
            .Zip(methods, (group, names) => WithNorms(
                new GroupSpec(group.Name, group.Settings, FieldsOf(group), BaseOf(group.Name), names), baseContainer, compilation, cancellation))
            .ToEquatableArray();
        CheckHaveFields(type, specs, sink);
        FieldNormsRules.CheckAgainstBase(type, groups, baseContainer, sink);
        WeightParser.CheckAgainstBase(type, specs, baseContainer, sink);
        foreach (GroupSpec group in specs.Where(group => group.Settings is not null))
        {
            FieldNormsRules.Check(type, group, sink);

            // With weights, a field of one dimension is one unit.
            bool isAdaptive = group.Settings!.IsAdaptive;
            foreach (FieldSpec field in group.Fields.Where(field => !isAdaptive || (field.Rank != 1 && !sink.HasErrors)))
            {
                AxesParser.Check(field, group.Settings!.Axes, FieldsParser.LocationOf(field, type), sink);
                ElementCountRules.Check(field, group.Settings, FieldsParser.LocationOf(field, type), sink);
            }
        }

        EquatableArray<FieldSpec> FieldsOf(GroupParser.Group group) => WeightParser
            .InScope(fields[group.Name], group.Settings, field => FieldsParser.LocationOf(field, type), sink)
            .ToEquatableArray();

        BaseContainerSpec? BaseOf(string? group) =>
            baseGroups.FirstOrDefault(ofBase => ofBase.Name == group).Container is { } container ? container with { MayRefuse = mayBaseRefuse } : null;

        if (sink.HasErrors || !IsBaseGenerated(baseContainer, compilation, cancellation))
        {
            return null;
        }

        return new ContainerSpec(
            HierarchyRules.Declaration(type, HintNames.Of(type)),
            specs,
            accumulateNorm,
            IsInheritable: type.TypeKind == TypeKind.Class && !type.IsSealed)
        {
            IsRefStruct = type.IsRefLikeType,
            Values = values is null ? null : values with { Method = MethodNameParser.ClipValues(type, values, baseContainer) },
        };
    }

    private static GroupSpec WithNorms(GroupSpec group, INamedTypeSymbol? baseContainer, Compilation compilation, CancellationToken cancellation) =>
        group.Methods.FieldNorms is { } type
            ? group with { Norms = new FieldNormsSpec(type, FieldNormsRules.Norms(group.Fields, group.Name, baseContainer, compilation, cancellation)) }
            : group with { Fields = group.Fields.Select(field => field.Norms is null ? field : field with { Norms = null }).ToEquatableArray() };

    // What the base container clips would be missing from the derived one, which hides the base's methods.
    private static void CheckCoverBase(
        INamedTypeSymbol type, IReadOnlyList<GroupParser.Group> groups, IReadOnlyList<(string? Name, BaseContainerSpec Container)> baseGroups, INamedTypeSymbol? baseContainer, DiagnosticSink sink)
    {
        bool isByNorm = baseContainer is not null && !baseContainer.IsClippedByValueAlone();
        foreach ((string? name, BaseContainerSpec container) in baseGroups)
        {
            if (!groups.Any(group => group.Name == name && (group.Settings is not null || !isByNorm)))
            {
                sink.Report(
                    Descriptors.UnclippedGroup, type.Locations.FirstOrDefault(), $"What the base container '{container.Type.Split(':', '.').Last()}' clips", GroupParser.Display(name), type.Name);
            }
        }
    }

    private static void CheckHaveFields(INamedTypeSymbol type, EquatableArray<GroupSpec> groups, DiagnosticSink sink)
    {
        if (sink.HasErrors)
        {
            return;
        }

        foreach (GroupSpec group in groups.Where(group => group.Fields.Count == 0 && group.Base is null))
        {
            string reason = groups.Count == 1 && group.Name is null
                ? "no instance field or auto-property of it is a buffer of float, double or Half; numbers have to be marked [Gradient]"
                : $"no member is marked [Gradient{(group.Name is null ? "" : $"(Group = \"{group.Name}\")")}]";
            sink.Report(Descriptors.NothingToClip, type.Locations.FirstOrDefault(), type.Name, reason);
        }
    }

    /// <summary>The container that a type derives from, if any.</summary>
    public static INamedTypeSymbol? FindBaseContainer(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? candidate = type.BaseType; candidate is not null; candidate = candidate.BaseType)
        {
            if (candidate.IsAnnotated())
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool MayRefuse(INamedTypeSymbol? container, Compilation compilation, CancellationToken cancellation)
    {
        if (container is null)
        {
            return false;
        }

        INamedTypeSymbol? baseContainer = FindBaseContainer(container);
        string?[]? groups = GroupParser.Names(container, GroupParser.Parse(container, DiagnosticSink.None, cancellation));
        return MayRefuse(baseContainer, compilation, cancellation)
            || FieldsParser.Parse(container, baseContainer, groups, compilation, DiagnosticSink.None, cancellation)
                .Any(group => group.Any(static field => field.MayBeRefused));
    }

    // Where the base container has errors it gets no methods, and a derived container that called them would add compiler errors
    // to the one that matters.
    private static bool IsBaseGenerated(INamedTypeSymbol? baseContainer, Compilation compilation, CancellationToken cancellation) =>
        baseContainer is null
        || !SymbolEqualityComparer.Default.Equals(baseContainer.ContainingAssembly, compilation.Assembly)
        || Parse(baseContainer.OriginalDefinition, compilation, DiagnosticSink.None, cancellation) is not null;
}
