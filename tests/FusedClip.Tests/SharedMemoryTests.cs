using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FusedClip.CompilerServices;
using Xunit;

namespace FusedClip.Tests;

/// <summary>The search for buffers that share memory, which debug builds of containers make.</summary>
public sealed class SharedMemoryTests
{
    [Fact]
    public void FindsAPairWhereverThereIsOne()
    {
        var random = new Random(1);
        int found = 0;
        for (int round = 0; round < 5000; round++)
        {
            // Slices of one array: often in order, sometimes not, close enough together to meet now and then.
            float[] memory = new float[400];
            (int Start, int End)[] slices = new (int, int)[random.Next(1, 30)];
            for (int i = 0; i < slices.Length; i++)
            {
                bool isInOrder = i > 0 && random.Next(5) > 0;
                int start = Math.Min(390, isInOrder ? slices[i - 1].End + random.Next(3) : random.Next(390));
                slices[i] = (start, start + random.Next(6));
            }

            (string? message, _) = Search([.. slices.Select(slice => memory.AsMemory(slice.Start..slice.End))]);

            bool isAny = slices.Where((_, i) => slices.Take(i).Any(other => Overlap(other, slices[i]))).Any();
            Assert.Equal(isAny, message is not null);
            if (message is not null)
            {
                int[] pair = [.. message.Split('\'').Where((_, i) => i is 1 or 3).Select(name => int.Parse(name, CultureInfo.InvariantCulture))];
                Assert.True(pair[0] < pair[1] && Overlap(slices[pair[0]], slices[pair[1]]), message);
                found++;
            }
        }

        Assert.InRange(found, 500, 4500);

        static bool Overlap((int Start, int End) left, (int Start, int End) right) => Math.Max(left.Start, right.Start) < Math.Min(left.End, right.End);
    }

    [Fact]
    public void RowsThatLieInOrderTakeFewWalks()
    {
        float[] memory = new float[60_000];
        Memory<float>[] rows = [.. Enumerable.Range(0, 20_000).Select(i => memory.AsMemory(3 * i, 3))];

        // One, and one more for every collection that comes between.
        (string? message, int walks) = Search(rows);
        Assert.Null(message);
        Assert.InRange(walks, 1, 10);

        // Not one for each row before the first of the two, either.
        rows[17_000] = rows[4_000];
        (message, walks) = Search(rows);
        Assert.InRange(walks, 2, 60);
        Assert.StartsWith("'4000' and '17000' share memory", message, StringComparison.Ordinal);
    }

    [Fact]
    public void RowsInAnyOrderTakeFewWalksToo()
    {
        float[] memory = new float[60_000];
        Memory<float>[] rows = [.. Enumerable.Range(0, 20_000).Select(i => memory.AsMemory(3 * i, 3))];
        new Random(1).Shuffle(rows);

        // Eight, and one more that keeps the addresses; as many again for every collection that comes between.
        (string? message, int walks) = Search(rows);
        Assert.Null(message);
        Assert.InRange(walks, 9, 27);

        rows[17_000] = rows[4_000][2..];
        (message, walks) = Search(rows);
        Assert.InRange(walks, 9, 30);
        Assert.StartsWith("'4000' and '17000' share memory", message, StringComparison.Ordinal);
    }

    [Fact]
    public void OfSeveralPairsTheFirstIsNamedInAnyOrder()
    {
        var random = new Random(2);
        float[] memory = new float[10_000];
        int found = 0;
        for (int round = 0; round < 300; round++)
        {
            // So far apart that one slice in a few hundred meets another.
            (int Start, int End)[] slices = [.. Enumerable.Range(0, random.Next(50, 120)).Select(_ => random.Next(9_950)).Select(start => (start, start + random.Next(0, 3 + (40 / (1 + random.Next(40))))))];
            (int, int)[] pairs =
            [
                .. from second in Enumerable.Range(0, slices.Length)
                   from first in Enumerable.Range(0, second)
                   where Math.Max(slices[first].Start, slices[second].Start) < Math.Min(slices[first].End, slices[second].End)
                   orderby first, second
                   select (first, second),
            ];

            (string? message, _) = Search([.. slices.Select(slice => memory.AsMemory(slice.Start..slice.End))]);

            found += pairs.Length > 0 ? 1 : 0;
            Assert.StartsWith(pairs.Length == 0 ? "" : $"'{pairs[0].Item1}' and '{pairs[0].Item2}' share memory", message ?? "", StringComparison.Ordinal);
            Assert.Equal(pairs.Length > 0, message is not null);
        }

        Assert.InRange(found, 50, 250);
    }

