using System;
using System.Linq;
using Xunit;

namespace FusedClip.Tests;

/// <summary>Nothing is read or written outside a buffer: with guard pages around it, that would end the process.</summary>
public sealed class GuardPageTests
{
    public static TheoryData<double, bool> OrdersAndEnds
    {
        get
        {
            var data = new TheoryData<double, bool>();
            foreach (double order in Containers.Orders)
            {
                data.Add(order, true);
                data.Add(order, false);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(OrdersAndEnds))]
    public void FloatsStayInside(double order, bool isAtEnd)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The guard pages are made by mmap.");
        foreach (int length in Enumerable.Range(0, 330).Concat([511, 512, 513, 1023, 1024, 1025, 2047, 4096, 4097]))
        {
            using var memory = new GuardedMemory<float>(length, isAtEnd);
            SplitMix.Singles(5, length).CopyTo(memory.GetSpan());
            SingleFields container = Containers.Single(order);
            container.Buffer = memory.Memory;
            CheckEveryPass((IClipper)container, length);
            Assert.All(memory.GetSpan().ToArray(), x => Assert.Equal(0f, x));
        }
    }

    [Theory]
    [MemberData(nameof(OrdersAndEnds))]
    public void DoublesStayInside(double order, bool isAtEnd)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The guard pages are made by mmap.");
        foreach (int length in Enumerable.Range(0, 170).Concat([255, 256, 257, 511, 512, 513, 1024, 2048, 2049]))
        {
            using var memory = new GuardedMemory<double>(length, isAtEnd);
            SplitMix.Doubles(5, length).CopyTo(memory.GetSpan());
            DoubleFields container = Containers.Double(order);
            container.Buffer = memory.Memory;
            CheckEveryPass((IClipper)container, length);
            Assert.All(memory.GetSpan().ToArray(), x => Assert.Equal(0, x));
        }
    }

    [Theory]
    [MemberData(nameof(OrdersAndEnds))]
    public void HalvesStayInside(double order, bool isAtEnd)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The guard pages are made by mmap.");
        foreach (int length in Enumerable.Range(0, 80).Concat([255, 256, 257, 1023, 1024, 1025, 1039, 1040, 2047, 2048, 2049, 8193]))
        {
            using var memory = new GuardedMemory<Half>(length, isAtEnd);
            HalfContainers.Random(5, length).CopyTo(memory.GetSpan());
            HalfFields container = HalfContainers.Of(order);
            container.Buffer = memory.Memory;
            CheckEveryPass((IClipper)container, length);
            Assert.All(memory.GetSpan().ToArray(), x => Assert.Equal(Half.Zero, x));
        }
    }

    // Promise 2, and more than that the bits stay: in memory that can't be written, a store of the same bits would end the process.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(2.5)]
    public void AtOrBelowTheLimitNothingIsStored(double order)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The read-only pages are made by mprotect.");
        foreach (int length in new[] { 1, 5, 16, 100, 300, 5000 })
        {
            using var memory = new GuardedMemory<float>(length, isAtEnd: true);
            SplitMix.Singles(6, length).CopyTo(memory.GetSpan());
            memory.MakeReadOnly();
            SingleFields container = Containers.Single(order);
            container.Buffer = memory.Memory;
            double norm = Reference.Norm(memory.GetSpan().ToArray(), order);

            Assert.False(((IClipper)container).ClipGradients(norm * (1 + 1e-12)).IsClipped);
            Assert.False(((IClipper)container).ClipGradients(norm * 2).IsClipped);
            Assert.True(((IClipper)container).MeasureGradients(norm / 2).IsClipped);
            ((IClipper)container).ScaleGradients(1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(2.5)]
    public void AtOrBelowTheLimitNothingIsStoredInHalves(double order)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The read-only pages are made by mprotect.");
        foreach (int length in new[] { 1, 15, 16, 17, 1500 })
        {
            using var memory = new GuardedMemory<Half>(length, isAtEnd: true);
            HalfContainers.Random(6, length).CopyTo(memory.GetSpan());
            memory.MakeReadOnly();
            HalfFields container = HalfContainers.Of(order);
            container.Buffer = memory.Memory;
            double norm = Reference.Norm(HalfContainers.ToSingles(memory.GetSpan()), order);

            Assert.False(((IClipper)container).ClipGradients(norm * (1 + 1e-12)).IsClipped);
            Assert.False(((IClipper)container).ClipGradients(norm * 2).IsClipped);
            Assert.True(((IClipper)container).MeasureGradients(norm / 2).IsClipped);
            ((IClipper)container).ScaleGradients(1);
        }
    }

    private static void CheckEveryPass(IClipper container, int length)
    {
        double norm = container.MeasureGradients().TotalNorm;
        Assert.Equal(length > 0, norm > 0);
        if (length > 0)
        {
            // The norm pass and the scale pass; then one in double, which a norm at the limit and one out of range ask for.
            Assert.True(container.ClipGradients(norm / 2).IsClipped);
            double clipped = container.MeasureGradients().TotalNorm;
            container.MeasureGradients(clipped);
            container.ScaleGradients(1e-30);
            container.ScaleGradients(1e-42);
            container.MeasureGradients();
        }

        container.ZeroGradients();
    }
}
