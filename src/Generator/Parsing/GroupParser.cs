using System.Collections.Generic;
using System.Linq;
using System.Threading;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>The groups that a container's attributes name, each once.</summary>
internal static class GroupParser
{
    /// <summary>What one attribute says.</summary>
    /// <param name="Name">The group's name; null for the members without a group.</param>
    /// <param name="Settings">How it is clipped by norm; null where it isn't.</param>
    /// <param name="ClipName">The name of its clip method.</param>
    /// <param name="Location">Where the attribute says so.</param>
    public sealed record Group(string? Name, ClipSettings? Settings, string ClipName, Location? Location);

    public static IReadOnlyList<Group> Parse(INamedTypeSymbol container, DiagnosticSink sink, CancellationToken cancellation)
    {
        if (container.IsClippedByValueAlone())
        {
            return [new Group(null, null, MethodNames.DefaultClip, null)];
        }

        var groups = new List<Group>();
        foreach (AttributeData attribute in container.FindAttributes(KnownNames.ClipGradientsAttribute))
        {
            string? name = AttributeArguments.FindText(attribute, "Group");
            if (groups.Any(group => group.Name == name))
            {
                sink.Report(Descriptors.GroupClippedTwice, AttributeArguments.Location(attribute, "Group", cancellation), container.Name, Display(name));
                continue;
            }

            groups.Add(new Group(
                name,
                SettingsParser.Parse(attribute, sink, cancellation),
                MethodNameParser.ClipName(attribute, sink, cancellation),
                AttributeArguments.Location(attribute, "MethodName", cancellation)));
        }

        return groups;
    }

    /// <summary>The groups' names; null where members of every group are listed together: clipping by value doesn't tell them apart.</summary>
    public static string?[]? Names(INamedTypeSymbol container, IReadOnlyList<Group> groups) =>
        container.IsClippedByValueAlone() ? null : [.. groups.Select(group => group.Name)];

    /// <summary>The groups of a base container, in their order.</summary>
    public static IReadOnlyList<(string? Name, BaseContainerSpec Container)> OfBase(INamedTypeSymbol? baseContainer) => baseContainer is null
        ? []
        :
        [
            .. GroupNames(baseContainer).Zip(
                MethodNameParser.Names(baseContainer),
                (name, methods) => (name, new BaseContainerSpec(baseContainer.FullName(), methods.Sweep.Name, methods.FieldCount.Name))),
        ];

    // One for each attribute, whether another has the same or not.
    private static IEnumerable<string?> GroupNames(INamedTypeSymbol container) => container.IsClippedByValueAlone()
        ? [null]
        : container.FindAttributes(KnownNames.ClipGradientsAttribute).Select(attribute => AttributeArguments.FindText(attribute, "Group"));

    /// <summary>The group in a message.</summary>
    public static string Display(string? name) => name is null ? "the members without a group" : $"the group '{name}'";
}
