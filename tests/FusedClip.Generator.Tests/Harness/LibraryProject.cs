using System.Collections.Immutable;
using System.IO;
using System.Linq;

namespace FusedClip.Generator.Tests.Harness;

/// <summary>A user's project that has the libraries whose types can be gradient fields.</summary>
internal static class LibraryProject
{
    /// <summary>A project with one file.</summary>
    // System.Numerics.Tensors is among the references already, by its name.
    public static TestCompilation Of(string source) => TestCompilation.Of(source) with
    {
        Others =
        [
            .. new[] { typeof(MathNet.Numerics.LinearAlgebra.Matrix<>), typeof(CommunityToolkit.HighPerformance.Memory2D<>) }
                .Select(type => ImmutableArray.Create(File.ReadAllBytes(type.Assembly.Location))),
        ],
    };
}