    [Fact]
    public void AddressesFromBeforeACollectionAreLetGoOf()
    {
        Memory<float>[] rows = [.. Enumerable.Range(0, 1000).Select(_ => new float[2].AsMemory())];
        new Random(4).Shuffle(rows);

        (string? message, int walks) = Search(rows, collectedIn: 9);

        Assert.Null(message);
        Assert.InRange(walks, 18, 36);
    }

    [Fact]
    public void KeepingTheAddressesAllocatesNothingOnceThereIsRoom()
    {
        float[] memory = new float[6000];
        Memory<float>[] rows = [.. Enumerable.Range(0, 2000).Select(i => memory.AsMemory(3 * i, 3))];
        new Random(3).Shuffle(rows);
        AllocationTests.AssertNothingIsAllocated(() => Search(rows));
    }

    [Fact]
    public void ArraysThatAreMovedMeanwhileShareNothing()
    {
        for (int round = 0; round < 4; round++)
        {
            Memory<float>[] rows = [.. Enumerable.Range(0, 200).Select(i => new float[(i % 7) + 1].AsMemory())];
            Assert.Null(Search(rows, isCollecting: true).Message);

            if (round % 2 == 1)
            {
                new Random(round).Shuffle(rows);
                Assert.Null(Search(rows, isCollecting: true).Message);
            }

            rows[150] = rows[3 * round];
            Assert.StartsWith($"'{3 * round}' and '150' share memory", Search(rows, isCollecting: true).Message, StringComparison.Ordinal);
        }
    }

    private static (string? Message, int Walks) Search(Memory<float>[] buffers, bool isCollecting = false, int collectedIn = 0)
    {
        var details = default(SweepDetails);
        var sweep = GradientSweep.ComparingMemory(ref details);
        int walks = 0;
        try
        {
            do
            {
                walks++;
                for (int i = 0; i < buffers.Length; i++)
                {
                    sweep.Buffer<float, NoKernel>(buffers[i].Span);
                    if (walks == collectedIn && i == buffers.Length / 2)
                    {
                        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
                    }

                    if (isCollecting && i % 50 == walks % 50)
                    {
                        GC.Collect(walks % 20 == 0 ? 2 : 0, GCCollectionMode.Forced, blocking: true, compacting: walks % 20 == 0);
                        GC.KeepAlive(new byte[100]);
                    }
                }

                if (sweep.AwaitsFieldName)
                {
                    sweep.NameField(sweep.FoundPosition.ToString(CultureInfo.InvariantCulture));
                }
            }
            while (sweep.NeedsAnother());
            return (null, walks);
        }
        catch (InvalidOperationException exception)
        {
            return (exception.Message, walks);
        }
    }

    private readonly struct NoKernel : IClipKernel<float>
    {
        public static double Order => 2;

        public static double RelativeError => 0;

        public static double SmallestSafeSum => 0;

        public static double Sum(ReadOnlySpan<Array?> fields, ref float last, nuint lastLength) => throw new NotSupportedException();

        public static void Scale(ReadOnlySpan<Array?> fields, ref float last, nuint lastLength, double coefficient) => throw new NotSupportedException();

        public static void SumRuns(ref float origin, ReadOnlySpan<nint> offsets, nuint length, Span<double> sums) => throw new NotSupportedException();

        public static void ScaleRuns(ref float origin, ReadOnlySpan<nint> offsets, nuint length, ReadOnlySpan<double> coefficients) => throw new NotSupportedException();
    }
}
