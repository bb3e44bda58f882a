using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace FusedClip.Benchmarks.Results;

/// <summary>Writes what a run found out.</summary>
internal static class RatioFiles
{
    private const string Table = "ratios.md";
    private const string Json = "ratios.json";
    private const string Picture = "ratios.svg";

    /// <summary>Writes the table, the numbers and the picture; returns the paths.</summary>
    public static IEnumerable<string> Write(RatioReport report, string folder)
    {
        foreach ((string name, string content) in new[]
        {
            (Table, MarkdownTable.Of(report)), (Json, JsonFile.Of(report)), (Picture, RatiosChart.Of(report)),
        })
        {
            string path = Path.GetFullPath(Path.Combine(folder, name));
            File.WriteAllText(path, content);
            yield return path;
        }
    }

    /// <summary>
    /// Puts the table into the documents that have a place for it, and the picture beside them; returns the paths. The README
    /// has the rows of plain arrays of float, with p = 2.
    /// </summary>
    public static IEnumerable<string> UpdateDocuments(RatioReport report)
    {
        string root = Repository.Root();
        RatioReport inShort = report with { Rows = [.. report.Rows.Where(row => !row.Case.Title.Contains(' ') && !row.Case.Set.HasFlatTwin)] };
        foreach ((string path, RatioReport part) in new[]
        {
            (Path.Combine(root, "docs", "performance.md"), report), (Path.Combine(root, "README.md"), inShort),
        })
        {
            if (MarkedPart.Replace(path, "ratios", MarkdownTable.Of(part)))
            {
                yield return path;
            }
        }

        string picture = Path.Combine(root, "docs", Picture);
        File.WriteAllText(picture, RatiosChart.Of(report));
        yield return picture;
    }
}
