using System.Globalization;
using System.Linq;
using System.Threading;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>The arguments of <c>[ClipGradientValues]</c>, each checked for what it has to be, and what they have to be together.</summary>
internal static class ValueLimitsParser
{
    /// <summary>The limits; null where the container isn't clipped by value. The method still lacks its modifier.</summary>
    public static ValueLimits? Parse(INamedTypeSymbol container, DiagnosticSink sink, CancellationToken cancellation)
    {
        if (container.FindAttribute(KnownNames.ClipGradientValuesAttribute) is not { } attribute)
        {
            return null;
        }

        double? limit = AttributeArguments.Find<double>(attribute, "Limit");
        double? min = AttributeArguments.Find<double>(attribute, "Min");
        double? max = AttributeArguments.Find<double>(attribute, "Max");
        if (limit is { } size && !(size > 0 && !double.IsInfinity(size)))
        {
            ReportNumber("Limit", size, "above zero and finite");
        }

        if (min is { } smallest && !(smallest < double.PositiveInfinity))
        {
            ReportNumber("Min", smallest, "below infinity");
        }

        if (max is { } largest && !(largest > double.NegativeInfinity))
        {
            ReportNumber("Max", largest, "above minus infinity");
        }

        if (min > max)
        {
            Report(Descriptors.MinAboveMax, "Min", Text(min.Value), Text(max.Value));
        }

        if (limit is not null && (min ?? max) is not null)
        {
            Report(Descriptors.LimitAndRange, "Limit", min is null ? "Max" : max is null ? "Min" : "Min and Max");
        }

        return new ValueLimits(limit, min, max, new MethodSpec(ValueLimits.MethodName, ""));

        void ReportNumber(string argument, double value, string rule) => Report(Descriptors.InvalidValueLimit, argument, argument, Text(value), rule);

        void Report(DiagnosticDescriptor descriptor, string argument, params object[] values) =>
            sink.Report(descriptor, AttributeArguments.Location(attribute, argument, cancellation), values);
    }

    /// <summary>
    /// What a base class clips by value, a container has to clip by value, too, and by a method that hides the inherited one: that
    /// one doesn't know the container's own fields.
    /// </summary>
    public static void CheckCoverBase(INamedTypeSymbol container, INamedTypeSymbol? baseContainer, ValueLimits? limits, DiagnosticSink sink)
    {
        for (INamedTypeSymbol? current = baseContainer; current is not null; current = current.BaseType)
        {
            if (Parse(current, DiagnosticSink.None, CancellationToken.None) is { } inherited)
            {
                if (limits is null || limits.IsRange != inherited.IsRange)
                {
                    sink.Report(
                        Descriptors.InheritedValueClip,
                        container.Locations.FirstOrDefault(),
                        container.Name,
                        limits is null ? "[ClipGradientValues]" : inherited.IsRange ? "Min or Max in [ClipGradientValues]" : "no Min and no Max in [ClipGradientValues]",
                        current.Name);
                }

                return;
            }
        }
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
