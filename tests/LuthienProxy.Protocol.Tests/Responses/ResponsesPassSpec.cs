using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Responses;

public sealed class ResponsesPassSpec
{
    [Theory]
    [MemberData(nameof(Transcripts.All), MemberType = typeof(Transcripts))]
    [Trait("Spec", "R1"), Trait("Spec", "R2"), Trait("Spec", "R3"), Trait("Spec", "R14"), Trait("Spec", "I-35"), Trait("Spec", "H10")]
    public void An_answer_nobody_touches_must_leave_as_it_came(string stream)
    {
        var emitter = ResponsesWire.Emitter();
        var written = ResponsesWire.Emit(emitter, ResponsesWire.Decode(stream));
        written.ShouldBe(stream);
        written.ShouldBeLegal();
        emitter.Repairs.Total.ShouldBe(0);
        emitter.HasEnded.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Transcripts.All), MemberType = typeof(Transcripts))]
    [Trait("Spec", "I-35")]
    public void An_answer_must_leave_as_it_came_while_relaying(string stream)
    {
        var emitter = ResponsesWire.Emitter(EmitterOptions.Relaying);
        ResponsesWire.Emit(emitter, ResponsesWire.Decode(stream)).ShouldBe(stream);
        emitter.Repairs.Total.ShouldBe(0);
    }
}
