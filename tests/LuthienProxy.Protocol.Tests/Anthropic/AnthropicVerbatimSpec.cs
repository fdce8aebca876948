using LuthienProxy.Fixtures.Grammar;

namespace LuthienProxy.Protocol.Tests.Anthropic;

public sealed class AnthropicVerbatimSpec
{
    [Theory]
    [Trait("Spec", "A13")]
    [Trait("Spec", "H5")]
    [Trait("Spec", "H10")]
    [Trait("Spec", "I-28")]
    [Trait("Spec", "I-29")]
    [Trait("Spec", "I-31")]
    [Trait("Spec", "I-35")]
    [MemberData(nameof(Transcripts.All), MemberType = typeof(Transcripts))]
    public void A_legal_stream_must_leave_exactly_as_it_came(string stream)
    {
        var sent = Relay.Through(stream);
        sent.Text.ShouldBe(stream);
        sent.Repairs.Total.ShouldBe(0);
        sent.Emitter.HasEnded.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Transcripts.All), MemberType = typeof(Transcripts))]
    public void The_validator_must_take_every_legal_stream(string stream) =>
        AnthropicGrammar.CheckStream(System.Text.Encoding.UTF8.GetBytes(stream)).ShouldBeEmpty();
}
