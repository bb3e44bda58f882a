using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Diagnostics;

/// <summary>Everything that can be wrong with a container, or with a clip of parameters. Each has a page under docs/diagnostics.</summary>
internal static class Descriptors
{
    private const string Category = "FusedClip";
    private const string Pages = "https://github.com/fusedclip/fusedclip/blob/main/docs/diagnostics/";

    /// <summary>FCLIP001: the container, or a type around it, isn't partial.</summary>
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "FCLIP001",
        "A container has to be partial",
        "'{0}' has to be partial, since it is {1} and the generator continues its declaration");

    /// <summary>FCLIP002: MaxNorm isn't a limit.</summary>
    public static readonly DiagnosticDescriptor InvalidMaxNorm = Error(
        "FCLIP002",
        "MaxNorm has to be above zero and finite",
        "MaxNorm is {0}, but has to be above zero and finite; leave it out to give the limit with every call");

    /// <summary>FCLIP003: Norm isn't a norm order.</summary>
    public static readonly DiagnosticDescriptor InvalidNorm = Error(
        "FCLIP003",
        "Norm has to be above zero",
        "Norm is {0}, but has to be above zero, or double.PositiveInfinity for the largest absolute value");

    /// <summary>FCLIP004: Epsilon is negative or not finite.</summary>
    public static readonly DiagnosticDescriptor InvalidEpsilon = Error(
        "FCLIP004",
        "Epsilon has to be zero or above, and finite",
        "Epsilon is {0}, but has to be zero or above, and finite");

    /// <summary>FCLIP005: no gradient fields.</summary>
    public static readonly DiagnosticDescriptor NothingToClip = Error(
        "FCLIP005",
        "A container has to have gradients",
        "'{0}' has nothing to clip: {1}");

    /// <summary>FCLIP006: a member that looks like a gradient can't be handled.</summary>
    public static readonly DiagnosticDescriptor UnsupportedMember = Error(
        "FCLIP006",
        "A member looks like a gradient, but can't be clipped",
        "'{0}' of type '{1}' looks like a gradient, but can't be clipped: {2}");

    /// <summary>FCLIP007: a generated member's name is taken.</summary>
    public static readonly DiagnosticDescriptor NameClash = Error(
        "FCLIP007",
        "A generated method's name is taken",
        "'{0}' has a member '{1}' already, which is what a generated one is called; rename it, or choose other names by MethodName");

    /// <summary>FCLIP008: a name says that the member is no gradient.</summary>
    public static readonly DiagnosticDescriptor NameSaysOtherwise = new(
        "FCLIP008",
        "A member's name says that it is no gradient",
        "'{0}' is clipped with the gradients, but its name says {1}; mark it [NotGradient], or mark the gradients with [Gradient]",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "FCLIP008.md");

    /// <summary>FCLIP009: the language version is too old.</summary>
    public static readonly DiagnosticDescriptor LanguageVersionTooOld = Error(
        "FCLIP009",
        "The generated code needs C# 12",
        "The clipping of '{0}' is written in C# 12, but this project compiles C# {1}; set LangVersion to 12 or above");

    /// <summary>FCLIP010: a kind of type that can't be a container.</summary>
    public static readonly DiagnosticDescriptor UnsupportedContainer = Error(
        "FCLIP010",
        "This kind of type can't be a container",
        "'{0}' can't be a container, since it is {1}; use a class, a struct, a record or a record struct");

    /// <summary>FCLIP011: MethodName isn't an identifier.</summary>
    public static readonly DiagnosticDescriptor InvalidMethodName = Error(
        "FCLIP011",
        "MethodName has to be an identifier",
        "MethodName is '{0}', which can't be the name of a method");

    /// <summary>FCLIP012: an argument isn't a member of its enumeration.</summary>
    public static readonly DiagnosticDescriptor UndefinedValue = Error(
        "FCLIP012",
        "An argument has to be one of its enumeration's members",
        "{0} is {1}, which isn't a member of {2}");

    /// <summary>FCLIP013: a member is marked both ways.</summary>
    public static readonly DiagnosticDescriptor Contradiction = Error(
        "FCLIP013",
        "A member can't be a gradient and none",
        "'{0}' is marked [Gradient] and [NotGradient]; take one of them away");

    /// <summary>FCLIP014: gradients of a group that no attribute names.</summary>
    public static readonly DiagnosticDescriptor UnclippedGroup = Error(
        "FCLIP014",
        "Every group has to be clipped",
        "{0} belongs to {1}, which no [ClipGradients] on '{2}' clips; add one, or change the group");

    /// <summary>FCLIP015: a member's marks name two groups.</summary>
    public static readonly DiagnosticDescriptor TwoGroups = Error(
        "FCLIP015",
        "A member can't be in two groups",
        "'{0}' is in {1} and in {2}; what two clips scale, neither limits");

    /// <summary>FCLIP016: two attributes for one group.</summary>
    public static readonly DiagnosticDescriptor GroupClippedTwice = Error(
        "FCLIP016",
        "A group can't be clipped in two ways",
        "'{0}' has [ClipGradients] twice for {1}; take one away, or give it a Group of its own");

    /// <summary>FCLIP017: a method that can't be a clip.</summary>
    public static readonly DiagnosticDescriptor UnsupportedMethod = Error(
        "FCLIP017",
        "This method can't be a clip",
        "'{0}' can't be a clip: {1}");

    /// <summary>FCLIP018: Length names nothing that says a length.</summary>
    public static readonly DiagnosticDescriptor InvalidLength = Error(
        "FCLIP018",
        "Length has to name an integer of the container",
        "Length of '{0}' is '{1}', but {2}");

    /// <summary>FCLIP019: TiedTo doesn't name another gradient field.</summary>
    public static readonly DiagnosticDescriptor InvalidTie = Error(
        "FCLIP019",
        "TiedTo has to name another gradient field",
        "'{0}' is tied to '{1}', which {2}");

    /// <summary>FCLIP020: the two members of a tie can't be the same buffer.</summary>
    public static readonly DiagnosticDescriptor TieOfOtherShape = Error(
        "FCLIP020",
        "Fields that are tied have to be able to be one buffer",
        "'{0}' of type '{1}' can't be tied to '{2}' of type '{3}', since no buffer can be both; numbers, inline arrays and fixed-size buffers can't be tied at all");

    /// <summary>FCLIP021: ties in a circle.</summary>
    public static readonly DiagnosticDescriptor CircularTie = Error(
        "FCLIP021",
        "Ties can't go in a circle",
        "The ties from {0} go in a circle; take TiedTo from the field that is to be counted");

    /// <summary>FCLIP022: Limit, Min or Max isn't the end of a range.</summary>
    public static readonly DiagnosticDescriptor InvalidValueLimit = Error(
        "FCLIP022",
        "The limits of clipping by value have to be numbers that elements can be brought to",
        "{0} is {1}, but has to be {2}; leave it out to give it with every call");

    /// <summary>FCLIP023: Min is above Max.</summary>
    public static readonly DiagnosticDescriptor MinAboveMax = Error(
        "FCLIP023",
        "Min can't be above Max",
        "Min is {0}, which is above Max, {1}; no element can be between them");

    /// <summary>FCLIP024: Limit stands beside Min or Max.</summary>
    public static readonly DiagnosticDescriptor LimitAndRange = Error(
        "FCLIP024",
        "Limit can't stand beside Min or Max",
        "Limit says both ends of the range, and {0} says otherwise; take one of them away");

    /// <summary>FCLIP025: a base class is clipped by value, and the container isn't, or in the other form.</summary>
    public static readonly DiagnosticDescriptor InheritedValueClip = Error(
        "FCLIP025",
        "What derives from a container that is clipped by value has to be so, too",
        "'{0}' has to have {1}, as '{2}' has, which it derives from: the inherited ClipGradientValues would pass over its own gradients");

    /// <summary>FCLIP026: Axes are no set of dimensions.</summary>
    public static readonly DiagnosticDescriptor InvalidAxes = Error(
        "FCLIP026",
        "Axes have to name dimensions, each once",
        "Axes {0}");

    /// <summary>FCLIP027: a field doesn't have the dimensions that the axes name.</summary>
    public static readonly DiagnosticDescriptor AxesOfOtherField = Error(
        "FCLIP027",
        "Every field has to have the dimensions that Axes name",
        "'{0}' of type '{1}' can't be clipped over these Axes: {2}");

    /// <summary>FCLIP028: Shape doesn't give the dimensions of a flat buffer.</summary>
    public static readonly DiagnosticDescriptor InvalidShape = Error(
        "FCLIP028",
        "Shape has to give the dimensions of a flat buffer",
        "Shape of '{0}' can't be its dimensions: {1}");

    /// <summary>FCLIP029: Clipping is no part of a norm.</summary>
    public static readonly DiagnosticDescriptor InvalidClipping = Error(
        "FCLIP029",
        "Clipping has to be above zero and finite",
        "Clipping is {0}, but has to be above zero and finite; leave it out to give it with every call");

    /// <summary>FCLIP030: it isn't said what a unit is.</summary>
    public static readonly DiagnosticDescriptor AdaptiveWithoutAxes = Error(
        "FCLIP030",
        "Adaptive clipping has to be told its Axes",
        "{0} is ClipScope.Adaptive, which needs Axes to say what a unit is: for weights (in, out) Axes = new[] {{ 0 }}, for weights (out, in) Axes = new[] {{ 1 }}");

    /// <summary>FCLIP031: a limit of another scope.</summary>
    public static readonly DiagnosticDescriptor LimitOfOtherScope = Error(
        "FCLIP031",
        "MaxNorm and Clipping belong to different scopes",
        "{0} has no meaning in this scope: {1}; take it away");

    /// <summary>FCLIP032: a field has no weights to be compared with.</summary>
    public static readonly DiagnosticDescriptor MissingWeight = Error(
        "FCLIP032",
        "With adaptive clipping, every gradient field has to name its weights",
        "'{0}' can't be clipped by the norm of its weights, since it names none; mark it [Gradient(Weight = nameof(…))]");

    /// <summary>FCLIP033: Weight names no such member.</summary>
    public static readonly DiagnosticDescriptor InvalidWeight = Error(
        "FCLIP033",
        "Weight has to name a member of the gradient's type",
        "Weight of '{0}' is '{1}', but {2}");

    /// <summary>FCLIP034: a field, or a container, that can't be clipped by weights.</summary>
    public static readonly DiagnosticDescriptor NotAdaptive = Error(
        "FCLIP034",
        "Adaptive clipping takes arrays and flat buffers",
        "'{0}' can't be clipped by the norm of its weights: {1}");

    /// <summary>FCLIP035: a field's norm can't have the field's name.</summary>
    public static readonly DiagnosticDescriptor FieldNormNameClash = Error(
        "FCLIP035",
        "The norm of a field has to be able to have the field's name",
        "'{0}' can't have a norm of its name in '{1}': {2}; rename it, or take FieldNorms away");

    /// <summary>FCLIP036: a container and the one that it derives from don't both have FieldNorms.</summary>
    public static readonly DiagnosticDescriptor FieldNormsUnlikeBase = Error(
        "FCLIP036",
        "What derives from a container has FieldNorms where that has, and only there",
        "'{0}' {1}");

    /// <summary>FCLIP037: FieldNorms stands beside Axes.</summary>
    public static readonly DiagnosticDescriptor FieldNormsOfSlices = Error(
        "FCLIP037",
        "FieldNorms can't stand beside Axes",
        "With Axes = {0} a field has as many norms as slices; take FieldNorms away");

    private static DiagnosticDescriptor Error(string id, string title, string message) => new(
        id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + id + ".md");
}
