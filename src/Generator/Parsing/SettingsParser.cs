using System;
using System.Globalization;
using System.Threading;
using FusedClip.Generator.Diagnostics;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Parsing;

/// <summary>The attribute's arguments, each checked for what it has to be.</summary>
internal static class SettingsParser
{
    public static ClipSettings Parse(AttributeData attribute, DiagnosticSink sink, CancellationToken cancellation)
    {
        double? maxNorm = AttributeArguments.Find<double>(attribute, "MaxNorm");
        if (maxNorm is { } limit && !(limit > 0 && !double.IsInfinity(limit)))
        {
            Report(Descriptors.InvalidMaxNorm, "MaxNorm", limit);
        }

        double norm = AttributeArguments.Find<double>(attribute, "Norm") ?? 2;
        if (!(norm > 0))
        {
            Report(Descriptors.InvalidNorm, "Norm", norm);
        }

        double epsilon = AttributeArguments.Find<double>(attribute, "Epsilon") ?? 0;
        if (!(epsilon >= 0 && !double.IsInfinity(epsilon)))
        {
            Report(Descriptors.InvalidEpsilon, "Epsilon", epsilon);
        }

        int scope = AttributeArguments.Find<int>(attribute, "Scope") ?? (int)Scope.Global;
        if (!Enum.IsDefined(typeof(Scope), scope))
        {
            Report(Descriptors.UndefinedValue, "Scope", "Scope", scope, "ClipScope");
        }

        int nonFinite = AttributeArguments.Find<int>(attribute, "NonFinite") ?? (int)NonFinite.Throw;
        if (!Enum.IsDefined(typeof(NonFinite), nonFinite))
        {
            Report(Descriptors.UndefinedValue, "NonFinite", "NonFinite", nonFinite, "NonFinitePolicy");
        }

        EquatableArray<int> axes = AxesParser.Parse(attribute, sink, cancellation);
        double? clipping = AttributeArguments.Find<double>(attribute, "Clipping");
        if (clipping is { } part && !(part > 0 && !double.IsInfinity(part)))
        {
            Report(Descriptors.InvalidClipping, "Clipping", part);
        }

        bool isAdaptive = scope == (int)Scope.Adaptive;
        if (isAdaptive && AttributeArguments.FindItems(attribute, "Axes") is null)
        {
            Report(Descriptors.AdaptiveWithoutAxes, "Scope", "Scope");
        }

        string otherLimit = isAdaptive ? "MaxNorm" : "Clipping";
        if (AttributeArguments.Find<double>(attribute, otherLimit) is not null)
        {
            Report(Descriptors.LimitOfOtherScope, otherLimit, otherLimit, isAdaptive ? "each unit has a limit of its own, from Clipping" : "only ClipScope.Adaptive takes limits from weights");
        }

        scope = axes.Count > 0 && scope == (int)Scope.Global ? (int)Scope.PerField : scope;
        return new ClipSettings(maxNorm, norm, epsilon, (Scope)scope, (NonFinite)nonFinite)
        {
            Axes = axes,
            HasFieldNorms = FieldNormsRules.Parse(attribute, axes, sink, cancellation),
            Clipping = clipping,
            IsMetered = AttributeArguments.Find<bool>(attribute, "Metrics") ?? false,
        };

        void Report(DiagnosticDescriptor descriptor, string argument, params object[] values)
        {
            object[] texts = Array.ConvertAll(values, value => (object)Convert.ToString(value, CultureInfo.InvariantCulture));
            sink.Report(descriptor, AttributeArguments.Location(attribute, argument, cancellation), texts);
        }
    }
}
