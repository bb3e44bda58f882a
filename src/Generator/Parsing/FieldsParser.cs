using System.Collections.Generic;
using System.Linq;
using System.Threading;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>Which members of a container are its gradient fields.</summary>
internal static class FieldsParser
{
    /// <summary>
    /// The gradient fields that the container lists itself: those of its base classes up to the next container, base first,
    /// and its own, in declaration order. That is the order of summation. By their groups.
    /// </summary>
    /// <param name="type">The container.</param>
    /// <param name="baseContainer">The container that it derives from, if any.</param>
    /// <param name="groups">The groups that are clipped; null where members of every group are listed together.</param>
    /// <param name="compilation">Where to look for types.</param>
    /// <param name="sink">What is told of members that can't be clipped.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static ILookup<string?, FieldSpec> Parse(
        INamedTypeSymbol type,
        INamedTypeSymbol? baseContainer,
        IReadOnlyList<string?>? groups,
        Compilation compilation,
        DiagnosticSink sink,
        CancellationToken cancellation)
    {
        MemberList members = MemberList.Of(type, baseContainer, groups);
        var fields = new List<(string? Group, ISymbol Member, FieldSpec Field)>();
        foreach (ISymbol member in members.Taken(sink))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Parse(type, member, members.IsExplicit, compilation, sink) is { } field)
            {
                fields.Add((groups is null ? null : Group(type, member, groups, sink), member, field));
            }
        }

        return fields
            .ToLookup(field => field.Group)
            .SelectMany(group => TieParser
                .Parse(
                    type,
                    [.. group.Select(field => new TieCandidate(field.Member, field.Field, int.MaxValue))],
                    () => Inherited(type, baseContainer, groups is null, group.Key, compilation, cancellation),
                    sink,
                    cancellation)
                .Select(field => (group.Key, Field: field)))
            .ToLookup(field => field.Key, field => field.Field);
    }

    // What the base containers list, base first, as the container reads it. Their own errors are reported where they are.
    private static IReadOnlyList<TieCandidate> Inherited(
        INamedTypeSymbol type, INamedTypeSymbol? baseContainer, bool isEveryGroup, string? group, Compilation compilation, CancellationToken cancellation)
    {
        if (baseContainer is null)
        {
            return [];
        }

        INamedTypeSymbol? next = ContainerParser.FindBaseContainer(baseContainer);
        IReadOnlyList<TieCandidate> below = Inherited(type, next, isEveryGroup, group, compilation, cancellation);
        IReadOnlyList<string?>? groups = GroupParser.Names(baseContainer, GroupParser.Parse(baseContainer, DiagnosticSink.None, cancellation));
        MemberList members = MemberList.Of(baseContainer, next, groups);
        int level = below.Count == 0 ? 0 : below[below.Count - 1].Level + 1;
        return
        [
            .. below,
            .. members.Taken(DiagnosticSink.None)
                .Where(member => isEveryGroup || groups is null || Group(baseContainer, member, groups, DiagnosticSink.None) == group)
                .Where(member => FieldShapeParser.Parse(NamedMembers.TypeOf(member), member, members.IsExplicit, compilation) is not null)
                .Select(member => new TieCandidate(member, Parse(type, member, members.IsExplicit, compilation, DiagnosticSink.None), level)),
        ];
    }

    // The group that the marks name, if they agree on one, and an attribute clips it.
    private static string? Group(INamedTypeSymbol container, ISymbol member, IReadOnlyList<string?> groups, DiagnosticSink sink)
    {
        Location? location = SymbolEqualityComparer.Default.Equals(member.ContainingType, container) ? Location(member) : container.Locations.FirstOrDefault();
        string?[] named = [.. GradientMarks.Gradients(member).Select(mark => AttributeArguments.FindText(mark, "Group")).Distinct()];
        string? group = named.FirstOrDefault();
        if (named.Length > 1)
        {
            sink.Report(Descriptors.TwoGroups, location, member.Name, GroupParser.Display(named[0]), GroupParser.Display(named[1]));
        }
        else if (!groups.Contains(group))
        {
            sink.Report(Descriptors.UnclippedGroup, location, $"'{member.Name}'", GroupParser.Display(group), container.Name);
        }

        return group;
    }

    private static FieldSpec? Parse(INamedTypeSymbol container, ISymbol member, bool isExplicit, Compilation compilation, DiagnosticSink sink)
    {
        ITypeSymbol type = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
        if (type.TypeKind == TypeKind.Error)
        {
            // The compiler says so; nothing is generated until it is mended.
            sink.Report(Descriptors.UnsupportedMember, Location(member), member.Name, type.ShortName(), "its type isn't known");
            return null;
        }

        FieldShapeParser.Shape? shape = FieldShapeParser.Parse(type, member, isExplicit, compilation);
        if (shape is null)
        {
            if (isExplicit || FieldShapeParser.LooksLikeGradient(type))
            {
                sink.Report(Descriptors.UnsupportedMember, Location(member), member.Name, type.ShortName(), FieldShapeParser.WhatToDo(type, member, isExplicit));
            }

            return null;
        }

        bool isInherited = !SymbolEqualityComparer.Default.Equals(member.ContainingType, container);
        if (MemberAccess.Problem(member, shape.IsWrittenBack, container) is { } problem)
        {
            sink.Report(Descriptors.UnsupportedMember, isInherited ? container.Locations.FirstOrDefault() : Location(member), member.Name, type.ShortName(), problem);
            return null;
        }

        if (!isExplicit && shape.Element is not null && NameRules.SaysOtherwise(member.Name) is { } word)
        {
            sink.Report(Descriptors.NameSaysOtherwise, isInherited ? container.Locations.FirstOrDefault() : Location(member), member.Name, word);
        }

        ISymbol? length = LengthParser.Parse(member, type, shape, container, sink);
        EquatableArray<string> dimensions = DimensionsParser.Parse(member, type, shape, container, sink);
        return new FieldSpec(
            member.Name,
            MemberAccess.Of(member, container),
            BufferShapeParser.DisplayType(shape, type) ?? type.ShortName(),
            shape.Element,
            shape.Kind,
            shape.Depth,
            shape.Levels,
            isInherited ? member.ContainingType.Name : null)
        {
            Length = length is null ? null : MemberAccess.OfNamed(length, container),
            Dimensions = dimensions,
            Weight = WeightParser.Parse(member, type, container, sink),
            Rank = dimensions.Count > 0 ? dimensions.Count : DimensionsParser.RankOf(type, shape),
            FixedLength = shape.FixedLength,
            IsNullable = shape.IsNullable,
            IsVariable = member is IFieldSymbol { IsVolatile: false },
            Norms = NormStructs.Of(member, shape, container),
            TypeParameter = TypeParameterRules.ElementOf(type, shape),
        };
    }

    /// <summary>Where a field of a container is declared, or, where a base class declares it, the container.</summary>
    public static Location? LocationOf(FieldSpec field, INamedTypeSymbol container) =>
        (field.DeclaringType is null ? container.GetMembers(field.Name).FirstOrDefault() : null) is { } member ? Location(member) : container.Locations.FirstOrDefault();

    private static Location? Location(ISymbol member) => member.Locations.FirstOrDefault();
}
