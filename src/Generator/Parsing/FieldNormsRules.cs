using System.Collections.Generic;
using System.Linq;
using System.Threading;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary><c>FieldNorms</c>: the norms that a container's clip gives, and whether there can be a struct of them.</summary>
internal static class FieldNormsRules
{
    private const string Argument = "FieldNorms";

    // Members that the struct has itself, or inherits.
    private static readonly HashSet<string> OwnMembers =
    [
        "AllNames", "Count", "Equals", "Finalize", "GetHashCode", "GetType", "Item", "MemberwiseClone", "NameOf", "ReferenceEquals", "SlotCount", "ToString",
    ];

    /// <summary>Whether an attribute asks for the fields' norms.</summary>
    public static bool IsAskedFor(AttributeData attribute) => AttributeArguments.Find<bool>(attribute, Argument) ?? false;

    /// <summary>The same; the sink is told where the attribute's other arguments are against it.</summary>
    public static bool Parse(AttributeData attribute, EquatableArray<int> axes, DiagnosticSink sink, CancellationToken cancellation)
    {
        bool isAskedFor = IsAskedFor(attribute);
        if (isAskedFor && axes.Count > 0)
        {
            sink.Report(Descriptors.FieldNormsOfSlices, AttributeArguments.Location(attribute, Argument, cancellation), $"{{ {string.Join(", ", axes.Select(AxesParser.Text))} }}");
        }

        return isAskedFor;
    }

    /// <summary>Reports a field whose norm can't have its name in the struct.</summary>
    public static void Check(INamedTypeSymbol container, GroupSpec group, DiagnosticSink sink)
    {
        if (group.Norms is not { } norms)
        {
            return;
        }

        string type = norms.Type.Name;
        HashSet<string> taken = [];
        foreach (FieldNormSpec norm in norms.Fields)
        {
            string? problem = !taken.Add(norm.Name) ? "another field has that name"
                : OwnMembers.Contains(norm.Name) || norm.Name == type || norm.Name.StartsWith("get_", System.StringComparison.Ordinal) ? "the struct has a member of that name itself"
                : null;
            if (problem is not null)
            {
                FieldSpec? own = group.Fields.LastOrDefault(field => field.Name == norm.Name);
                Location? location = own is null ? container.Locations.FirstOrDefault() : FieldsParser.LocationOf(own, container);
                sink.Report(Descriptors.FieldNormNameClash, location, norm.Name, type, problem);
            }
        }
    }

    /// <summary>
    /// Reports a container that doesn't give its fields' norms as its base container does: the overload that it inherits would pass
    /// over its own gradients.
    /// </summary>
    public static void CheckAgainstBase(
        INamedTypeSymbol type, IReadOnlyList<GroupParser.Group> groups, INamedTypeSymbol? baseContainer, DiagnosticSink sink)
    {
        if (baseContainer is null)
        {
            return;
        }

        AttributeData[] attributes = [.. baseContainer.FindAttributes(KnownNames.ClipGradientsAttribute)];
        foreach (GroupParser.Group group in groups.Where(group => group.Settings is not null))
        {
            AttributeData? ofBase = attributes.FirstOrDefault(attribute => AttributeArguments.FindText(attribute, "Group") == group.Name);
            bool isBaseAsked = ofBase is not null && IsAskedFor(ofBase);
            bool isInherited = ofBase is not null || (attributes.Length == 0 && group.Name is null);
            if (isInherited && isBaseAsked != group.Settings!.HasFieldNorms)
            {
                string problem = isBaseAsked
                    ? $"has to have FieldNorms for {GroupParser.Display(group.Name)}, as its base container '{baseContainer.Name}' has"
                    : $"can't have FieldNorms for {GroupParser.Display(group.Name)}, which its base container '{baseContainer.Name}' hasn't";
                sink.Report(Descriptors.FieldNormsUnlikeBase, type.Locations.FirstOrDefault(), type.Name, problem);
            }
        }

        // Where the base is held, its struct has a norm for each field of its one group, and nothing says which group a field is of.
        if (attributes.Length == 1 && IsAskedFor(attributes[0]) && groups.Count > 1)
        {
            sink.Report(
                Descriptors.FieldNormsUnlikeBase,
                type.Locations.FirstOrDefault(),
                type.Name,
                $"can't have a group more than its base container '{baseContainer.Name}', which has FieldNorms and one group");
        }
    }

    /// <summary>The norms of a group: the base container's, and its own fields'.</summary>
    public static EquatableArray<FieldNormSpec> Norms(
        IEnumerable<FieldSpec> fields, string? group, INamedTypeSymbol? baseContainer, Compilation compilation, CancellationToken cancellation) =>
        OfBase(baseContainer, group, compilation, cancellation)
            .Concat(fields.Select(field => Spec(field.Name, field.Norms, field.IsNested || field.Levels.Count > 0)))
            .ToEquatableArray();

    private static IEnumerable<FieldNormSpec> OfBase(INamedTypeSymbol? container, string? group, Compilation compilation, CancellationToken cancellation)
    {
        AttributeData? attribute = container?.FindAttributes(KnownNames.ClipGradientsAttribute)
            .FirstOrDefault(attribute => AttributeArguments.FindText(attribute, "Group") == group);
        if (attribute is null || !IsAskedFor(attribute))
        {
            return [];
        }

        if (!SymbolEqualityComparer.Default.Equals(container!.ContainingAssembly, compilation.Assembly))
        {
            return OfMetadata(container, MethodNames.Norms(MethodNameParser.ClipName(attribute, DiagnosticSink.None, cancellation)));
        }

        INamedTypeSymbol? baseContainer = ContainerParser.FindBaseContainer(container);
        string?[]? groups = GroupParser.Names(container, GroupParser.Parse(container, DiagnosticSink.None, cancellation));
        ILookup<string?, FieldSpec> fields = FieldsParser.Parse(container, baseContainer, groups, compilation, DiagnosticSink.None, cancellation);
        return Norms(fields[group], group, baseContainer, compilation, cancellation);
    }

    // Private fields may be missing from an assembly that is compiled against; the struct isn't.
    private static IEnumerable<FieldNormSpec> OfMetadata(INamedTypeSymbol container, string name) =>
        (container.GetTypeMembers(name).FirstOrDefault()?.GetMembers().OfType<IPropertySymbol>() ?? [])
            .Where(property => property is { IsStatic: false, IsIndexer: false, Name: not "Count" })
            .Select(property => Spec(
                property.Name, property.Type.SpecialType == SpecialType.System_Double ? null : property.Type.FullName(), isOverSeveral: false));

    private static FieldNormSpec Spec(string name, string? norms, bool isOverSeveral) => new(name, name.Escaped(), norms, isOverSeveral);
}
