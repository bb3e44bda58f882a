using System;
using System.IO;

namespace FusedClip.Benchmarks.Results;

/// <summary>The repository that the documents to be brought up to date are in.</summary>
internal static class Repository
{
    /// <summary>The folder of FusedClip.sln: this one, or one above it.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FusedClip.sln")))
            {
                return folder.FullName;
            }
        }

        throw new IOException("--update-docs: there is no FusedClip.sln in this folder or above it");
    }
}
