using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Policies.Tests.Arbitrary;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Tests.Invariants;

/// <summary>What one transaction and one policy cannot do to another.</summary>
public sealed class StateSpec
{
    [Fact]
    [Trait("Spec", "I-50")]
    public void What_came_in_must_stay_as_it_came_whatever_policies_do_with_it() =>
        Law.Holds(FsCheck.Fluent.ArbMap.Default.ArbFor<int>(), Answers.WithChoices(), Answers.Cuts(), (seed, script, cuts) =>
        {
            var original = script.Events(cuts);
            PolicyTest.Of(new ChaosPolicy(seed)).Run(original);
            original.ShouldBe(script.Events(cuts));
        });

    [Fact]
    [Trait("Spec", "I-58")]
    public async Task Transactions_at_the_same_time_must_not_mix_in_policies_that_they_share()
    {
        var row = Pool.Everything();
        var scripts = FsCheck.Fluent.Gen.Sample(Answers.WithChoices().Generator, 128).ToList();
        var alone = new List<string>();
        foreach (var script in scripts)
            alone.Add(Story.Of(await PolicyTest.Of(row).AnswerAsync(script.Events(3, 1))));
        var test = PolicyTest.Of(row);
        var together = await Task.WhenAll(scripts.Select(script => Task.Run(async () => Story.Of(await test.AnswerAsync(script.Events(3, 1))))));
        together.ShouldBe(alone);
    }

    [Theory]
    [InlineData(CallKind.Turn, "marked")]
    [InlineData(CallKind.Title, "")]
    [InlineData(CallKind.Probe, "")]
    [Trait("Spec", "I-58")]
    public async Task A_policy_must_know_an_agents_errands_from_turns(CallKind kind, string mark) =>
        (await (PolicyTest.Of(new MarkingPolicy()) with { Kind = kind }).AnswerAsync(AnswerScript.Empty.Text("x").Events())).TextOf().ShouldBe("x" + mark);

    [Fact]
    [Trait("Spec", "I-54")]
    [Trait("Spec", "000-10d")]
    public void A_policy_must_have_one_way_to_answer_and_no_way_to_hand_over_loose_JSON()
    {
        Type[] loose = [typeof(JsonElement), typeof(JsonNode), typeof(JsonDocument), typeof(object), typeof(byte[]), typeof(ReadOnlyMemory<byte>)];
        var emissions = typeof(PolicyOutput).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).SelectMany(method => method.GetParameters());
        emissions.Where(parameter => loose.Contains(parameter.ParameterType)).ShouldBeEmpty();
        // Streamed or not, an answer comes as events through one hook, which returns nothing: there is no whole message that could be given back in its place.
        typeof(Policy).GetMethods().Where(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(ResponseEvent))).Select(method => method.Name).ShouldBe([nameof(Policy.OnEventAsync)]);
        typeof(Policy).GetMethod(nameof(Policy.OnEventAsync))!.ReturnType.ShouldBe(typeof(ValueTask));
    }

    sealed class MarkingPolicy : Policy
    {
        public override ValueTask OnChoiceEndAsync(int choice, PolicyOutput output, PolicyContext context)
        {
            output.AddText(context.Kind == CallKind.Turn ? "marked" : "", choice);
            return default;
        }
    }
}
