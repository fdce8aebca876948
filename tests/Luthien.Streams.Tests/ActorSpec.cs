namespace Luthien.Streams.Tests;

public sealed class ActorSpec : global::Luthien.TestKit.TestKit
{
    [Fact]
    [Trait("Spec", "S20")]
    public void A_system_must_have_one_materializer_on_its_own_clock()
    {
        Sys.Materializer().ShouldBeSameAs(Sys.Materializer());
        Sys.Materializer().Time.ShouldBeSameAs(Sys.Time);
    }

    [Fact]
    public async Task An_actor_must_hear_of_elements_and_of_the_end()
    {
        var probe = CreateTestProbe();

        Source.From(["a", "b"]).To(Sink.ActorRef<string>(probe.Ref, "done", cause => cause)).Run(Sys.Materializer());

        (await probe.ExpectMsgAsync<string>()).ShouldBe("a");
        (await probe.ExpectMsgAsync<string>()).ShouldBe("b");
        (await probe.ExpectMsgAsync<string>()).ShouldBe("done");
    }

    [Fact]
    public async Task An_actor_must_hear_of_a_failure()
    {
        var probe = CreateTestProbe();
        var cause = new InvalidDataException("the cause");

        Source.Failed<string>(cause).To(Sink.ActorRef<string>(probe.Ref, "done", failure => failure)).Run(Sys.Materializer());

        (await probe.ExpectMsgAsync<InvalidDataException>()).ShouldBeSameAs(cause);
    }
}
