using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Tests.Harness;

/// <summary>What a compilation in memory refers to: a user's project with nothing but .NET and FusedClip.</summary>
internal static class References
{
    /// <summary>The .NET that runs the tests.</summary>
    public static IReadOnlyList<MetadataReference> Current { get; } =
        [.. RunningAssemblies().Append(typeof(ClipResult).Assembly.Location).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>.NET 8, the oldest that is supported.</summary>
    public static IReadOnlyList<MetadataReference> Net8 { get; } =
        [.. Directory.GetFiles(Folders.Net8References, "*.dll").Append(Folders.Net8Runtime).Select(path => MetadataReference.CreateFromFile(path))];

    private static IEnumerable<string> RunningAssemblies() =>
        from path in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        let name = Path.GetFileNameWithoutExtension(path)
        where name.StartsWith("System.", StringComparison.Ordinal) || name is "System" or "netstandard" or "mscorlib"
        select path;
}
