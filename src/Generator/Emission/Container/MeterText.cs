using System;
using System.Linq;
using FusedClip.Generator.Model;

namespace FusedClip.Generator.Emission.Container;

/// <summary>What a clip with <c>Metrics</c> has beside its work: calls that record what it came to.</summary>
internal static class MeterText
{
    private const string Meter = "global::FusedClip.CompilerServices.ClipMeter";

    /// <summary>What the meter knows a container's clip by: the type, and the method where the type has several clips.</summary>
    public static string? Tag(ContainerSpec container, GroupSpec group) => group.Settings is { IsMetered: true }
        ? TypeName(container.Declaration) + (container.Groups.Count > 1 ? "." + group.Methods.Clip.Name : "")
        : null;

    /// <summary>What the meter knows a clip of parameters by: its type and its name.</summary>
    public static string? Tag(ClipMethodSpec method) =>
        method.Settings.IsMetered ? $"{TypeName(method.Declaration)}.{Plain(method.Name)}" : null;

    /// <summary>What comments say of it, after a space.</summary>
    public static string Remark(string? tag) => tag is null ? "" : $" Every call is recorded by the meter FusedClip, as {tag}.";

    /// <summary>Records a clip whose norm is finite, and surely below the limit or above it.</summary>
    public static void WriteOrdinary(IndentedWriter writer, string? tag, string norm, bool isClipped)
    {
        if (tag is not null)
        {
            writer.Write($"{Meter}.Record({norm}, isClipped: {(isClipped ? "true" : "false")}, \"{tag}\");");
        }
    }

    /// <summary>Records what a sweep came to.</summary>
    /// <param name="writer">What the text is written to.</param>
    /// <param name="tag">What the meter knows the clip by; null where nothing is recorded.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="condition">Whether it is a clip, where that is known only at run time.</param>
    public static void WriteRecord(IndentedWriter writer, string? tag, string sweep, string? condition)
    {
        if (tag is null)
        {
            return;
        }

        string call = $"{Meter}.Record(in {sweep}, \"{tag}\");";
        if (condition is null)
        {
            writer.Write(call);
            return;
        }

        using (writer.Block($"if ({condition})"))
        {
            writer.Write(call);
        }

        writer.Blank();
    }

    /// <summary>Opens a block that records the exception for what isn't finite; none where the policy isn't to throw it.</summary>
    public static IDisposable? OpenTry(IndentedWriter writer, string? tag, ClipSettings settings, string? condition) =>
        tag is null || settings.NonFinite != NonFinite.Throw
            ? null
            : writer.Block("try", $$"""
                }
                catch (global::FusedClip.NonFiniteGradientException){{(condition is null ? "" : $" when ({condition})")}}
                {
                    {{Meter}}.RecordThrown("{{tag}}");
                    throw;
                }
                """);

    private static string TypeName(DeclarationSpec declaration) => string.Join(
        ".", declaration.Types.Select(type => type.Name).Prepend(declaration.Namespace).Where(name => name.Length > 0).Select(Plain));

    // A name as it is said: an escaped keyword without its sign.
    private static string Plain(string name) => name.Replace("@", "");
}
