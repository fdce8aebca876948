using LuthienProxy.Cli.Output;
using LuthienProxy.Cli.Verbs;

namespace LuthienProxy.Cli.Tests.Output;

/// <summary>Numbers as people read and write them.</summary>
public sealed class HumaneSpec
{
    [Theory]
    [InlineData(0, "0 calls")]
    [InlineData(1, "1 call")]
    [InlineData(4_810, "4,810 calls")]
    public void One_thing_must_not_be_many(long count, string shown) => Humane.Count(count, "call").ShouldBe(shown);

    [Theory]
    [InlineData(null, "-")]
    [InlineData(0.0, "0µs")]
    [InlineData(0.25, "250µs")]
    [InlineData(1.0, "1ms")]
    [InlineData(312.34, "312.3ms")]
    [InlineData(4_200.0, "4.2s")]
    [InlineData(59_940.0, "59.9s")]
    [InlineData(59_990.0, "1m00s")]
    [InlineData(61_000.0, "1m01s")]
    [InlineData(3_599_900.0, "1h00m")]
    [InlineData(11_520_000.0, "3h12m")]
    [InlineData(90_000_000.0, "1d01h")]
    public void A_duration_must_have_the_unit_that_fits(double? milliseconds, string told) => Humane.Duration(milliseconds).ShouldBe(told);

    [Theory]
    [InlineData(0, "0B")]
    [InlineData(1023, "1023B")]
    [InlineData(1536, "1.5KiB")]
    [InlineData(1L << 40, "1TiB")]
    [InlineData(1L << 60, "1048576TiB")]
    public void A_size_must_have_the_unit_that_fits(long bytes, string told) => Humane.Bytes(bytes).ShouldBe(told);

    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("5", 5_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("2m", 120_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("1d", 86_400_000)]
    public void A_time_must_be_understood_as_people_write_it(string text, double milliseconds) => Durations.Parse(text).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("5 s")]
    [InlineData("5w")]
    [InlineData("1.2.3s")]
    [InlineData("99999999999999999999d")]
    public void Anything_else_must_be_no_time(string text) => Durations.Parse(text).ShouldBeNull();
}
