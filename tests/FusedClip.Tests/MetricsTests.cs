using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace FusedClip.Tests;

/// <summary>What the meter says of clips with <c>Metrics</c>, to those who listen.</summary>
public sealed class MetricsTests
{
    private const string Norm = "fusedclip.gradient.norm";
    private const string Calls = "fusedclip.calls";
    private const string Clipped = "fusedclip.clipped_calls";
    private const string NonFinite = "fusedclip.non_finite_calls";

    // The norm of PolicyFields as they are made.
    private static readonly double Total = Math.Sqrt(9 + 16 + 61);

    [Fact]
    public void NamesAndUnitsAreThoseOfOpenTelemetry()
    {
        using var heard = new Heard();
        Assert.False(new MeteredThrow().ClipGradients(100).IsClipped);

        Assert.Equal(
            [(Calls, "{call}"), (Clipped, "{call}"), (Norm, "1"), (NonFinite, "{call}")],
            heard.Instruments.Select(instrument => (instrument.Name, instrument.Unit!)).Order());
        Assert.All(heard.Instruments, instrument => Assert.False(string.IsNullOrEmpty(instrument.Description)));
        Assert.Equal("FusedClip", heard.Instruments[0].Meter.Name);
        Assert.Equal(typeof(ClipResult).Assembly.GetName().Version!.ToString(3), heard.Instruments[0].Meter.Version);
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(9, true)]
    [InlineData(double.PositiveInfinity, false)]
    public void ClipsAreCountedAndTheirNormsRecorded(double maxNorm, bool isClipped)
    {
        IClipper[] clippers =
        [
            new MeteredThrow(), new MeteredSkip(), new MeteredZero(), new MeteredPropagate(), new MeteredPoison(),
            new MeteredThrowPerField(), new MeteredSkipPerField(), new MeteredPoisonPerField(),
        ];
        foreach (IClipper clipper in clippers)
        {
            // Field by field the largest norm is that of Third, the square root of 61.
            double limit = clipper is MeteredThrowPerField or MeteredSkipPerField or MeteredPoisonPerField ? maxNorm - 2 : maxNorm;
            using var heard = new Heard();

            ClipResult result = clipper.ClipGradients(limit);

            Assert.Equal(isClipped, result.IsClipped);
            Assert.Equal(Total, result.TotalNorm, 1e-6);
            string tag = $"FusedClip.Tests.{clipper.GetType().Name}";
            Assert.Equal(isClipped ? [Calls, Clipped, Norm] : [Calls, Norm], heard.Measurements.Select(measurement => measurement.Name));
            Assert.Equal(isClipped ? [1, 1, result.TotalNorm] : [1, result.TotalNorm], heard.Measurements.Select(measurement => measurement.Value));
            Assert.All(heard.Measurements, measurement => Assert.Equal(tag, measurement.Tag));
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void WhatIsNotFiniteIsCountedUnderEachPolicy(float value)
    {
        IClipper[] clippers =
        [
            new MeteredSkip(), new MeteredZero(), new MeteredPropagate(), new MeteredPoison(),
            new MeteredSkipPerField(), new MeteredPoisonPerField(),
        ];
        foreach (IClipper clipper in clippers)
        {
            ((PolicyFields)clipper).Second[1][2] = value;
            using var heard = new Heard();

            ClipResult result = clipper.ClipGradients(1);

            Assert.False(result.IsFinite);
            string[] expected = result.IsClipped ? [Calls, Clipped, NonFinite] : [Calls, NonFinite];
            Assert.Equal(expected, heard.Measurements.Select(measurement => measurement.Name));
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void ACallThatThrowsIsCountedBeforeTheExceptionLeaves(float value)
    {
        foreach (IClipper clipper in new IClipper[] { new MeteredThrow(), new MeteredThrowPerField() })
        {
            ((PolicyFields)clipper).Second[1][2] = value;
            using var heard = new Heard();

            var exception = Assert.Throws<NonFiniteGradientException>(() => clipper.ClipGradients(1));

            Assert.Contains("GradientSweep", exception.StackTrace, StringComparison.Ordinal);
            string tag = $"FusedClip.Tests.{clipper.GetType().Name}";
            Assert.Equal([(Calls, 1, tag), (NonFinite, 1, tag)], heard.Measurements);
        }
    }

    [Fact]
    public void GroupsAndMethodsAreToldApart()
    {
        using var heard = new Heard();
        var agent = new Metered.Agent<float> { Policy = new float[] { 3 }, Value = new double[] { 4 }, Model = [5] };

        agent.ClipActor();
        agent.ClipCritic(10);
        agent.ClipWorld();
        Metered.Clip([3], [4.0]);
        new Metered().ClipEach([3], 10);
        Assert.Throws<NonFiniteGradientException>(() => Metered.Clip([3], [double.NaN]));

        const string Agent = "FusedClip.Tests.Metered.Agent<T>.";
        const string Method = "FusedClip.Tests.Metered.Clip";
        Assert.Equal(
            [
                (Calls, 1, Agent + "ClipActor"), (Clipped, 1, Agent + "ClipActor"), (Norm, 3, Agent + "ClipActor"),
                (Calls, 1, Agent + "ClipCritic"), (Norm, 4, Agent + "ClipCritic"),
                (Calls, 1, Method), (Clipped, 1, Method), (Norm, 5, Method),
                (Calls, 1, Method + "Each"), (Norm, 3, Method + "Each"),
                (Calls, 1, Method), (NonFinite, 1, Method),
            ],
            heard.Measurements);
    }

    [Fact]
    public void NothingElseIsRecorded()
    {
        using var heard = new Heard();
        var container = new MeteredThrow();

        container.MeasureGradients(1);
        container.ScaleGradients(2);
        new UnmeteredHolder().ClipGradients(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => container.ClipGradients(0));
        container.ZeroGradients();

        Assert.Empty(heard.Measurements);
    }

    // Its norm is infinite, but no gradient: an infinity would be all that is left of a histogram.
    [Fact]
    public void ANormBeyondDoubleIsNotRecorded()
    {
        using var heard = new Heard();
        var container = new MeteredThrow { Third = [1e300] };

        Assert.True(container.ClipGradients(1, preScale: 1e300).IsFinite);

        Assert.Equal([Calls, Clipped], heard.Measurements.Select(measurement => measurement.Name));
    }

    [Fact]
    public void OneInstrumentCanBeListenedToAlone()
    {
        foreach (string name in new[] { Norm, Calls, Clipped })
        {
            using var heard = new Heard(name);

            new MeteredThrow().ClipGradients(1);

            Assert.Equal(name, Assert.Single(heard.Measurements).Name);
        }
    }

    // dotnet-counters and dotnet-monitor listen to this event source.
    [Fact]
    public async Task ToolsOutsideTheProcessSeeTheMeter()
    {
        using var tool = new CounterTool();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(30));
        var container = new MeteredThrow();

        while (!tool.Seen.Keys.Order().SequenceEqual([Calls, Clipped, Norm]))
        {
            container.ScaleGradients(10);
            container.ClipGradients();
            await Task.Delay(50, timeout.Token);
        }

        Assert.All(tool.Seen.Values, tags => Assert.Equal("fusedclip.container=FusedClip.Tests.MeteredThrow", tags));
    }

    [Fact]
    public void NothingIsAllocatedWhetherSomebodyListensOrNot()
    {
        MeteredThrow active = new(), inactive = new();
        AllocationTests.AssertNothingIsAllocated(Clip);

        double sum = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "FusedClip")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.MeasurementsCompleted = (_, _) => { };
        listener.SetMeasurementEventCallback<long>((_, measurement, _, _) => sum += measurement);
        listener.SetMeasurementEventCallback<double>((_, measurement, _, _) => sum += measurement);
        listener.Start();
        AllocationTests.AssertNothingIsAllocated(Clip);
        Assert.True(sum > 0);

        void Clip()
        {
            active.ScaleGradients(10);
            active.ClipGradients();
            inactive.ClipGradients(100);
        }
    }

    /// <summary>What the containers of these tests told the meter, on the thread that listens.</summary>
    private sealed class Heard : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly int _thread = Environment.CurrentManagedThreadId;

        public Heard(string? name = null)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "FusedClip" && (name is null || instrument.Name == name))
                {
                    Instruments.Add(instrument);
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            // Without it, .NET 8 leaves the instruments enabled when the listener is disposed of.
            _listener.MeasurementsCompleted = (_, _) => { };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
            _listener.Start();
        }

        public List<Instrument> Instruments { get; } = [];

        public List<(string Name, double Value, string Tag)> Measurements { get; } = [];

        public void Dispose() => _listener.Dispose();

        private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (Environment.CurrentManagedThreadId == _thread)
            {
                Assert.Equal(1, tags.Length);
                Assert.Equal("fusedclip.container", tags[0].Key);
                Measurements.Add((instrument.Name, value, (string)tags[0].Value!));
            }
        }
    }

    /// <summary>Asks for the meter as <c>dotnet-counters monitor --counters FusedClip</c> does, from inside the process.</summary>
    private sealed class CounterTool : EventListener
    {
        private const EventKeywords TimeSeriesValues = (EventKeywords)2;

        public ConcurrentDictionary<string, string> Seen { get; } = [];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "System.Diagnostics.Metrics")
            {
                EnableEvents(eventSource, EventLevel.Informational, TimeSeriesValues, new Dictionary<string, string?>
                {
                    ["SessionId"] = nameof(CounterTool),
                    ["Metrics"] = "FusedClip",
                    ["RefreshInterval"] = "0.1",
                    ["MaxTimeSeries"] = "100",
                    ["MaxHistograms"] = "100",
                });
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName is "CounterRateValuePublished" or "HistogramValuePublished")
            {
                Seen[(string)Value("instrumentName")] = (string)Value("tags");
            }

            object Value(string name) => eventData.Payload![eventData.PayloadNames!.IndexOf(name)]!;
        }
    }
}
