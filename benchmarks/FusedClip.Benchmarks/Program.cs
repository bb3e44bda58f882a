using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.IO;
using System.Threading.Tasks;
using FusedClip.Benchmarks.Commands;

namespace FusedClip.Benchmarks;

/// <summary>The command line.</summary>
internal static class Program
{
    private const int BadInput = 2;
    private const int Cancelled = 130;

    private static async Task<int> Main(string[] args)
    {
        // BenchmarkDotNet has a command line of its own.
        if (args is [BdnCommand.Name, ..])
        {
            return BdnCommand.Run(args[1..]);
        }

        var command = new RootCommand("FusedClip's benchmarks.")
        {
            RatiosCommand.Create(), FirstCallCommand.Create(), FirstCallCommand.CreateChild(), MetricsCommand.Create(), FieldNormsCommand.Create(), PiecesCommand.Create(), BdnCommand.Create(),
        };
        ParseResult parsed = command.Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            Console.Error.WriteLine(parsed.Errors[0].Message);
            return BadInput;
        }

        try
        {
            // Unless a time is set, Ctrl+C ends the process without cancelling anything.
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                ProcessTerminationTimeout = TimeSpan.FromSeconds(5),
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Cancelled; nothing was written.");
            return Cancelled;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(exception.Message);
            return BadInput;
        }
    }
}
