using System;
using System.Globalization;
using System.Linq;
using FusedClip.Generator.Emission;
using FusedClip.Generator.Model;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace FusedClip.Generator.Tests.Models;

public class KernelSpecTests
{
    [Theory]
    [InlineData(1, "SingleL1")]
    [InlineData(2, "SingleL2")]
    [InlineData(2.5, "SingleL2_5")]
    [InlineData(double.PositiveInfinity, "SingleMax")]
    [InlineData(1e-10, "SingleL1EMinus10")]
    [InlineData(1e300, "SingleL1E300")]
    public void Name_IsAnIdentifier(double norm, string name)
    {
        Assert.Equal(name, new KernelSpec(ElementType.Single, norm).Name);
        Assert.True(SyntaxFacts.IsValidIdentifier(name));
    }

    [Theory]
    [InlineData(5, "5D")]
    [InlineData(0.1 + 0.2, "0.30000000000000004D")]
    [InlineData(1e-6, "1E-06D")]
    [InlineData(5e-324, "5E-324D")]
    [InlineData(double.MaxValue, "1.7976931348623157E+308D")]
    [InlineData(double.PositiveInfinity, "double.PositiveInfinity")]
    public void Literal_RoundTripsUnderEveryCulture(double value, string literal)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Cultures.Finnish;

            Assert.Equal(literal, Literals.Of(value));
            Assert.True(double.IsInfinity(value) || double.Parse(literal.TrimEnd('D'), CultureInfo.InvariantCulture).Equals(value));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Halves_NeedTheFloatKernelToo()
    {
        Assert.Equal(["HalfL2", "SingleL2"], KernelSpec.NeededFor(ElementType.Half, 2).Select(kernel => kernel.Name));
        Assert.Equal(["DoubleL2"], KernelSpec.NeededFor(ElementType.Double, 2).Select(kernel => kernel.Name));
    }

    [Fact]
    public void Order_IsByElementTypeThenByNorm()
    {
        KernelSpec[] kernels = [new(ElementType.Double, 1), new(ElementType.Single, double.PositiveInfinity), new(ElementType.Single, 0.5)];

        Array.Sort(kernels);

        Assert.Equal(["SingleL0_5", "SingleMax", "DoubleL1"], Array.ConvertAll(kernels, kernel => kernel.Name));
    }
}
