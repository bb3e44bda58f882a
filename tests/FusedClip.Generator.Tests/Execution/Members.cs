using System;
using Microsoft.CodeAnalysis;

namespace FusedClip.Generator.Tests.Execution;

/// <summary>Members of every shape, as text that is put into containers of every kind.</summary>
/// <param name="Text">Their declarations, with nullable annotations.</param>
/// <param name="Names">Their names.</param>
internal sealed record Members(string Text, params string[] Names)
{
    /// <summary>Every buffer, none of them marked.</summary>
    public static readonly Members Buffers = new(
        """
        public float[]? Vector;
        public float[,]? Matrix { get; set; }
        public float[,,]? Cube;
        public float[,,,]? Kernel;
        public float[]? Null;
        public double[]? Doubles;
        public double[,]? DoubleMatrix;
        public float[][]? Jagged;
        public double[][][][]? Deep;
        public float[][,]? JaggedMatrices { get; set; }
        public Memory<float> Pooled;
        public Memory<double> PooledDoubles { get; set; }
        public List<float>? Growing;
        public List<double>? GrowingDoubles { get; set; }
        """,
        "Vector", "Matrix", "Cube", "Kernel", "Doubles", "DoubleMatrix", "Jagged", "Deep", "JaggedMatrices", "Pooled", "PooledDoubles", "Growing", "GrowingDoubles");

    /// <summary>Marked members: private ones and numbers, too, among one that isn't.</summary>
    public static readonly Members Marked = new(
        """
        [Gradient] private float[]? _vector;
        [Gradient] private float _bias;
        public float[]? Activations;
        [Gradient] internal double Temperature;
        [Gradient] public float Slope { get; set; }
        [Gradient] public double Offset { get; set; }
        [Gradient] private List<double>? _list { get; set; }
        public object? Use(float value) => _vector = [_bias = value];
        """,
        "_vector", "_bias", "Temperature", "Slope", "Offset", "_list");

    /// <summary>The declarations as a project writes them that has nullable annotations, or hasn't.</summary>
    public string For(NullableContextOptions nullable) =>
        nullable == NullableContextOptions.Disable ? Text.Replace("?", "", StringComparison.Ordinal) : Text;
}
