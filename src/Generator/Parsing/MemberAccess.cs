using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>How the generated code of a container reads a member, its own or one of a base class.</summary>
internal static class MemberAccess
{
    /// <summary>Whether a generated method that reads the members has a variable of this name.</summary>
    public static bool IsSweepLocal(string name) =>
        name is "sweep" or "value" or "inherited" or "position" or "tensor" or "elements" or "second" or "tied" or "other" or "otherTensor" or "place"
            or "fields" or "sum" or "norm" or "coefficient" or "maxNorm" or "preScale"
        || Regex.IsMatch(name, "^(items|i)[0-9]$", RegexOptions.CultureInvariant);

    /// <summary>Why a container can't clip what a member holds, as an error's message says it; null where it can.</summary>
    /// <param name="member">The member.</param>
    /// <param name="isWrittenBack">Whether it is a property that is set, too.</param>
    /// <param name="container">The container.</param>
    public static string? Problem(ISymbol member, bool isWrittenBack, INamedTypeSymbol container)
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

        return !IsReachable(member is IPropertySymbol property ? property.GetMethod! : member, member, container)
            ? $"it isn't accessible from '{container.Name}'; make it protected, annotate '{member.ContainingType.Name}' too, or mark the gradients with [Gradient]"
            : isWrittenBack && member is IPropertySymbol { SetMethod: { } setter } && !IsReachable(setter, member, container)
            ? $"its setter isn't accessible from '{container.Name}'; make it protected, or annotate '{member.ContainingType.Name}' too"
            : null;
    }

    private static bool IsReachable(ISymbol accessor, ISymbol member, INamedTypeSymbol container)
    {
        Accessibility accessibility = accessor.DeclaredAccessibility;
        bool isInherited = IsInherited(member, container);
        bool isSameAssembly = SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, container.ContainingAssembly);
        bool isReachable = !isInherited || accessibility switch
        {
            Accessibility.Private => false,
            Accessibility.Internal or Accessibility.ProtectedAndInternal =>
                isSameAssembly || member.ContainingAssembly.GivesAccessTo(container.ContainingAssembly),
            _ => true,
        };
        bool isProtected = accessibility is Accessibility.Protected or Accessibility.ProtectedAndInternal;
        return isReachable && !(isInherited && isProtected && HiddenBy(member, container) == Hiding.TypeBetween);
    }

    /// <summary>The expression that reads a member of an instance.</summary>
    public static string Of(ISymbol member, INamedTypeSymbol container)
    {
        string name = member.Name.Escaped();
        return HiddenBy(member, container) switch
        {
            Hiding.Container => "base." + name,
            Hiding.TypeBetween => $"(({member.ContainingType.FullName()})this).{name}",
            _ => IsSweepLocal(member.Name) ? "this." + name : name,
        };
    }

    /// <summary>The expression that reads a member that an attribute names, which may be static.</summary>
    public static string OfNamed(ISymbol member, INamedTypeSymbol container) =>
        member.IsStatic && (IsInherited(member, container) || IsSweepLocal(member.Name))
            ? $"{member.ContainingType.FullName()}.{member.Name.Escaped()}"
            : Of(member, container);

    private static bool IsInherited(ISymbol member, INamedTypeSymbol container) => !SymbolEqualityComparer.Default.Equals(member.ContainingType, container);

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
}
