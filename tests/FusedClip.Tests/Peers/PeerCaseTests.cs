using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit;

namespace FusedClip.Tests.Peers;

/// <summary>Every case of a peer is run by a test, or stands here with the reason why it isn't.</summary>
public sealed class PeerCaseTests
{
    private const string ElementEnds = "another range for each element: clipping by value has one for all";
    private const string Unseeded = "random numbers of no known seed; LargeFieldTests has 100 million of its own, held to 1e-8";

    private static readonly Dictionary<string, string> NotRun = new()
    {
        ["tf-norm-badshape"] = "a limit of a wrong shape: a limit is one number here, which the compiler sees to",
        ["tf-value-1"] = ElementEnds,
        ["tf-value-3"] = ElementEnds,
        ["keras-args"] = "an error, since an optimizer clips one way: here each way is a method of its own, and the caller has the order",
        ["torch-cpu-norm-#68326"] = Unseeded,
        ["torch-cpu-norm-#20551"] = Unseeded,
        ["torch-cpu-norm-#123645"] = Unseeded,
        ["torch-cpu-norm-#92164"] = "bfloat16, which isn't an element type",
    };

    [Fact]
    public void EveryCaseIsRunOrListed()
    {
        string[] run = [.. Run().Distinct()];

        Assert.Equal(72, PeerCase.ById.Count);
        Assert.Equal(PeerCase.ById.Keys.Order(StringComparer.Ordinal), run.Concat(NotRun.Keys).Order(StringComparer.Ordinal));
        Assert.All(NotRun.Values, reason => Assert.True(reason.Length > 20));
    }

    // The cases that tests of this namespace are given by their ids.
    private static IEnumerable<string> Run() =>
        from type in typeof(PeerCaseTests).Assembly.GetTypes()
        where type.Namespace == typeof(PeerCaseTests).Namespace
        from method in type.GetMethods()
        where method.IsDefined(typeof(TheoryAttribute))
        from data in method.GetCustomAttributes<InlineDataAttribute>()
        where data.Data[0] is string
        select (string)data.Data[0]!;
}
