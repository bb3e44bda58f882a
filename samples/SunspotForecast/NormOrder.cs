using System;

namespace SunspotForecast;

/// <summary>The norm orders for which there is a container in ElmanGradients.cs.</summary>
internal enum NormOrder
{
    One,
    Two,
    Infinity,
}

internal static class NormOrders
{
    public const string Choices = "1, 2 or inf";

    public static NormOrder? Parse(string text) => text switch
    {
        "1" => NormOrder.One,
        "2" => NormOrder.Two,
        "inf" => NormOrder.Infinity,
        _ => null,
    };

    public static string Name(this NormOrder order) => order switch
    {
        NormOrder.One => "1",
        NormOrder.Two => "2",
        NormOrder.Infinity => "inf",
        _ => throw new ArgumentOutOfRangeException(nameof(order)),
    };

    /// <summary>
    /// The same gradient has a large norm of order 1 and a small one of order ∞, so one limit can't serve all three.
    /// Each of these lies a little above the norms of the settled network: it is seldom reached once the first few
    /// hundred steps are made.
    /// </summary>
    public static double DefaultMaxNorm(this NormOrder order) => order switch
    {
        NormOrder.One => 30,
        NormOrder.Two => 1,
        NormOrder.Infinity => 0.3,
        _ => throw new ArgumentOutOfRangeException(nameof(order)),
    };
}
