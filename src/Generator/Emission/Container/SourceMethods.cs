using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>The implementation of <c>IGradientSource</c>: how all of a container's gradients take part in something that holds it.</summary>
internal static class SourceMethods
{
    public static void Write(IndentedWriter writer, ContainerSpec container)
    {
        if (!container.IsClippedByNorm)
        {
            WriteExplicitly(writer, container);
            WriteEntrance(writer, container);
            return;
        }

        WriteForInterface(writer, "ScaleGradients", "double coefficient", "coefficient", [.. container.Groups.Select(group => group.Methods.Scale.Name)]);
        WriteForInterface(writer, "ZeroGradients", "", "", [.. container.Groups.Select(group => group.Methods.Zero.Name)]);
        WriteAccumulateNorm(writer, container);
        WriteEntrance(writer, container);
    }

    // Under a name of its own, or one of several, a method doesn't implement the interface by itself.
    private static void WriteForInterface(IndentedWriter writer, string interfaceName, string parameter, string argument, string[] names)
    {
        if (names.Length == 1)
        {
            if (names[0] != interfaceName)
            {
                writer
                    .Write(FileHeader.GeneratedCode)
                    .Write($"void {RuntimeTypes.Source}.{interfaceName}({parameter}) => {names[0]}({argument});")
                    .Blank();
            }

            return;
        }

        writer
            .Write("// What holds this container speaks of all groups, in the order of the attributes.")
            .Write(FileHeader.GeneratedCode);
        using (writer.Block($"void {RuntimeTypes.Source}.{interfaceName}({parameter})"))
        {
            foreach (string name in names)
            {
                writer.Write($"{name}({argument});");
            }
        }

        writer.Blank();
    }

    // Clipped by value alone, the container takes part in the norm of what holds it, but has no such methods of its own.
    private static void WriteExplicitly(IndentedWriter writer, ContainerSpec container)
    {
        GroupSpec group = container.Groups[0];
        WriteWalk("ScaleGradients(double coefficient)", "Scaling(coefficient)");
        WriteWalk("ZeroGradients()", "Zeroing()");
        WriteNorm(writer, container, $"void {RuntimeTypes.Source}.AccumulateNorm");

        void WriteWalk(string signature, string sweep)
        {
            writer.Write(FileHeader.GeneratedCode);
            using (writer.Block($"void {RuntimeTypes.Source}.{signature}"))
            {
                ScaleMethods.WriteWalk(writer, group, sweep);
            }

            writer.Blank();
        }
    }

    /// <summary>The method by which the gradients are added to a norm.</summary>
    public static void WriteAccumulateNorm(IndentedWriter writer, ContainerSpec container)
    {
        MethodSpec method = container.AccumulateNorm;
        writer
            .Write($"/// <summary>Adds every gradient{(container.Groups.Count > 1 ? " of every group" : "")} to a norm, whatever its order.</summary>")
            .Write("/// <param name=\"accumulator\">The norm so far.</param>");
        WriteNorm(writer, container, $"public {method.Modifier}void {method.Name}");
    }

    private static void WriteNorm(IndentedWriter writer, ContainerSpec container, string method)
    {
        writer.Write(FileHeader.GeneratedCode);
        using (writer.Block($"{method}(ref global::FusedClip.NormAccumulator accumulator)"))
        {
            string walk = string.Join("\n", container.Groups.Select(group => $"{group.Methods.Sweep.Name}(ref sweep);"));
            ClipBody.WriteLoop(
                writer, details => $"new {RuntimeTypes.Sweep}({details}, in accumulator)", walk, new ClipBody.Locals());
            writer.Blank().Write("accumulator = sweep.Accumulator;");
        }

        writer.Blank();
    }

    // How a sweep comes in that began in something that holds this.
    private static void WriteEntrance(IndentedWriter writer, ContainerSpec container)
    {
        writer.Write(FileHeader.GeneratedCode);
        using (writer.Block($"void global::FusedClip.CompilerServices.IGradientContainer.Sweep(ref {RuntimeTypes.Sweep} sweep)"))
        {
            bool isClass = container.Declaration.Type.Keyword is "class" or "record";
            if (isClass)
            {
                writer.Write("sweep.RefuseCycle(this); // In debug builds only, as is its end.");
            }

            foreach (GroupSpec group in container.Groups)
            {
                if (container.Groups.Count > 1)
                {
                    writer.Write("sweep.BeginGroup();");
                }

                writer.Write($"{group.Methods.Sweep.Name}(ref sweep);");
            }

            if (isClass)
            {
                writer.Write("sweep.LeaveContainer();");
            }
        }

        writer.Blank();
    }
}
