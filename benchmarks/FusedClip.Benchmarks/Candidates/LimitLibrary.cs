using System.Runtime.InteropServices;

namespace FusedClip.Benchmarks.Candidates;

/// <summary>The C limit.</summary>
/// <param name="Singles">Its function for <c>float</c>.</param>
/// <param name="Doubles">Its function for <c>double</c>.</param>
internal sealed record LimitLibrary(nint Singles, nint Doubles)
{
    /// <summary>Compiles and loads it; or says why not.</summary>
    public static (LimitLibrary? Library, string Remark) Load()
    {
        (nint? library, string reason) = CLibrary.Load("clip_limit.c");
        return library is { } handle
            ? (new LimitLibrary(NativeLibrary.GetExport(handle, "clip_limit_f32"), NativeLibrary.GetExport(handle, "clip_limit_f64")),
                "C limit: native/clip_limit.c, gcc -O3 -march=native.")
            : (null, $"C limit: not measured; {reason}.");
    }
}
