using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;

namespace Metrics;

/// <summary>Listens to the meter <c>FusedClip</c> of this process, and prints what it hears.</summary>
internal sealed class MetricsPrinter : IDisposable
{
    private readonly MeterListener _listener = new();

    public MetricsPrinter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "FusedClip")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Print(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Print(instrument, value, tags));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    private static void Print<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Console.WriteLine(FormattableString.Invariant($"  {instrument.Name,-26} {value,6:0.###}  {tags[0].Key}={tags[0].Value}"));
}
