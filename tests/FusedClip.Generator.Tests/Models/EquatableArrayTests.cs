using System;
using System.Linq;
using FusedClip.Generator.Model;
using Xunit;

namespace FusedClip.Generator.Tests.Models;

public class EquatableArrayTests
{
    [Fact]
    public void EqualElements_AreEqualAndHaveOneHash()
    {
        EquatableArray<string> one = new[] { "a", "b" }.ToEquatableArray();
        EquatableArray<string> other = new[] { "A".ToLowerInvariant(), "b" }.ToEquatableArray();

        Assert.True(one.Equals(other));
        Assert.True(one.Equals((object)other));
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }

    [Theory]
    [InlineData(new int[0], new[] { 1 })]
    [InlineData(new[] { 1 }, new[] { 1, 2 })]
    [InlineData(new[] { 1, 2 }, new[] { 2, 1 })]
    [InlineData(new[] { 1, 2 }, new[] { 1, 3 })]
    public void OtherElements_AreNotEqual(int[] one, int[] other)
    {
        Assert.False(one.ToEquatableArray().Equals(other.ToEquatableArray()));
        Assert.NotEqual(one.ToEquatableArray().GetHashCode(), other.ToEquatableArray().GetHashCode());
    }

    [Fact]
    public void Default_IsAnEmptyArray()
    {
        EquatableArray<string> nothing = default;

        Assert.Equal(0, nothing.Count);
        Assert.Empty(nothing);
        Assert.True(nothing.Equals(Array.Empty<string>().ToEquatableArray()));
        Assert.Equal(nothing.GetHashCode(), Array.Empty<string>().ToEquatableArray().GetHashCode());
        Assert.Throws<IndexOutOfRangeException>(() => nothing[0]);
    }

    [Fact]
    public void OtherTypes_AreNotEqual() => Assert.False(new[] { 1 }.ToEquatableArray().Equals((object)new[] { 1 }));

    [Fact]
    public void ChangedOrigin_DoesNotChangeTheArray()
    {
        int[] origin = [1, 2];
        EquatableArray<int> array = origin.ToEquatableArray();

        origin[0] = 3;

        Assert.Equal([1, 2], array.ToArray());
        Assert.Equal(1, array[0]);
        Assert.Equal(2, array.Count);
    }

    [Fact]
    public void RecordThatHoldsOne_IsEqualByItsElements()
    {
        var one = new KernelFileSpec(
            "N",
            new[] { new KernelSpec(ElementType.Single, 2) }.ToEquatableArray(),
            new[] { new FixedLengthSpec(new KernelSpec(ElementType.Single, 2), 16) }.ToEquatableArray(),
            new[] { new KernelSpec(ElementType.Single, 2) }.ToEquatableArray());
        var other = new KernelFileSpec(
            "N",
            new[] { new KernelSpec(ElementType.Single, 2) }.ToEquatableArray(),
            new[] { new FixedLengthSpec(new KernelSpec(ElementType.Single, 2), 16) }.ToEquatableArray(),
            new[] { new KernelSpec(ElementType.Single, 2) }.ToEquatableArray());

        Assert.Equal(one, other);
        Assert.NotEqual(one, other with { Kernels = default });
        Assert.NotEqual(one, other with { OverAxes = default });
    }
}
