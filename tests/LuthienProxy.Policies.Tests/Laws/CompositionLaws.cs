using LuthienProxy.Policies.NoOp;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Policies.Tests.Arbitrary;

namespace LuthienProxy.Policies.Tests.Laws;

/// <summary>Serial composition is a monoid: brackets do not matter, and NoOp is its identity.</summary>
public sealed class CompositionLaws
{
    [Fact]
    [Trait("Spec", "000-48")]
    public void Serial_composition_must_be_associative() =>
        Law.Holds(Pool.Row(), Answers.WithChoices(), Answers.Cuts(), (row, script, cuts) =>
        {
            var (first, second, third) = (row.Take(1), row.Skip(1).Take(1), row.Skip(2));
            var left = Pool.Serial("s", Pool.Serial("l", [.. first, .. second]), Pool.Serial("r", [.. third]));
            var right = Pool.Serial("s", Pool.Serial("l", [.. first]), Pool.Serial("r", [.. second, .. third]));
            var events = script.Events(cuts);
            var expected = Outcome(row, events);
            Outcome([left], events).ShouldBe(expected);
            Outcome([right], events).ShouldBe(expected);
        });

    [Fact]
    [Trait("Spec", "000-48")]
    public void NoOp_must_be_the_identity_of_serial_composition() =>
        Law.Holds(Pool.Row(), Answers.WithChoices(), Answers.Cuts(), (row, script, cuts) =>
        {
            var events = script.Events(cuts);
            var nothing = Pool.Named("nothing", new NoOpPolicy());
            var expected = Outcome(row, events);
            Outcome([nothing, .. row], events).ShouldBe(expected);
            Outcome([.. row, nothing], events).ShouldBe(expected);
            Outcome([Pool.Serial("s", [.. row])], events).ShouldBe(expected);
        });

    // Each policy's decisions; what is decided at the same time has no order. Who decided is named with its brackets, which are left out here.
    static string Outcome(IReadOnlyList<PolicyBinding> row, IReadOnlyList<Protocol.Conversation.ResponseEvent> events)
    {
        var result = PolicyTest.Of(row).Run(events);
        return Story.Of(result.Events) + string.Join('\n', result.Record.Decisions.OrderBy(x => Leaf(x.Policy), StringComparer.Ordinal).ThenBy(x => x.Block).Select(x => $"{Leaf(x.Policy)} {x.Verdict} {Place(x.Block)} {x.Reason}"));
    }

    // The model's own blocks have their places; those that policies add are numbered as they are made, whoever makes them.
    static string Place(int? block) => block < 1000 ? block.Value.ToString() : "added";

    static string Leaf(string policy) => policy[(policy.LastIndexOf('/') + 1)..];
}
