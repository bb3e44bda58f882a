using System.Linq;

namespace FusedClip.Generator.Model;

/// <summary>What one attribute on a container asks for: its fields, and how they are clipped.</summary>
/// <param name="Name">The group's name; null for the members without a group.</param>
/// <param name="Settings">What the attribute says; null where there is none, and the container is clipped by value alone.</param>
/// <param name="Fields">The gradient fields, in the order of summation.</param>
/// <param name="Base">The container that the type derives from, if any, and its group of that name.</param>
/// <param name="Methods">The generated methods, with their names and modifiers.</param>
internal sealed record GroupSpec(
    string? Name,
    ClipSettings? Settings,
    EquatableArray<FieldSpec> Fields,
    BaseContainerSpec? Base,
    MethodNames Methods)
{
    /// <summary>The norms that its clip gives; null where it doesn't.</summary>
    public FieldNormsSpec? Norms { get; init; }

    /// <summary>Whether a walk over the fields can throw, because of what one of them holds.</summary>
    public bool MayRefuse => Base is { MayRefuse: true } || Fields.Any(static gradients => gradients.MayBeRefused);
}
