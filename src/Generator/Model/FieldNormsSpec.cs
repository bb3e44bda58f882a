namespace FusedClip.Generator.Model;

/// <summary>The struct in which a clip gives the norm of every field.</summary>
/// <param name="Type">Its name, and whether it hides one of a base class.</param>
/// <param name="Fields">The norms, in the order of summation: those of base containers first.</param>
internal sealed record FieldNormsSpec(MethodSpec Type, EquatableArray<FieldNormSpec> Fields);

/// <summary>The norm, or the norms, of one field.</summary>
/// <param name="Name">The field's name, as it is reported.</param>
/// <param name="Identifier">Its name in code, escaped where it is a keyword.</param>
/// <param name="Struct">The struct of the container that the field is, fully qualified; null for a number.</param>
/// <param name="IsOverSeveral">Whether it is one number for a member that may hold many buffers.</param>
internal sealed record FieldNormSpec(string Name, string Identifier, string? Struct, bool IsOverSeveral);
