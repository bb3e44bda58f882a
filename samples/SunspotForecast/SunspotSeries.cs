using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace SunspotForecast;

/// <summary>One value a year, without a gap.</summary>
internal sealed record SunspotSeries(string Source, string Column, int FirstYear, double[] Values)
{
    public const string DefaultColumn = "SUNACTIVITY";

    private const string EmbeddedFile = "sunspots.csv";

    public int YearAt(int index) => FirstYear + index;

    /// <summary>The yearly mean sunspot numbers 1700–2008 that are part of the program.</summary>
    public static SunspotSeries LoadEmbedded(string column)
    {
        using Stream stream = typeof(SunspotSeries).Assembly.GetManifestResourceStream(EmbeddedFile)
            ?? throw new InvalidOperationException($"The resource {EmbeddedFile} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return Read(reader, EmbeddedFile, column);
    }

    public static SunspotSeries Load(string path, string column)
    {
        try
        {
            using var reader = new StreamReader(path);
            return Read(reader, path, column);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: no such file; expected a CSV file with a header line");
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException or ArgumentException)
        {
            throw new InputException($"{path}: can't be read; expected a CSV file with a header line");
        }
    }

    /// <summary>Reads a CSV text: a header, then the year in the first column and the value in the named one.</summary>
    public static SunspotSeries Read(TextReader reader, string source, string column)
    {
        int line = 1;
        string header = reader.ReadLine()
            ?? throw InputException.At(source, line, "the file is empty; expected a header line with the names of the columns");
        List<string> names = CsvLine.Split(header, source, line);
        int valueIndex = names.FindIndex(name => name.Equals(column, StringComparison.OrdinalIgnoreCase));
        if (valueIndex < 0)
        {
            throw InputException.At(source, line, $"no column {column}; expected one of {string.Join(", ", names)}");
        }

        var values = new List<double>();
        int firstYear = 0;
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            List<string> fields = CsvLine.Split(text, source, line);
            if (fields.Count != names.Count)
            {
                throw InputException.At(source, line, $"{fields.Count} values; expected {names.Count}, as in the header");
            }

            int year = ParseYear(fields[0], source, line);
            firstYear = values.Count == 0 ? year : firstYear;
            if (year != firstYear + values.Count)
            {
                throw InputException.At(
                    source, line, $"the year {year}; expected {firstYear + values.Count}, the one after the line before");
            }

            values.Add(ParseValue(fields[valueIndex], names[valueIndex], source, line));
        }

        if (values.Count < ForecastData.MinimumYears)
        {
            throw InputException.At(
                source,
                line,
                $"the data ends after {values.Count} years; expected at least {ForecastData.MinimumYears} to train and to test on");
        }

        if (values.All(value => value == values[0]))
        {
            throw InputException.At(source, line, $"all values of {names[valueIndex]} are the same; expected some that vary");
        }

        return new SunspotSeries(source, names[valueIndex], firstYear, [.. values]);
    }

    private static int ParseYear(string text, string source, int line) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int year) && Math.Abs(year) <= 1_000_000
            ? year
            : throw InputException.At(source, line, $"'{text}' in the first column; expected a year, such as 1700");

    // Beyond a float's range there is nothing that a network of floats could learn.
    private static double ParseValue(string text, string name, string source, int line) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && Math.Abs(value) <= float.MaxValue
            ? value
            : throw InputException.At(source, line, $"'{text}' in column {name}; expected a number, such as 44.5");
}
