namespace Luthien.Hocon.Tests.Units;

[Trait("Spec", "HOCON conversions")]
public sealed class FlagSpec
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("yes", true)]
    [InlineData("on", true)]
    [InlineData("On", true)]
    [InlineData("false", false)]
    [InlineData("no", false)]
    [InlineData("off", false)]
    public void Six_words_are_flags(string text, bool on) => ((bool)Flag.Parse(text)).ShouldBe(on);

    [Theory]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("enabled")]
    [InlineData(null)]
    public void Anything_else_is_refused(string? text) => Flag.TryParse(text, null, out _).ShouldBeFalse();

    [Fact]
    public void Printing_reads_back_as_the_same() => Flag.Parse(new Flag(true).ToString()).IsOn.ShouldBeTrue();
}
