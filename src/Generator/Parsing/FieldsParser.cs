using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
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
        List<ISymbol> members = Members(type, baseContainer);
        bool isExplicit = members.Any(IsMarked) || groups?.Any(group => group is not null) == true;
        var fields = new List<(string? Group, ISymbol Member, FieldSpec Field)>();
        foreach (ISymbol member in members)
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsTaken(member, isExplicit, sink) && !IsListedBelow(member, baseContainer) && Parse(type, member, isExplicit, compilation, sink) is { } field)
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
        List<ISymbol> members = Members(baseContainer, next);
        bool isExplicit = members.Any(IsMarked) || groups?.Any(name => name is not null) == true;
        int level = below.Count == 0 ? 0 : below[below.Count - 1].Level + 1;
        return
        [
            .. below,
            .. members
                .Where(member => IsTaken(member, isExplicit, DiagnosticSink.None)
                    && (isEveryGroup || groups is null || Group(baseContainer, member, groups, DiagnosticSink.None) == group)
                    && IsGradient(member))
                .Select(member => new TieCandidate(member, Parse(type, member, isExplicit, compilation, DiagnosticSink.None), level)),
        ];

        bool IsGradient(ISymbol member) => FieldShapeParser.Parse(NamedMembers.TypeOf(member), member, isExplicit, compilation) is not null;
    }

    /// <summary>Whether the generated method that reads the members has a variable of this name.</summary>
    public static bool IsSweepLocal(string name) =>
        name is "sweep" or "value" or "inherited" or "position" or "tensor" or "elements" or "second" or "tied" or "other" or "otherTensor" or "place"
        || Regex.IsMatch(name, "^(items|i)[0-9]$", RegexOptions.CultureInvariant);

    private static List<ISymbol> Members(INamedTypeSymbol type, INamedTypeSymbol? baseContainer)
    {
        var members = new List<ISymbol>();
        var overridden = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (INamedTypeSymbol? current = type;
            current is not null && !SymbolEqualityComparer.Default.Equals(current, baseContainer);
            current = current.BaseType)
        {
            var own = new List<ISymbol>();
            foreach (ISymbol member in current.GetMembers())
            {
                if (member is IPropertySymbol { OverriddenProperty: { } hidden })
                {
                    overridden.Add(hidden.OriginalDefinition);
                }

                if (IsFieldOrProperty(member) && !overridden.Contains(member.OriginalDefinition))
                {
                    own.Add(member);
                }
            }

            members.InsertRange(0, own);
        }

        return members;
    }

    // Where a base container lists a property, it reads what overrides it.
    private static bool IsListedBelow(ISymbol member, INamedTypeSymbol? baseContainer)
    {
        for (INamedTypeSymbol? container = baseContainer; container is not null; container = ContainerParser.FindBaseContainer(container))
        {
            List<ISymbol> members = Members(container, ContainerParser.FindBaseContainer(container));
            for (IPropertySymbol? hidden = (member as IPropertySymbol)?.OverriddenProperty; hidden is not null; hidden = hidden.OverriddenProperty)
            {
                if (members.Contains(hidden, SymbolEqualityComparer.Default) && IsTaken(hidden, members.Any(IsMarked), DiagnosticSink.None))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Backing fields are seen through their properties.
    private static bool IsFieldOrProperty(ISymbol member) => member switch
    {
        IFieldSymbol field => !field.IsImplicitlyDeclared && field.CanBeReferencedByName,
        IPropertySymbol property => !property.IsImplicitlyDeclared || IsPositional(property),
        _ => false,
    };

    // A record's EqualityContract is implicit, too, but has no parameter behind it.
    private static bool IsPositional(IPropertySymbol property) => property.ContainingType.IsRecord && property.Name != "EqualityContract";

    private static bool IsMarked(ISymbol member) => Marks(member, KnownNames.GradientAttribute).Any();

    // A mark may be on an auto-property, or on its backing field: [field: NotGradient].
    private static IEnumerable<AttributeData> Marks(ISymbol member, string attribute) => member.FindAttributes(attribute)
        .Concat(member is IPropertySymbol property && BackingField(property) is { } field ? field.FindAttributes(attribute) : []);

    /// <summary>The field behind an auto-property; null where there is none, or metadata leaves it out.</summary>
    public static IFieldSymbol? BackingField(IPropertySymbol property) => property.ContainingType.GetMembers().OfType<IFieldSymbol>()
        .FirstOrDefault(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static bool IsTaken(ISymbol member, bool isExplicit, DiagnosticSink sink)
    {
        bool isMarked = IsMarked(member);
        if (Marks(member, KnownNames.NotGradientAttribute).Any())
        {
            if (isMarked)
            {
                sink.Report(Descriptors.Contradiction, Location(member), member.Name);
            }

            return false;
        }

        return isExplicit
            ? isMarked
            : !member.IsStatic && (member is IFieldSymbol || IsAutoProperty((IPropertySymbol)member));
    }

    // The group that the marks name, if they agree on one, and an attribute clips it.
    private static string? Group(INamedTypeSymbol container, ISymbol member, IReadOnlyList<string?> groups, DiagnosticSink sink)
    {
        Location? location = SymbolEqualityComparer.Default.Equals(member.ContainingType, container) ? Location(member) : container.Locations.FirstOrDefault();
        string?[] named = [.. Marks(member, KnownNames.GradientAttribute).Select(mark => AttributeArguments.FindText(mark, "Group")).Distinct()];
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

    // In source, a backing field belongs to it; in metadata, where that is private and may be left out, its accessor is marked.
    private static bool IsAutoProperty(IPropertySymbol property) =>
        BackingField(property) is not null
        || (property.DeclaringSyntaxReferences.IsEmpty
            && property.GetMethod?.HasAttribute("System.Runtime.CompilerServices.CompilerGeneratedAttribute") == true);

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
        if (AccessProblem(member, isInherited, container) is { } problem)
        {
            sink.Report(Descriptors.UnsupportedMember, isInherited ? container.Locations.FirstOrDefault() : Location(member), member.Name, type.ShortName(), problem);
            return null;
        }

        if (!isExplicit && shape.Element is not null && NameRules.SaysOtherwise(member.Name) is { } word)
        {
            sink.Report(Descriptors.NameSaysOtherwise, isInherited ? container.Locations.FirstOrDefault() : Location(member), member.Name, word);
        }

        ISymbol? length = LengthParser.Parse(member, type, shape, container, sink);
        EquatableArray<string> dimensions = DimensionsParser.Parse(member, type, shape, container, named => LengthAccess(named, container), sink);
        return new FieldSpec(
            member.Name,
            Access(member, isInherited, container),
            BufferShapeParser.DisplayType(shape, type) ?? type.ShortName(),
            shape.Element,
            shape.Kind,
            shape.Depth,
            shape.Levels,
            isInherited ? member.ContainingType.Name : null)
        {
            Length = length is null ? null : LengthAccess(length, container),
            Dimensions = dimensions,
            Weight = WeightParser.Parse(member, type, container, named => LengthAccess(named, container), sink),
            Rank = dimensions.Count > 0 ? dimensions.Count : DimensionsParser.RankOf(type, shape),
            FixedLength = shape.FixedLength,
            IsNullable = shape.IsNullable,
            Norms = NormStructs.Of(member, shape, container),
            TypeParameter = shape.Element == ElementType.Parameter ? TypeParameterRules.NameIn(type) : null,
        };
    }

    private static string? AccessProblem(ISymbol member, bool isInherited, INamedTypeSymbol container)
    {
        if (member.IsStatic)
        {
            return "it is static, and a container clips what its instances hold";
        }

        if (member.FindAttribute("System.ObsoleteAttribute") is { ConstructorArguments: { Length: 2 } arguments } && arguments[1].Value is true)
        {
            return "it is obsolete, and using it is an error";
        }

        if (member is IPropertySymbol { IsIndexer: true })
        {
            return "it is an indexer";
        }

        if (member is IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: false })
        {
            return "it belongs to an interface; hold the gradients in a member of the container's own";
        }

        if (member is IPropertySymbol { GetMethod: null })
        {
            return "it can't be read; give it a getter";
        }

        Accessibility accessibility = member is IPropertySymbol property ? property.GetMethod!.DeclaredAccessibility : member.DeclaredAccessibility;
        bool isSameAssembly = SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, container.ContainingAssembly);
        bool isReachable = !isInherited || accessibility switch
        {
            Accessibility.Private => false,
            Accessibility.Internal or Accessibility.ProtectedAndInternal =>
                isSameAssembly || member.ContainingAssembly.GivesAccessTo(container.ContainingAssembly),
            _ => true,
        };
        bool isProtected = accessibility is Accessibility.Protected or Accessibility.ProtectedAndInternal;
        return isReachable && !(isInherited && isProtected && HiddenBy(member, container) == Hiding.TypeBetween)
            ? null
            : $"it isn't accessible from '{container.Name}'; make it protected, annotate '{member.ContainingType.Name}' too, or mark the gradients with [Gradient]";
    }

    private static string Access(ISymbol member, bool isInherited, INamedTypeSymbol container)
    {
        string name = member.Name.Escaped();
        return (isInherited ? HiddenBy(member, container) : Hiding.None) switch
        {
            Hiding.Container => "base." + name,
            Hiding.TypeBetween => $"(({member.ContainingType.FullName()})this).{name}",
            _ => IsSweepLocal(member.Name) ? "this." + name : name,
        };
    }

    private static string LengthAccess(ISymbol length, INamedTypeSymbol container)
    {
        bool isInherited = !SymbolEqualityComparer.Default.Equals(length.ContainingType, container);
        return length.IsStatic && (isInherited || IsSweepLocal(length.Name))
            ? $"{length.ContainingType.FullName()}.{length.Name.Escaped()}"
            : Access(length, isInherited, container);
    }

    // The type farthest from the container decides: base.X finds what that one has.
    private static Hiding HiddenBy(ISymbol member, INamedTypeSymbol container)
    {
        Hiding hiding = Hiding.None;
        for (INamedTypeSymbol current = container; !SymbolEqualityComparer.Default.Equals(current, member.ContainingType); current = current.BaseType!)
        {
            if (current.GetMembers(member.Name).Any(other => !other.IsOverride))
            {
                hiding = SymbolEqualityComparer.Default.Equals(current, container) ? Hiding.Container : Hiding.TypeBetween;
            }
        }

        return hiding;
    }

    /// <summary>What has a member of the name of an inherited one.</summary>
    private enum Hiding
    {
        None,
        Container,
        TypeBetween,
    }

    /// <summary>Where a field of a container is declared, or, where a base class declares it, the container.</summary>
    public static Location? LocationOf(FieldSpec field, INamedTypeSymbol container) =>
        (field.DeclaringType is null ? container.GetMembers(field.Name).FirstOrDefault() : null) is { } member ? Location(member) : container.Locations.FirstOrDefault();

    private static Location? Location(ISymbol member) => member.Locations.FirstOrDefault();
}
