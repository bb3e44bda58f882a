using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Threading.Tasks;
using FusedClip.Generator.Tests.Harness;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>A user's project, generated, compiled and loaded; unloaded when it is disposed of.</summary>
internal sealed class GeneratedAssembly : IDisposable
{
    private readonly AssemblyLoadContext _context;
    private readonly Assembly _assembly;

    private GeneratedAssembly(TestCompilation project, ImmutableArray<byte> image)
    {
        _context = new AssemblyLoadContext(project.AssemblyName, isCollectible: true);
        if (project.IsNet8)
        {
            // Before anything asks for it: otherwise the tests' own, that for the newest .NET, would be found.
            _context.LoadFromAssemblyPath(Folders.Net8Runtime);
        }

        foreach (ImmutableArray<byte> other in project.Others)
        {
            Load(other);
        }

        _assembly = Load(image);
    }

    /// <summary>Generates, asserts that everything is fine with it, compiles and loads.</summary>
    public static async Task<GeneratedAssembly> Load(TestCompilation project)
    {
        (_, ImmutableArray<byte> image) = await GoodProject.Check(project);
        return new GeneratedAssembly(project, image);
    }

    /// <summary>A new container of a type, generic ones over <see cref="int"/>, with gradients in all fields of those names.</summary>
    public ContainerObject Create(string typeName, params string[] fields) => CreateGroup(typeName, null, fields);

    /// <summary>A new container of a type, seen as one of its groups, with gradients in all fields of those names.</summary>
    public ContainerObject CreateGroup(string typeName, string? stem, params string[] fields)
    {
        Type type = _assembly.GetType(typeName, throwOnError: true)!;
        Type closed = type.IsGenericTypeDefinition ? type.MakeGenericType([.. type.GetGenericArguments().Select(_ => typeof(int))]) : type;
        return new ContainerObject(closed, fields, stem);
    }

    public void Dispose() => _context.Unload();

    private Assembly Load(ImmutableArray<byte> image) => _context.LoadFromStream(new MemoryStream(ImmutableCollectionsMarshal.AsArray(image)!));
}
