using System.Collections.Generic;
using System.Linq;
using FusedClip.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>The members of a container that may be gradient fields: its own, and those of its base classes up to the next container.</summary>
internal sealed class MemberList
{
    private readonly IReadOnlyList<ISymbol> _members;
    private readonly INamedTypeSymbol? _baseContainer;

    private MemberList(IReadOnlyList<ISymbol> members, INamedTypeSymbol? baseContainer, bool isExplicit)
    {
        _members = members;
        _baseContainer = baseContainer;
        IsExplicit = isExplicit;
    }

    /// <summary>Whether only marked members are taken.</summary>
    public bool IsExplicit { get; }

    /// <summary>The members, base class first, in declaration order.</summary>
    /// <param name="type">The container.</param>
    /// <param name="baseContainer">The container that it derives from, if any.</param>
    /// <param name="groups">The groups that are clipped; null where members of every group are listed together.</param>
    public static MemberList Of(INamedTypeSymbol type, INamedTypeSymbol? baseContainer, IReadOnlyList<string?>? groups)
    {
        List<ISymbol> members = Declared(type, baseContainer);
        return new MemberList(members, baseContainer, members.Any(GradientMarks.IsGradient) || groups?.Any(group => group is not null) == true);
    }

    /// <summary>Those that are taken, whatever their types; the sink is told of marks that contradict each other.</summary>
    public IEnumerable<ISymbol> Taken(DiagnosticSink sink) => _members.Where(member => IsTaken(member, IsExplicit, sink) && !IsListedBelow(member, _baseContainer));

    private static List<ISymbol> Declared(INamedTypeSymbol type, INamedTypeSymbol? baseContainer)
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

    // Backing fields are seen through their properties.
    private static bool IsFieldOrProperty(ISymbol member) => member switch
    {
        IFieldSymbol field => !field.IsImplicitlyDeclared && field.CanBeReferencedByName,
        IPropertySymbol property => !property.IsImplicitlyDeclared || IsPositional(property),
        _ => false,
    };

    // A record's EqualityContract is implicit, too, but has no parameter behind it.
    private static bool IsPositional(IPropertySymbol property) => property.ContainingType.IsRecord && property.Name != "EqualityContract";

    private static bool IsTaken(ISymbol member, bool isExplicit, DiagnosticSink sink)
    {
        bool isMarked = GradientMarks.IsGradient(member);
        if (GradientMarks.IsNotGradient(member))
        {
            if (isMarked)
            {
                sink.Report(Descriptors.Contradiction, member.Locations.FirstOrDefault(), member.Name);
            }

            return false;
        }

        return isExplicit
            ? isMarked
            : !member.IsStatic && (member is IFieldSymbol || IsAutoProperty((IPropertySymbol)member));
    }

    // Where a base container lists a property, it reads what overrides it.
    private static bool IsListedBelow(ISymbol member, INamedTypeSymbol? baseContainer)
    {
        for (INamedTypeSymbol? container = baseContainer; container is not null; container = ContainerParser.FindBaseContainer(container))
        {
            List<ISymbol> members = Declared(container, ContainerParser.FindBaseContainer(container));
            for (IPropertySymbol? hidden = (member as IPropertySymbol)?.OverriddenProperty; hidden is not null; hidden = hidden.OverriddenProperty)
            {
                if (members.Contains(hidden, SymbolEqualityComparer.Default) && IsTaken(hidden, members.Any(GradientMarks.IsGradient), DiagnosticSink.None))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // In source, a backing field belongs to it; in metadata, where that is private and may be left out, its accessor is marked.
    private static bool IsAutoProperty(IPropertySymbol property) =>
        GradientMarks.BackingField(property) is not null
        || (property.DeclaringSyntaxReferences.IsEmpty
            && property.GetMethod?.HasAttribute("System.Runtime.CompilerServices.CompilerGeneratedAttribute") == true);
}
