using System;
using System.Globalization;

namespace SunspotForecast;

/// <summary>
/// How far the forecasts of one year ahead are off, as a root mean square in the unit of the data.
/// </summary>
internal readonly record struct ForecastError(double Training, double HeldOut)
{
    public static ForecastError Of(ForecastData data, ElmanNetwork network) =>
        Of(data, index => data.Forecast(network, index));

    public static ForecastError OfPersistence(ForecastData data) => Of(data, data.Persist);

    /// <summary>For people to read: what a diverged network forecasts has no place in a column of ordinary numbers.</summary>
    public static string Format(double error) => error switch
    {
        double.NaN => "not a number",
        double.PositiveInfinity => "infinite",
        >= 1e5 or < 0.01 => error.ToString("0.0e+0", CultureInfo.InvariantCulture),
        < 1 => error.ToString("0.000", CultureInfo.InvariantCulture),
        _ => error.ToString("0.0", CultureInfo.InvariantCulture),
    };

    // Both parts start where a whole window of years lies before, so that every forecast is judged on the same years.
    private static ForecastError Of(ForecastData data, Func<int, double> forecast) => new(
        RootMeanSquare(data, forecast, ForecastData.FirstForecast, data.FirstHeldOut),
        RootMeanSquare(data, forecast, data.FirstHeldOut, data.Series.Values.Length));

    private static double RootMeanSquare(ForecastData data, Func<int, double> forecast, int start, int end)
    {
        double sum = 0;
        for (int index = start; index < end; index++)
        {
            double error = forecast(index) - data.Series.Values[index];
            sum += error * error;
        }

        return Math.Sqrt(sum / (end - start));
    }
}
