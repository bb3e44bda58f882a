using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;

namespace FusedClip.Benchmarks.Candidates;

/// <summary>C that is compiled for the machine that it runs on.</summary>
internal static class CLibrary
{
    /// <summary>Compiles and loads a file of the folder native; or says why not.</summary>
    /// <param name="source">The file's name.</param>
    /// <returns>The library's handle, or null and the reason.</returns>
    public static (nint? Handle, string Reason) Load(string source)
    {
        if (!OperatingSystem.IsLinux())
        {
            return (null, "it is compiled on Linux only");
        }

        string folder = Path.Combine(AppContext.BaseDirectory, "native");
        string library = Path.Combine(folder, $"lib{Path.GetFileNameWithoutExtension(source)}.so");
        string[] arguments = ["-O3", "-march=native", "-shared", "-fPIC", "-o", library, Path.Combine(folder, source), "-lm"];
        try
        {
            using Process gcc = Process.Start(new ProcessStartInfo("gcc", arguments) { RedirectStandardError = true })!;
            string errors = gcc.StandardError.ReadToEnd();
            gcc.WaitForExit();
            return gcc.ExitCode == 0
                ? (NativeLibrary.Load(library), "")
                : (null, $"gcc ended with {gcc.ExitCode}: {errors.Trim()}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (null, "gcc isn't installed");
        }
    }
}
