using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Protocol.Tests.Journal;

public sealed class TransactionIdSpec
{
    [Fact]
    public void An_id_must_read_back_as_itself()
    {
        var id = TransactionId.New(TimeProvider.System);

        TransactionId.TryParse(id.ToString(), out var read).ShouldBeTrue();

        read.ShouldBe(id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("0192d3f0a4b87c2e9f1a2b3c4d5e6f7")]
    [InlineData("0192D3F0A4B87C2E9F1A2B3C4D5E6F70")]
    [InlineData("0192d3f0a4b87c2e9f1a2b3c4d5e6f70\n")]
    [InlineData("'; drop table--0192d3f0a4b87c2e9")]
    public void What_is_no_id_must_be_refused(string text) => TransactionId.TryParse(text, out _).ShouldBeFalse();
}
