namespace FusedClip.Generator.Model;

/// <summary>A field that another one may be the same buffer as: where it is, the other one isn't counted.</summary>
/// <param name="Name">The member's name, as it is reported.</param>
/// <param name="Access">The expression that reads it.</param>
/// <param name="Shape">How its elements lie in memory.</param>
internal sealed record TieSpec(string Name, string Access, FieldShape Shape);
