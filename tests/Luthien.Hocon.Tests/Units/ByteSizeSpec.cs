using FsCheck;
using FsCheck.Fluent;

namespace Luthien.Hocon.Tests.Units;

[Trait("Spec", "HOCON sizes")]
public sealed class ByteSizeSpec
{
    [Theory]
    [InlineData("B b byte bytes", 1)]
    [InlineData("kB kilobyte kilobytes", 1_000)]
    [InlineData("MB megabyte megabytes", 1_000_000)]
    [InlineData("GB gigabyte gigabytes", 1_000_000_000)]
    [InlineData("TB terabyte terabytes", 1_000_000_000_000)]
    [InlineData("PB petabyte petabytes", 1_000_000_000_000_000)]
    [InlineData("EB exabyte exabytes", 1_000_000_000_000_000_000)]
    [InlineData("K k Ki KiB kibibyte kibibytes", 1L << 10)]
    [InlineData("M m Mi MiB mebibyte mebibytes", 1L << 20)]
    [InlineData("G g Gi GiB gibibyte gibibytes", 1L << 30)]
    [InlineData("T t Ti TiB tebibyte tebibytes", 1L << 40)]
    [InlineData("P p Pi PiB pebibyte pebibytes", 1L << 50)]
    [InlineData("E e Ei EiB exbibyte exbibytes", 1L << 60)]
    public void Every_unit_has_its_names(string units, long bytes) =>
        units.Split(' ').ShouldAllBe(u => ByteSize.Parse($"3{u}").Bytes == 3 * bytes && ByteSize.Parse($" 3 {u} ").Bytes == 3 * bytes);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("512", 512)]
    [InlineData("1.5KiB", 1536)]
    [InlineData("0.5 MB", 500_000)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void Fractions_are_allowed_and_a_bare_number_is_bytes(string text, long bytes) => ByteSize.Parse(text).Bytes.ShouldBe(bytes);

    [Theory]
    [InlineData("")]
    [InlineData("MiB")]
    [InlineData("-1")]
    [InlineData("1 mb")]
    [InlineData("1KB")]
    [InlineData("8EiB")]
    [InlineData("9223372036854775808")]
    [InlineData("79228162514264337593543950335EiB")]
    [InlineData("10 apples")]
    [InlineData("1e3")]
    [InlineData(null)]
    public void Anything_else_and_any_overflow_is_refused(string? text) => ByteSize.TryParse(text, null, out _).ShouldBeFalse();

    [Fact]
    public void Printing_reads_back_as_the_same() => Prop.ForAll<NonNegativeInt, byte>((n, shift) =>
    {
        var size = new ByteSize((long)n.Get << (shift % 32));
        return ByteSize.Parse(size.ToString()) == size;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(10L << 20, "10MiB")]
    [InlineData(1500, "1500B")]
    [InlineData(0, "0B")]
    public void It_prints_in_the_largest_whole_unit(long bytes, string text) => new ByteSize(bytes).ToString().ShouldBe(text);
}
