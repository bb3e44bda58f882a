using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;

namespace SunspotForecast;

/// <summary>The command line.</summary>
internal static class Program
{
    private const int BadInput = 2;
    private const int Cancelled = 130;
    private const int MostEpochs = 10_000;

    private static readonly Option<string?> Data = new("--data")
    {
        HelpName = "FILE",
        Description = "A CSV file with a header and the year in its first column [default: the built-in sunspot numbers 1700–2008]",
    };

    private static readonly Option<string> Column = new("--column")
    {
        HelpName = "NAME",
        Description = "The column to forecast",
        DefaultValueFactory = _ => SunspotSeries.DefaultColumn,
    };

    private static readonly Option<int> Epochs = new("--epochs")
    {
        HelpName = "N",
        Description = "How often the training years are gone through",
        DefaultValueFactory = _ => new Hyperparameters().Epochs,
        CustomParser = result => ParseInteger(result, 1, MostEpochs),
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        HelpName = "N",
        Description = "Decides the first weights and the order of the windows, the same for both runs",
        DefaultValueFactory = _ => new Hyperparameters().Seed,
        CustomParser = result => ParseInteger(result, 0, int.MaxValue),
    };

    private static readonly Option<double?> MaxNorm = new("--max-norm")
    {
        HelpName = "X",
        Description = "The largest norm of the gradients in the clipped run [default: 30 for norm 1, 1 for norm 2, 0.3 for norm inf]",
        CustomParser = ParseMaxNorm,
    };

    private static readonly Option<NormOrder> Norm = new("--norm")
    {
        HelpName = "P",
        Description = $"The norm order: {NormOrders.Choices}",
        DefaultValueFactory = _ => NormOrder.Two,
        CustomParser = ParseNorm,
    };

    private static readonly Option<string> Out = new("--out")
    {
        HelpName = "FILE",
        Description = "Where the picture goes (SVG)",
        DefaultValueFactory = _ => "artifacts/sunspots.svg",
    };

    private static async Task<int> Main(string[] args)
    {
        var command = new RootCommand(
            "Trains an Elman network on the yearly sunspot numbers twice, without and with gradient clipping.")
        {
            Data, Column, Epochs, Seed, MaxNorm, Norm, Out,
        };

        // On a thread of its own, or the library would listen for Ctrl+C only after the work is done.
        command.SetAction((result, cancellation) => Task.Run(() => Run(result, cancellation), CancellationToken.None));

        ParseResult parsed = command.Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            return Fail(parsed.Errors[0].Message);
        }

        // Unless a time is set, Ctrl+C ends the process without cancelling anything.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(5) });
    }

    private static int Run(ParseResult options, CancellationToken cancellation)
    {
        try
        {
            string column = options.GetValue(Column)!;
            SunspotSeries series = options.GetValue(Data) is { } path
                ? SunspotSeries.Load(path, column)
                : SunspotSeries.LoadEmbedded(column);
            var hyperparameters = new Hyperparameters { Epochs = options.GetValue(Epochs), Seed = options.GetValue(Seed) };
            NormOrder norm = options.GetValue(Norm);
            double maxNorm = options.GetValue(MaxNorm) ?? norm.DefaultMaxNorm();
            using var picture = new OutputFile(options.GetValue(Out)!);

            IAnsiConsole console = AnsiConsole.Console;
            Comparison comparison = ProgressDisplay.Show(
                console, display => Comparison.Run(new ForecastData(series), hyperparameters, norm, maxNorm, display, cancellation));
            TrainingReport.Write(console, comparison);
            ForecastChart.Write(picture.Stream, comparison);
            Console.WriteLine(picture.Commit());
            return 0;
        }
        catch (InputException exception)
        {
            return Fail(exception.Message);
        }
        catch (IOException exception)
        {
            return Fail($"{options.GetValue(Out)}: can't be written: {exception.Message}");
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Cancelled; no picture was written.");
            return Cancelled;
        }
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return BadInput;
    }

    private static int ParseInteger(ArgumentResult argument, int least, int most)
    {
        string text = argument.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            && value >= least
            && value <= most)
        {
            return value;
        }

        argument.AddError($"{OptionName(argument)}: '{text}'; expected a whole number from {least} to {most}");
        return default;
    }

    private static double? ParseMaxNorm(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value > 0
            && double.IsFinite(value))
        {
            return value;
        }

        argument.AddError($"{OptionName(argument)}: '{text}'; expected a finite number above 0");
        return null;
    }

    private static NormOrder ParseNorm(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (NormOrders.Parse(text) is { } norm)
        {
            return norm;
        }

        argument.AddError(
            $"{OptionName(argument)}: '{text}'; expected {NormOrders.Choices}, the norm orders of the containers in ElmanGradients.cs");
        return default;
    }

    private static string OptionName(ArgumentResult argument) => (argument.Parent as OptionResult)?.IdentifierToken?.Value ?? "";
}
