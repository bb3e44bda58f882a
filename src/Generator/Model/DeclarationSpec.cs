namespace FusedClip.Generator.Model;

/// <summary>Where generated members stand.</summary>
/// <param name="HintName">The name of the generated file, unique in the assembly.</param>
/// <param name="Namespace">The namespace, empty for the global one.</param>
/// <param name="Types">The type of the members and the types that it is nested in, outermost first.</param>
internal sealed record DeclarationSpec(string HintName, string Namespace, EquatableArray<TypeSpec> Types)
{
    /// <summary>The type of the members.</summary>
    public TypeSpec Type => Types[Types.Count - 1];
}

/// <summary>A type declaration to be continued: <c>record struct</c>, <c>Layer&lt;T&gt;</c>.</summary>
internal sealed record TypeSpec(string Keyword, string Name);
