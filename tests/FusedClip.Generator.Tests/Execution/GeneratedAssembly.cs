using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.ExceptionServices;
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
    public ContainerObject CreateGroup(string typeName, string? stem, params string[] fields) => CreateOver(typeof(int), typeName, stem, fields);

    /// <summary>The same, with generic ones over a type.</summary>
    public ContainerObject CreateOver(Type argument, string typeName, params string[] fields) => CreateOver(argument, typeName, null, fields);

    private ContainerObject CreateOver(Type argument, string typeName, string? stem, string[] fields)
    {
        Type type = _assembly.GetType(typeName, throwOnError: true)!;
        Type closed = type.IsGenericTypeDefinition ? type.MakeGenericType([.. type.GetGenericArguments().Select(_ => argument)]) : type;
        return new ContainerObject(closed, fields, stem);
    }

    /// <summary>Calls a static method without parameters.</summary>
    public object? Call(string typeName, string method)
    {
        try
        {
            return _assembly.GetType(typeName, throwOnError: true)!.GetMethod(method)!.Invoke(null, null);
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }
    }

    /// <summary>Whether a method calls another one of its own type, by what the compiler made of it.</summary>
    public bool Calls(string typeName, string method, string called)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        Type type = _assembly.GetType(typeName, throwOnError: true)!;
        byte[] body = type.GetMethod(method, All)!.GetMethodBody()!.GetILAsByteArray()!;
        byte[] token = BitConverter.GetBytes(type.GetMethod(called, All)!.MetadataToken);
        return body.AsSpan().IndexOf(token) >= 0;
    }

    public void Dispose() => _context.Unload();

    private Assembly Load(ImmutableArray<byte> image) => _context.LoadFromStream(new MemoryStream(ImmutableCollectionsMarshal.AsArray(image)!));
}
