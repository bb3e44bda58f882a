using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>A container, handled by reflection: its gradients, and the methods that were generated for it.</summary>
internal sealed class ContainerObject
{
    private readonly object _instance;
    private readonly MemberInfo[] _fields;
    private readonly string _stem;

    /// <param name="type">The container's type.</param>
    /// <param name="fields">The names of its gradient fields in their order; <c>Base.W</c> for that of a base class.</param>
    /// <param name="stem">What the names of its methods share: <c>Actor</c> of <c>ClipActor</c>; null where it has one group only.</param>
    public ContainerObject(Type type, IReadOnlyList<string> fields, string? stem = null)
    {
        _instance = RuntimeHelpers.GetUninitializedObject(type);
        _fields = [.. fields.Select(name => Find(type, name))];
        _stem = stem ?? type.GetMethods().Single(method => method.Name.StartsWith("Measure", StringComparison.Ordinal) && method.DeclaringType == type).Name["Measure".Length..];
        var numbers = new Random(fields.Count);
        foreach (MemberInfo field in _fields)
        {
            Set(field, GradientBuffer.Create(TypeOf(field), numbers));
        }
    }

    /// <summary>The elements of every field, in memory order; null buffers have none.</summary>
    public IReadOnlyList<double[]> Gradients => [.. _fields.Select(member => GradientBuffer.Elements(Get(member)).ToArray())];

    public ClipResult Clip(double maxNorm, double preScale = 1) => Result(Call("Clip" + _stem, maxNorm, preScale));

    /// <summary>Clips with the attribute's limit.</summary>
    public ClipResult ClipByDefault() => Result(Call("Clip" + _stem, Type.Missing, Type.Missing));

    public ClipResult Measure(double maxNorm, double preScale = 1) => Result(Call("Measure" + _stem, maxNorm, preScale));

    public void Scale(double coefficient) => Call("Scale" + _stem, coefficient);

    public void Zero() => Call("Zero" + _stem);

    /// <summary>Sets the first element of a field.</summary>
    public void Plant(int field, double value)
    {
        object? planted = GradientBuffer.WithFirst(Get(_fields[field]), value);
        Set(_fields[field], planted);
    }

    /// <summary>Calls <see cref="IGradientSource.AccumulateNorm"/>, and returns the norm.</summary>
    public double AccumulatedNorm(double order)
    {
        MethodInfo method = Source().GetMethod(nameof(IGradientSource.AccumulateNorm))!;
        Type accumulator = method.GetParameters()[0].ParameterType.GetElementType()!;
        object?[] arguments = [Activator.CreateInstance(accumulator, order)];
        Invoke(method, arguments);
        return (double)accumulator.GetProperty(nameof(NormAccumulator.TotalNorm))!.GetValue(arguments[0])!;
    }

    /// <summary>Calls <see cref="IGradientSource.ScaleGradients"/>.</summary>
    public void ScaleAsSource(double coefficient) => Invoke(Source().GetMethod(nameof(IGradientSource.ScaleGradients))!, [coefficient]);

    /// <summary>Calls <see cref="IGradientSource.ZeroGradients"/>.</summary>
    public void ZeroAsSource() => Invoke(Source().GetMethod(nameof(IGradientSource.ZeroGradients))!, []);

    // The interface of the FusedClip that the container was loaded with, which isn't always the tests' own.
    private Type Source() => _instance.GetType().GetInterface(typeof(IGradientSource).FullName!)!;

    private object? Call(string name, params object?[] arguments) => Invoke(
        _instance.GetType().GetMethods().Single(method =>
            method.Name == name && method.DeclaringType == _instance.GetType() && method.GetParameters().Length == arguments.Length),
        arguments);

    private object? Invoke(MethodInfo method, object?[] arguments)
    {
        try
        {
            return method.Invoke(_instance, BindingFlags.OptionalParamBinding, null, arguments, null);
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }
    }

    private static ClipResult Result(object? result)
    {
        return new ClipResult(
            Read<double>(nameof(ClipResult.TotalNorm)),
            Read<double>(nameof(ClipResult.Coefficient)),
            Read<bool>(nameof(ClipResult.IsClipped)),
            Read<bool>(nameof(ClipResult.IsFinite)),
            Read<string?>(nameof(ClipResult.NonFiniteField)));

        T Read<T>(string property) => (T)result!.GetType().GetProperty(property)!.GetValue(result)!;
    }

    private static MemberInfo Find(Type type, string name)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        bool isOfBase = name.StartsWith("Base.", StringComparison.Ordinal);
        for (Type? current = isOfBase ? type.BaseType : type; current is not null; current = current.BaseType)
        {
            if (current.GetMember(isOfBase ? name["Base.".Length..] : name, MemberTypes.Field | MemberTypes.Property, All) is [var member, ..])
            {
                return member;
            }
        }

        throw new MissingMemberException(type.Name, name);
    }

    private static Type TypeOf(MemberInfo member) => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    private object? Get(MemberInfo member) => member is FieldInfo field ? field.GetValue(_instance) : ((PropertyInfo)member).GetValue(_instance);

    private void Set(MemberInfo member, object? value)
    {
        if (member is PropertyInfo { CanWrite: true } property)
        {
            property.SetValue(_instance, value);
            return;
        }

        FieldInfo field = member as FieldInfo ?? (FieldInfo)Find(_instance.GetType(), $"<{member.Name}>k__BackingField");
        field.SetValue(_instance, value);
    }
}
