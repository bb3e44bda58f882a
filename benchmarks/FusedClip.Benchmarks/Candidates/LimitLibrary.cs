using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;

namespace FusedClip.Benchmarks.Candidates;

/// <summary>The C limit, compiled for the machine that it runs on.</summary>
internal sealed class LimitLibrary
{
    private LimitLibrary(nint singles, nint doubles)
    {
        Singles = singles;
        Doubles = doubles;
    }

    public nint Singles { get; }

    public nint Doubles { get; }

    /// <summary>Compiles and loads it; or says why not.</summary>
    public static (LimitLibrary? Library, string Remark) Load()
    {
        if (!OperatingSystem.IsLinux())
        {
            return (null, "C limit: not measured; it is compiled on Linux only.");
        }

        string folder = Path.Combine(AppContext.BaseDirectory, "native");
        string library = Path.Combine(folder, "libcliplimit.so");
        string[] arguments = ["-O3", "-march=native", "-shared", "-fPIC", "-o", library, Path.Combine(folder, "clip_limit.c"), "-lm"];
        try
        {
            using Process gcc = Process.Start(new ProcessStartInfo("gcc", arguments) { RedirectStandardError = true })!;
            string errors = gcc.StandardError.ReadToEnd();
            gcc.WaitForExit();
            if (gcc.ExitCode != 0)
            {
                return (null, $"C limit: not measured; gcc ended with {gcc.ExitCode}: {errors.Trim()}");
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (null, "C limit: not measured; gcc isn't installed.");
        }

        nint handle = NativeLibrary.Load(library);
        var limit = new LimitLibrary(NativeLibrary.GetExport(handle, "clip_limit_f32"), NativeLibrary.GetExport(handle, "clip_limit_f64"));
        return (limit, "C limit: native/clip_limit.c, gcc -O3 -march=native.");
    }
}
