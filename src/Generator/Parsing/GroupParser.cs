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
    /// <param name="Settings">How it is clipped.</param>
    /// <param name="ClipName">The name of its clip method.</param>
    /// <param name="Location">Where the attribute says so.</param>
    public sealed record Group(string? Name, ClipSettings Settings, string ClipName, Location? Location);

    public static IReadOnlyList<Group> Parse(INamedTypeSymbol container, DiagnosticSink sink, CancellationToken cancellation)
    {
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

    /// <summary>The groups of a base container, in their order.</summary>
    public static IReadOnlyList<(string? Name, BaseContainerSpec Container)> OfBase(INamedTypeSymbol? baseContainer) => baseContainer is null
        ? []
        :
        [
            .. baseContainer.FindAttributes(KnownNames.ClipGradientsAttribute).Zip(
                MethodNameParser.Names(baseContainer),
                (attribute, methods) => (
                    AttributeArguments.FindText(attribute, "Group"),
                    new BaseContainerSpec(baseContainer.FullName(), methods.Sweep.Name, methods.FieldCount.Name))),
        ];

    /// <summary>The group in a message.</summary>
    public static string Display(string? name) => name is null ? "the members without a group" : $"the group '{name}'";
}
