using System;
using System.IO;
using System.Runtime.InteropServices;

namespace FusedClip.Benchmarks.Candidates;

/// <summary>OpenBLAS, where it is found.</summary>
internal sealed unsafe class BlasLibrary
{
    private static readonly string[] Names = ["libopenblas.so.0", "libopenblas.so", "libopenblas.dylib", "libopenblas"];

    // Builds for Python mark their names: scipy_ before them; builds with 64-bit lengths have 64_ behind them.
    private static readonly (string Prefix, string Suffix)[] Spellings = [("", ""), ("scipy_", ""), ("", "64_"), ("scipy_", "64_")];

    private BlasLibrary(nint handle, string prefix, string suffix)
    {
        nint Export(string name) => NativeLibrary.GetExport(handle, prefix + name + suffix);
        (Sdot, Sscal, Ddot, Dscal) = (Export("cblas_sdot"), Export("cblas_sscal"), Export("cblas_ddot"), Export("cblas_dscal"));

        // One thread, as all others have.
        ((delegate* unmanaged<int, void>)Export("openblas_set_num_threads"))(1);
    }

    public nint Sdot { get; }

    public nint Sscal { get; }

    public nint Ddot { get; }

    public nint Dscal { get; }

    /// <summary>Loads it from a file, or from where the system's loader finds it; or says why not.</summary>
    public static (BlasLibrary? Library, string Remark) Load(string? path)
    {
        foreach (string name in path is null ? Names : [Path.GetFullPath(path)])
        {
            if (!NativeLibrary.TryLoad(name, out nint handle))
            {
                continue;
            }

            foreach ((string prefix, string suffix) in Spellings)
            {
                if (NativeLibrary.TryGetExport(handle, prefix + "cblas_sdot" + suffix, out _)
                    && NativeLibrary.TryGetExport(handle, prefix + "openblas_set_num_threads" + suffix, out _))
                {
                    return (new BlasLibrary(handle, prefix, suffix), $"OpenBLAS: {Version(handle, prefix, suffix)}, one thread.");
                }
            }

            return (null, $"OpenBLAS: not measured; {name} doesn't export cblas_sdot and openblas_set_num_threads.");
        }

        return (null, $"OpenBLAS: not measured; {path ?? "libopenblas"} isn't found (--openblas FILE says where it is).");
    }

    private static string Version(nint handle, string prefix, string suffix) =>
        NativeLibrary.TryGetExport(handle, prefix + "openblas_get_config" + suffix, out nint function)
            ? Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)function)())?.Trim() ?? "OpenBLAS"
            : "of unknown version";
}
