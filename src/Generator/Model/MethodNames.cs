using System;
using System.Collections.Generic;

namespace FusedClip.Generator.Model;

/// <summary>The generated methods of a group, and what stands before them.</summary>
internal sealed record MethodNames(
    MethodSpec Clip,
    MethodSpec Measure,
    MethodSpec Finish,
    MethodSpec Scale,
    MethodSpec Zero,
    MethodSpec Sweep,
    MethodSpec FieldName,
    MethodSpec FieldCount,
    MethodSpec RefuseShared)
{
    /// <summary>The name that is used where the attribute gives none.</summary>
    public const string DefaultClip = "ClipGradients";

    /// <summary>The struct in which a clip gives the norm of every field; null where it doesn't.</summary>
    public MethodSpec? FieldNorms { get; init; }

    /// <summary>All of them.</summary>
    public IEnumerable<MethodSpec> All => [Clip, Measure, Finish, Scale, Zero, Sweep, FieldName, FieldCount, RefuseShared, .. Struct];

    /// <summary>Those that derived classes see.</summary>
    public IEnumerable<MethodSpec> Inherited => [Clip, Measure, Scale, Zero, Sweep, FieldCount, .. Struct];

    /// <summary>Those that derived containers call: the list of the fields, and their number.</summary>
    public IEnumerable<MethodSpec> OfList => [Sweep, FieldCount];

    /// <summary>The name of the struct of norms that a clip method gives: <c>ActorNorms</c> of <c>ClipActor</c>.</summary>
    public static string Norms(string clipName) => (clipName == DefaultClip ? "Gradient" : Stem(clipName)) + "Norms";

    private IEnumerable<MethodSpec> Struct => FieldNorms is null ? [] : [FieldNorms];

    /// <summary>What the siblings of a clip method share with it: <c>Actor</c> of <c>ClipActor</c>.</summary>
    public static string Stem(string clipName) => clipName.StartsWith("Clip", StringComparison.Ordinal) ? clipName.Substring(4) : clipName;
}

/// <summary>A generated method.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Modifier"><c>"new "</c> where it hides one of a base class, <c>"override "</c> where it implements one, or nothing.</param>
internal sealed record MethodSpec(string Name, string Modifier)
{
    /// <summary>The same where it is private, and can only hide what has its name.</summary>
    public string PrivateModifier => Modifier.Length == 0 ? "" : "new ";
}
