using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace FusedClip.Generator.Tests.Harness;

/// <summary>Where things are, as the project file has written it into this assembly.</summary>
internal static class Folders
{
    /// <summary>The folder of this project.</summary>
    public static string Project { get; } = Metadata("ProjectFolder");

    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Project, "..", ".."));

    /// <summary>The reference assemblies of .NET 8.</summary>
    public static string Net8References { get; } = Metadata("Net8References");

    /// <summary>The runtime library's build for .NET 8.</summary>
    public static string Net8Runtime { get; } = Metadata("Net8Runtime");

    /// <summary>A source file of this project, wherever the compiler says that it is.</summary>
    /// <param name="callerFilePath">The path of a <c>CallerFilePath</c>: <c>/_/tests/…</c> where CI=true.</param>
    public static string SourceFile(string callerFilePath)
    {
        string path = callerFilePath.Replace('\\', '/');
        string marker = "/" + Path.GetFileName(Project) + "/";
        int start = path.LastIndexOf(marker, StringComparison.Ordinal);
        return start < 0 ? callerFilePath : Path.Combine(Project, path[(start + marker.Length)..]);
    }

    private static string Metadata(string key) => typeof(Folders).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key)
        .Value!;
}
