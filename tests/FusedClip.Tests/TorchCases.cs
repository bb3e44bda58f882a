using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace FusedClip.Tests;

/// <summary>
/// What the real <c>torch.nn.utils.clip_grad_norm_</c> (torch 1.13, CPU) answered, and the norm summed exactly. A field is
/// null, has its values, or is a recipe for <see cref="SplitMix"/>.
/// </summary>
internal sealed class TorchCases
{
    public static readonly IReadOnlyDictionary<string, TorchCase> ByName = Read();

    private static Dictionary<string, TorchCase> Read()
    {
        using Stream stream = typeof(TorchCases).Assembly.GetManifestResourceStream("torch_clip_grad_norm.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("cases").EnumerateArray().Select(Case).ToDictionary(item => item.Name);
    }

    private static TorchCase Case(JsonElement element)
    {
        JsonElement expected = element.GetProperty("expected");
        return new TorchCase(
            element.GetProperty("name").GetString()!,
            element.GetProperty("dtype").GetString() == "float32",
            Number(element.GetProperty("norm")),
            Number(element.GetProperty("max_norm")),
            expected.TryGetProperty("raises", out JsonElement raises) && raises.ValueKind != JsonValueKind.Null && raises.ValueKind != JsonValueKind.False,
            Number(expected.GetProperty("exact_norm")),
            expected.TryGetProperty("torch_total_norm", out JsonElement norm) && norm.ValueKind != JsonValueKind.Null ? Number(norm) : null,
            element.GetProperty("fields").EnumerateArray().Select(Field).ToArray(),
            expected.TryGetProperty("fields", out JsonElement fields) && fields.ValueKind == JsonValueKind.Array
                ? fields.EnumerateArray().Select(Samples).ToArray()
                : []);
    }

    private static double[]? Field(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return element.GetProperty("kind").GetString() switch
        {
            "values" => element.GetProperty("values").EnumerateArray().Select(Number).ToArray(),
            "splitmix" => SplitMix.Doubles(element.GetProperty("seed").GetUInt64(), element.GetProperty("length").GetInt32(), Number(element.GetProperty("scale"))),
            string kind => throw new InvalidDataException($"a field of kind '{kind}'"),
            null => throw new InvalidDataException("a field of no kind"),
        };
    }

    // Index and value: all values of a short field, samples of a long one.
    private static (int Index, double Value)[]? Samples(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (element.TryGetProperty("values", out JsonElement values))
        {
            return values.EnumerateArray().Select((value, index) => (index, Number(value))).ToArray();
        }

        return element.GetProperty("samples").EnumerateObject()
            .Select(sample => (int.Parse(sample.Name, CultureInfo.InvariantCulture), Number(sample.Value))).ToArray();
    }

    private static double Number(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? element.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            string text => throw new InvalidDataException($"'{text}' isn't a number"),
            null => throw new InvalidDataException("null isn't a number"),
        }
        : element.GetDouble();
}

/// <summary>One case.</summary>
internal sealed record TorchCase(
    string Name,
    bool IsSingle,
    double Order,
    double MaxNorm,
    bool Raises,
    double ExactNorm,
    double? TorchNorm,
    double[]?[] Fields,
    (int Index, double Value)[]?[] Expected);
