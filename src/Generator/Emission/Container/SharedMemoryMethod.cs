using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>The check of debug builds that no two fields share memory without saying so.</summary>
internal static class SharedMemoryMethod
{
    /// <summary>The exception, in the comment of a method that has the call.</summary>
    public static void WriteException(IndentedWriter writer) =>
        writer.Write("/// <exception cref=\"global::System.InvalidOperationException\">In debug builds only: two fields share memory and aren't tied; nothing was written.</exception>");

    /// <summary>The call, at the beginning of a method that clips, measures or scales.</summary>
    public static void WriteCall(IndentedWriter writer, GroupSpec group) => writer
        .Write("// In debug builds only: fields that share memory would be counted and scaled twice.")
        .Write($"{group.Methods.RefuseShared.Name}();")
        .Blank();

    /// <summary>The expression that begins the sweep.</summary>
    public static string Begin(string details) => $"{RuntimeTypes.Sweep}.ComparingMemory({details})";

    public static void Write(IndentedWriter writer, GroupSpec group)
    {
        writer
            .Write("// Fields that share memory and aren't tied throw. The compiler leaves the calls out where DEBUG isn't defined.")
            .Write(FileHeader.GeneratedCode)
            .Write("[global::System.Diagnostics.Conditional(\"DEBUG\")]");
        using (writer.Block($"private {group.Methods.RefuseShared.PrivateModifier}void {group.Methods.RefuseShared.Name}()"))
        {
            ClipBody.WriteLoop(writer, Begin, $"{group.Methods.Sweep.Name}(ref sweep);", new ClipBody.Locals());
        }

        writer.Blank();
    }
}
