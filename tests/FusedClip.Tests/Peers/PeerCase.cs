using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace FusedClip.Tests.Peers;

/// <summary>A figure from a peer's own test, document or issue: Data/peer_cases.json, which says from which.</summary>
internal sealed record PeerCase(string Id, JsonElement Inputs, JsonElement Parameters, JsonElement Expected, double Tolerance)
{
    public static readonly IReadOnlyDictionary<string, PeerCase> ById = Read();

    /// <summary>The one tensor of the case.</summary>
    public double[] X => Numbers(Inputs.GetProperty("x"));

    /// <summary>What becomes of it.</summary>
    public double[] Y => Numbers(Expected.GetProperty("y"));

    /// <summary>The tensors of the case.</summary>
    public double[]?[] Tensors => Arrays(Inputs.GetProperty("tensors"));

    /// <summary>What becomes of them.</summary>
    public double[]?[] ExpectedTensors => Arrays(Expected.GetProperty("tensors"));

    public double Parameter(string name) => Number(Parameters.GetProperty(name));

    public double Answer(string name) => Number(Expected.GetProperty(name));

    public static double[] Numbers(JsonElement element) => [.. element.EnumerateArray().Select(Number)];

    public static double Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number ? element.GetDouble() : Number(element.GetString()!);

    public static double Number(string text) => text switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static double[]?[] Arrays(JsonElement element) =>
        [.. element.EnumerateArray().Select(array => array.ValueKind == JsonValueKind.Null ? null : Numbers(array))];

    private static Dictionary<string, PeerCase> Read()
    {
        using Stream stream = typeof(PeerCase).Assembly.GetManifestResourceStream("peer_cases.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("cases").EnumerateArray().Select(element => element.Clone()).ToDictionary(
            element => element.GetProperty("id").GetString()!,
            element => new PeerCase(
                element.GetProperty("id").GetString()!,
                element.GetProperty("inputs"),
                element.GetProperty("params"),
                element.GetProperty("expected"),
                element.GetProperty("tol").GetDouble()));
    }
}
