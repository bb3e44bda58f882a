namespace FusedClip.Generator.Model;

/// <summary>The tool of <c>[GeneratedCode]</c>: emission writes its name, and by it the parser knows what was generated.</summary>
internal static class GeneratedCodeTool
{
    /// <summary>This generator's name.</summary>
    public const string Name = "FusedClip.Generator";
}
