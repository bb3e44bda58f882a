using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>A gradient field that may be tied to another, or that others may be tied to.</summary>
/// <param name="Member">The member.</param>
/// <param name="Field">The field, as the container reads it; null where it is a base container's, and out of reach.</param>
/// <param name="Level">How many base containers are below the container that lists it.</param>
internal sealed record TieCandidate(ISymbol Member, FieldSpec? Field, int Level);
