using System.Linq;

namespace FusedClip.Generator.Model;

/// <summary>
/// A container, as far as its generated file depends on it.
/// </summary>
/// <remarks>
/// The compiler runs the generator at every key stroke and asks whether this is equal to the last run's: where
/// it is, nothing is emitted again. So this record and all that it holds are immutable, structurally equal, and free of symbols,
/// syntax and locations, which would keep whole compilations alive and are never equal.
/// </remarks>
/// <param name="HintName">The name of the generated file, unique in the assembly.</param>
/// <param name="Namespace">The namespace, empty for the global one.</param>
/// <param name="Types">The container and the types that it is nested in, outermost first.</param>
/// <param name="Settings">What the attribute says.</param>
/// <param name="Fields">The gradient fields, in the order of summation.</param>
/// <param name="Base">The container that it derives from, if any.</param>
/// <param name="Methods">The generated methods, with their names and modifiers.</param>
/// <param name="IsInheritable">Whether other types can derive from it.</param>
internal sealed record ContainerSpec(
    string HintName,
    string Namespace,
    EquatableArray<TypeSpec> Types,
    ClipSettings Settings,
    EquatableArray<FieldSpec> Fields,
    BaseContainerSpec? Base,
    MethodNames Methods,
    bool IsInheritable)
{
    /// <summary>Whether it is a ref struct, which can't implement an interface, and can't be where a span of the stack mustn't.</summary>
    public bool IsRefStruct { get; init; }

    /// <summary>Whether a walk over the fields can throw, because of what one of them holds.</summary>
    public bool MayRefuse => Base is { MayRefuse: true } || Fields.Any(static gradients => gradients.MayBeRefused);

    /// <summary>The container itself.</summary>
    public TypeSpec Type => Types[Types.Count - 1];
}

/// <summary>A type declaration to be continued: <c>record struct</c>, <c>Layer&lt;T&gt;</c>.</summary>
internal sealed record TypeSpec(string Keyword, string Name);

/// <summary>A container that is a base class: its list of fields comes first.</summary>
/// <param name="Type">The type, fully qualified.</param>
/// <param name="Sweep">The name of its method that lists its fields.</param>
internal sealed record BaseContainerSpec(string Type, string Sweep)
{
    /// <summary>Whether a walk over its fields can throw.</summary>
    public bool MayRefuse { get; init; }
}
