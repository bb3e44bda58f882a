using FusedClip.Generator.Emission.Container;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission;

/// <summary>The file of one partial method that clips its parameters.</summary>
internal static class ClipMethodFile
{
    /// <summary>The file's text: its table of contents.</summary>
    public static string Write(ClipMethodSpec method, string kernelNamespace)
    {
        var writer = new IndentedWriter();
        FileHeader.Write(writer, $"// Written by FusedClip from [ClipGradients] on {method.Declaration.Type.Name}.{method.Name}; changes here are lost.");
        writer
            .Write("// A parameter's type may be marked obsolete, or not be CLS-compliant; the compiler says so where the method is declared.")
            .Write("#pragma warning disable CS0612, CS0618, CS3001, CS3002")
            .Blank();

        using (DeclarationBlocks.Open(writer, method.Declaration))
        {
            ClipMethodBody.Write(writer, method, kernelNamespace);
        }

        return writer.ToString();
    }
}
