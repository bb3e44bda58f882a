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
/// <param name="Declaration">Its file, and the declarations to be continued.</param>
/// <param name="Groups">What each of its attributes asks for, in their order; mostly one.</param>
/// <param name="AccumulateNorm">The generated method that adds the gradients of all groups to a norm.</param>
/// <param name="IsInheritable">Whether other types can derive from it.</param>
internal sealed record ContainerSpec(
    DeclarationSpec Declaration,
    EquatableArray<GroupSpec> Groups,
    MethodSpec AccumulateNorm,
    bool IsInheritable)
{
    /// <summary>Whether it is a ref struct, which can't implement an interface, and can't be where a span of the stack mustn't.</summary>
    public bool IsRefStruct { get; init; }

    /// <summary>How it is clipped by value; null where it isn't.</summary>
    public ValueLimits? Values { get; init; }

    /// <summary>Whether it is clipped by norm: otherwise it has its list, and the method that clips by value.</summary>
    public bool IsClippedByNorm => Groups.All(group => group.Settings is not null);
}

/// <summary>A container that is a base class: its list of fields comes first.</summary>
/// <param name="Type">The type, fully qualified.</param>
/// <param name="Sweep">The name of its method that lists the group's fields.</param>
/// <param name="FieldCount">The name of its property that counts them.</param>
internal sealed record BaseContainerSpec(string Type, string Sweep, string FieldCount)
{
    /// <summary>Whether a walk over its fields can throw.</summary>
    public bool MayRefuse { get; init; }
}
