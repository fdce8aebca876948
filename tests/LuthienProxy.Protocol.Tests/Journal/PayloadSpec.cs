using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Protocol.Tests.Journal;

public sealed class PayloadSpec
{
    [Fact]
    public void Equal_bytes_must_be_equal_payloads() =>
        new Payload.Whole("same"u8.ToArray()).ShouldBe(new Payload.Whole("same"u8.ToArray()));
}
