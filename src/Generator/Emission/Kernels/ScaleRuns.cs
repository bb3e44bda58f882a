using System.Globalization;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Kernels;

/// <summary>The scale pass over several runs, each of which has a coefficient of its own.</summary>
internal static class ScaleRuns
{
    public static void Write(IndentedWriter writer, Element element)
    {
        string parameters = $"{KernelText.RunParameters(element)}, ReadOnlySpan<double> coefficients";
        writer.Write("/// <summary>Multiplies runs, each by its coefficient. One whose coefficient is 1 is neither read nor written.</summary>");
        KernelText.WriteDispatch(writer, "void", "ScaleRuns", parameters, "ref origin, offsets, length, coefficients");
        foreach (KernelShape shape in KernelShape.All)
        {
            WriteLoop(writer, element, shape, parameters);
        }

        WriteLoop(writer, element, shape: null, parameters);
    }

    private static void WriteLoop(IndentedWriter writer, Element element, KernelShape? shape, string parameters)
    {
        writer.Blank().Write($"// {shape?.Title ?? "Scalar"}.");
        string suffix = shape?.Bits.ToString(CultureInfo.InvariantCulture) ?? "Scalar";
        using (KernelText.Method(writer, $"private static void ScaleRuns{suffix}({parameters})"))
        {
            using (KernelText.RunLoop(writer, element))
            {
                using (writer.Block("if (coefficients[i] == 1)"))
                {
                    writer.Write("continue;");
                }

                string coefficient = element.Type == ElementType.Single ? "(float)coefficients[i]" : "coefficients[i]";
                writer
                    .Blank()
                    .Write($"{element.Name} coefficient = {coefficient};");
                if (shape is null)
                {
                    ScaleKernel.WriteEach(writer);
                }
                else
                {
                    writer.Write($"{shape.Vector}<{element.Name}> c = {shape.Vector}.Create(coefficient);");
                    ScaleKernel.WriteField(writer, element, shape);
                }
            }
        }
    }
}
