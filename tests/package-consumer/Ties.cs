using System;
using System.Collections.Generic;
using FusedClip;

/// <summary>What a translator shares.</summary>
[ClipGradients(MaxNorm = 5)]
public partial class Trunk
{
    /// <summary>Of the embedding.</summary>
    [Gradient] public float[,]? Embedding;
}

/// <summary>A translator, whose head may be its base's embedding.</summary>
[ClipGradients(MaxNorm = 5)]
public partial class Translator : Trunk
{
    /// <summary>Of the head.</summary>
    [Gradient(TiedTo = nameof(Embedding))] public float[,]? Head;

    /// <summary>Of the encoder.</summary>
    [Gradient] public List<Dense>? Encoder;

    /// <summary>Of the decoder, which may be the encoder.</summary>
    [Gradient(TiedTo = nameof(Encoder))] public List<Dense>? Decoder;

    /// <summary>A view of the embedding.</summary>
    [Gradient(TiedTo = nameof(Embedding))] public Span<float> View => _isViewed && Embedding is { } table
        ? System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref table[0, 0], table.Length)
        : default;

    /// <summary>A buffer that is tied to nothing.</summary>
    [Gradient] public float[,]? Other;

    private bool _isViewed;

    /// <summary>Whether the view shows something.</summary>
    public Translator Viewed()
    {
        _isViewed = true;
        return this;
    }
}

internal static class TieChecks
{
    public static string?[] Run() => [OfOneBuffer(), OfTwoBuffers(), OfSharedMemory()];

    private static string? OfOneBuffer()
    {
        float[,] table = { { 30 }, { 40 } };
        List<Dense> layers = [new() { W = [120] }];
        var translator = new Translator { Embedding = table, Head = table, Encoder = layers, Decoder = layers }.Viewed();
        bool isMeasured = translator.ClipGradients().TotalNorm == 130;
        return isMeasured && Check.IsNear(30 / 26.0, table[0, 0]) && Check.IsNear(120 / 26.0, layers[0].W[0]) ? null : nameof(OfOneBuffer);
    }

    private static string? OfTwoBuffers()
    {
        var translator = new Translator { Embedding = new float[,] { { 30 } }, Head = new float[,] { { 40 } } };
        return translator.ClipGradients().TotalNorm == 50 ? null : nameof(OfTwoBuffers);
    }

    // Only debug builds look for memory that two members share without saying so.
    private static string? OfSharedMemory()
    {
        float[,] table = { { 30 } };
        var translator = new Translator { Embedding = table, Other = table };
        try
        {
            translator.ClipGradients();
        }
        catch (InvalidOperationException exception)
        {
            bool isNamed = exception.Message.StartsWith("'Embedding' and 'Other' share memory", StringComparison.Ordinal);
            return IsDebug && isNamed && table[0, 0] == 30 ? null : nameof(OfSharedMemory);
        }

        return IsDebug ? nameof(OfSharedMemory) : null;
    }

#if DEBUG
    private const bool IsDebug = true;
#else
    private const bool IsDebug = false;
#endif
}
