using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FusedClip.Benchmarks.Results;

/// <summary>All numbers of a run, the medians at every residue too.</summary>
internal static class JsonFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    public static string Of(RatioReport report) => JsonSerializer.Serialize(
        new
        {
            report.Machine,
            report.Rules,
            report.Remarks,
            Ratios = report.Rows.Select(row => new
            {
                Set = row.Case.Title,
                row.IsActive,
                row.Nanoseconds,
                row.DidItsJob,
                Against = row.Ratios,
            }),
            Measurements = report.Results.Select(result => new { Set = result.Case.Title, result.Measurements }),
        },
        Options) + "\n";
}
