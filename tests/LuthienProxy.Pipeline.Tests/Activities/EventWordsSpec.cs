using LuthienProxy.Pipeline.Activities;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Tests.Activities;

/// <summary>The words that subscribers filter by, and the bounds of what an event carries.</summary>
public sealed class EventWordsSpec
{
    [Theory]
    [InlineData(TransactionState.Completed, "transaction.completed")]
    [InlineData(TransactionState.Blocked, "transaction.blocked")]
    [InlineData(TransactionState.Failed, "transaction.failed")]
    [InlineData(TransactionState.Cancelled, "transaction.cancelled")]
    [InlineData(TransactionState.Interrupted, "transaction.interrupted")]
    public void An_end_must_be_told_by_its_kind(TransactionState state, string expected) => Ended(state).Type.ShouldBe(expected);

    [Fact]
    public void What_is_no_call_must_have_words_of_its_own()
    {
        Node(isStopping: false).Type.ShouldBe("node.started");
        Node(isStopping: true).Type.ShouldBe("node.stopping");
        new PolicyActivated { At = DateTimeOffset.UnixEpoch, By = "admin", Action = "activated" }.Type.ShouldBe("policy.activated");
        new DependencyChanged { At = DateTimeOffset.UnixEpoch, Dependency = "redis", State = DependencyState.Down }.Type.ShouldBe("dependency.state");
    }

    [Fact]
    public void A_text_from_outside_must_be_cut_to_its_bound_and_never_through_a_character()
    {
        EventText.CutOrNull(null, 5).ShouldBeNull();
        EventText.Cut("12345", 5).ShouldBe("12345");
        EventText.Cut("123456", 5).ShouldBe("1234…");
        EventText.Cut("123🌍67", 5).ShouldBe("123…");
        (Ended(TransactionState.Failed) with { Error = new string('x', 2000) }).Error!.Length.ShouldBe(500);
    }

    static CallEnded Ended(TransactionState state) => new()
    {
        At = DateTimeOffset.UnixEpoch, Call = new() { TransactionId = TransactionId.New(TimeProvider.System), Model = "m" }, State = state, DurationMs = 1, BytesDelivered = 0,
    };

    static NodeChanged Node(bool isStopping) => new() { At = DateTimeOffset.UnixEpoch, IsStopping = isStopping };
}
