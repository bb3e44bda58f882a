using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using FusedClip.Generator.Tests.Harness;
using Xunit;

namespace FusedClip.Generator.Tests.Snapshots;

/// <summary>
/// Compares what was generated with the files beside the test, in Verify's format: <c>Class.Method#Hint.g.verified.cs</c>,
/// UTF-8 with a byte order mark, LF, the hint name in the first line.
/// </summary>
/// <remarks>
/// <para>A difference leaves a <c>.received.cs</c> beside the <c>.verified.cs</c>; to accept it, rename the one to the other.</para>
/// <para>
/// Hint names are taken as they are: of what they can hold, <c>+</c> (nested types) and <c>`</c> (generic ones) look odd, but are legal
/// in file names on Windows, macOS and Linux, and Verify leaves them alone, too. Anything that isn't legal everywhere fails the test.
/// </para>
/// </remarks>
internal static partial class Snapshot
{
    private const string NotInFileNames = "<>:\"/\\|?*";

    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Generates, asserts that the project is fine, and compares every generated file.</summary>
    public static Task Verify(string source, [CallerFilePath] string file = "", [CallerMemberName] string method = "") =>
        Verify(TestCompilation.Of(source), static _ => true, file, method);

    /// <summary>Generates, asserts that the project is fine, and compares the containers' files, not the kernels'.</summary>
    public static Task VerifyContainers(string source, [CallerFilePath] string file = "", [CallerMemberName] string method = "") =>
        Verify(TestCompilation.Of(source), static hintName => hintName != "FusedClip.Kernels.g.cs", file, method);

    /// <summary>Generates, asserts that the project is fine, and compares the generated files of some hint names.</summary>
    public static async Task Verify(
        TestCompilation project, Func<string, bool> isCompared, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        (GeneratorRun run, _) = await GoodProject.Check(project);
        Dictionary<string, string> texts = run.Files.Where(generated => isCompared(generated.Key)).ToDictionary();
        Assert.NotEmpty(texts);
        Assert.All(texts.Keys, hintName => Assert.DoesNotContain(hintName, character => character < ' ' || NotInFileNames.Contains(character)));
        string path = Folders.SourceFile(file);
#if USE_VERIFY
        var settings = new VerifyTests.VerifySettings();
        settings.UseDirectory(Path.GetDirectoryName(path)!);
        settings.UseFileName($"{Path.GetFileNameWithoutExtension(path)}.{method}");
        settings.AddScrubber(text =>
        {
            string scrubbed = Scrub(text.ToString());
            text.Clear().Append(scrubbed);
        });
        VerifyTests.VerifySourceGenerators.IgnoreGeneratedResult(settings, generated => !isCompared(generated.HintName));
        await VerifyXunit.Verifier.Verify(run.Driver, settings, path);
#else
        Compare(Path.Combine(Path.GetDirectoryName(path)!, $"{Path.GetFileNameWithoutExtension(path)}.{method}#"), texts);
#endif
    }

    // The version changes with every release; the snapshots needn't.
    [GeneratedRegex("""(?<=GeneratedCode\("FusedClip\.Generator", ")[^"]*""")]
    private static partial Regex Version();

    private static string Scrub(string text) => Version().Replace(text, "{version}");

#if USE_VERIFY
    // Verify wants to be told before its first use, and once only.
    [ModuleInitializer]
    internal static void Initialize() => VerifyTests.VerifySourceGenerators.Initialize();
#else
    private static void Compare(string prefix, Dictionary<string, string> texts)
    {
        var differences = new StringBuilder();
        foreach ((string hintName, string text) in texts)
        {
            Assert.DoesNotContain('\r', text);
            string verified = FileName(prefix, hintName, "verified");
            string received = FileName(prefix, hintName, "received");
            string now = $"//HintName: {hintName}\n{Scrub(text)}";
            string? before = File.Exists(verified) ? File.ReadAllText(verified) : null;
            if (now == before)
            {
                File.Delete(received);
                continue;
            }

            File.WriteAllText(received, now, Encoding);
            differences.AppendLine($"{received}{(before is null ? " is new." : ":")}").Append(Difference(before ?? "", now));
        }

        foreach (string stale in StaleFiles(prefix, texts.Keys))
        {
            differences.AppendLine($"{stale} isn't generated any more.");
        }

        Assert.True(differences.Length == 0, differences.ToString());
    }

    private static string FileName(string prefix, string hintName, string kind) => $"{prefix}{hintName[..^".cs".Length]}.{kind}.cs";

    private static IEnumerable<string> StaleFiles(string prefix, IEnumerable<string> hintNames) => Directory
        .GetFiles(Path.GetDirectoryName(prefix)!, Path.GetFileName(prefix) + "*.verified.cs")
        .Except(hintNames.Select(hintName => FileName(prefix, hintName, "verified")));

    // The lines that differ, each hunk with two lines around it.
    private static string Difference(string before, string now)
    {
        const int Around = 2;
        List<DiffPiece> lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(before, now).Lines;
        var text = new StringBuilder();
        int last = -1;
        for (int i = 0; i < lines.Count; i++)
        {
            bool isNearChange = lines.Skip(Math.Max(0, i - Around)).Take((2 * Around) + 1).Any(line => line.Type != ChangeType.Unchanged);
            if (isNearChange)
            {
                string mark = lines[i].Type switch { ChangeType.Inserted => "+ ", ChangeType.Deleted => "- ", _ => "  " };
                text.Append(last == i - 1 ? "" : $"@@ line {i + 1}{Environment.NewLine}").Append(mark).AppendLine(lines[i].Text);
                last = i;
            }
        }

        return text.ToString();
    }
#endif
}
