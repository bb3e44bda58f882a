using System.Linq;

namespace FusedClip.Generator.Model;

/// <summary>A partial method that clips its parameters, as far as its generated body depends on it.</summary>
/// <param name="Declaration">Its file, and the declarations to be continued.</param>
/// <param name="Modifiers">Its modifiers as they are written, since both parts have to have the same: <c>private static partial</c>.</param>
/// <param name="Name">Its name, with its type parameters.</param>
/// <param name="TypeParameters">The names of its type parameters.</param>
/// <param name="Constraints">The constraints of its type parameters, after a space; empty where there are none.</param>
/// <param name="Parameters">Its parameters, in their order.</param>
/// <param name="Settings">What the attribute says; <c>MaxNorm</c> is null where a parameter is the limit.</param>
internal sealed record ClipMethodSpec(
    DeclarationSpec Declaration,
    string Modifiers,
    string Name,
    EquatableArray<string> TypeParameters,
    string Constraints,
    EquatableArray<ParameterSpec> Parameters,
    ClipSettings Settings)
{
    /// <summary>The parameter that is the limit.</summary>
    public const string MaxNorm = "maxNorm";

    /// <summary>The parameter that every gradient is multiplied by first.</summary>
    public const string PreScale = "preScale";

    /// <summary>The gradient fields, in the order of summation, which is that of the parameters.</summary>
    public EquatableArray<FieldSpec> Fields => Parameters.Where(parameter => parameter.Field is not null).Select(parameter => parameter.Field!).ToEquatableArray();
}

/// <summary>A parameter of a clip.</summary>
/// <param name="Modifiers">Its modifiers, each with a space after it.</param>
/// <param name="Type">Its type, fully qualified.</param>
/// <param name="Name">Its name, escaped where it is a keyword.</param>
/// <param name="IsRefLike">Whether its type is a ref struct.</param>
/// <param name="Field">The gradient field that it is; null for the limit and the pre-scale.</param>
internal sealed record ParameterSpec(string Modifiers, string Type, string Name, bool IsRefLike, FieldSpec? Field);
