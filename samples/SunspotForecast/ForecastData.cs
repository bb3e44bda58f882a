using System;
using System.Linq;

namespace SunspotForecast;

/// <summary>
/// The series as the network sees it: scaled, cut into windows, and split into training years and held-out years.
/// </summary>
internal sealed class ForecastData
{
    /// <summary>The years that the network reads before it forecasts: nearly three sunspot cycles.</summary>
    public const int WindowLength = 30;

    /// <summary>The last quarter of the years is held out.</summary>
    private const int HeldOutShare = 4;

    /// <summary>Leaves ten windows to train on.</summary>
    public const int MinimumYears = (WindowLength + 10) * HeldOutShare / (HeldOutShare - 1) + 1;

    private readonly float[] _scaled;
    private readonly float[] _change;
    private readonly double _deviation;

    public ForecastData(SunspotSeries series)
    {
        Series = series;
        double[] values = series.Values;
        FirstHeldOut = values.Length - (values.Length / HeldOutShare);

        // Only the training years decide the scale: the held-out years must not leak into what the network is given.
        double[] training = values[..FirstHeldOut];
        double mean = training.Average();
        double variance = training.Average(value => (value - mean) * (value - mean));
        _deviation = variance > 0 ? Math.Sqrt(variance) : 1;
        _scaled = [.. values.Select(value => (float)((value - mean) / _deviation))];

        // The network forecasts the change to the next year, which is exactly what persistence leaves out.
        _change = [.. values.Zip(values.Skip(1), (now, next) => (float)((next - now) / _deviation))];
    }

    public SunspotSeries Series { get; }

    /// <summary>The index of the first held-out year.</summary>
    public int FirstHeldOut { get; }

    /// <summary>The windows whose every forecast is of a training year.</summary>
    public int TrainingWindows => FirstHeldOut - WindowLength;

    /// <summary>The first year that has a whole window of years before it.</summary>
    public static int FirstForecast => WindowLength;

    /// <summary>The window that starts at a year: what is read, and the change that follows each of its years.</summary>
    public ForecastWindow WindowAt(int start) =>
        new(_scaled.AsSpan(start, WindowLength), _change.AsSpan(start, WindowLength));

    /// <summary>What the network says of a year, given the years before it.</summary>
    public double Forecast(ElmanNetwork network, int index)
    {
        float change = network.Predict(_scaled.AsSpan(index - WindowLength, WindowLength));
        return Series.Values[index - 1] + (change * _deviation);
    }

    /// <summary>The naive forecast: next year is like this year.</summary>
    public double Persist(int index) => Series.Values[index - 1];
}

/// <summary>A sequence of consecutive years, and for each of them what has to be forecast after it.</summary>
internal readonly ref struct ForecastWindow(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
{
    public ReadOnlySpan<float> Inputs { get; } = inputs;

    public ReadOnlySpan<float> Targets { get; } = targets;
}
