using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Tests.Arbitrary;

/// <summary>The generators themselves: what they promise, and that they leave no kind of input out.</summary>
public sealed class ArbitrarySpec
{
    [Fact]
    public void Arbitrary_scripts_must_hold_every_kind_of_step_and_event()
    {
        var steps = Sample(Scripts.Anything()).SelectMany(script => script.Steps).ToList();
        steps.Select(step => step.GetType()).Distinct().Count().ShouldBe(4);
        steps.OfType<EmitterStep.Emit>().Select(step => step.Next.GetType()).Distinct().Count().ShouldBe(9);
    }

    [Fact]
    public void Arbitrary_scripts_must_hold_every_kind_of_block_and_delta()
    {
        var events = Sample(Scripts.Anything()).SelectMany(script => script.Events).ToList();
        events.OfType<BlockStarted>().Select(block => block.Kind).Distinct().Count().ShouldBe(Enum.GetValues<BlockKind>().Length);
        events.OfType<BlockDelta>().Select(delta => delta.Kind).Distinct().Count().ShouldBe(Enum.GetValues<DeltaKind>().Length);
    }

    [Fact]
    public void A_legal_answer_must_start_once_first_end_once_last_and_open_one_block_at_a_time() =>
        Prop.ForAll(Scripts.Legal(3), script =>
        {
            var events = script.Events.ToList();
            var borders = events.Where(next => next is BlockStarted or BlockCompleted).Chunk(2);
            return events.OfType<ResponseStarted>().Single() == events[0]
                && events.OfType<ResponseCompleted>().Single() == events[^1]
                && borders.All(pair => pair[0] is BlockStarted started && pair[1] is BlockCompleted completed && completed.Block == started.Block);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_legal_tool_call_must_have_JSON_arguments() =>
        Prop.ForAll(Scripts.Legal(), script => script.Events.OfType<BlockDelta>().Where(delta => delta.Kind == DeltaKind.Arguments).GroupBy(delta => delta.Block)
            .All(pieces => JsonFields.Parse(Encoding.UTF8.GetBytes(string.Concat(pieces.Select(piece => piece.Text))), 64).GetRawText().Length > 0))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_script_must_print_a_line_for_each_step() =>
        Prop.ForAll(Scripts.MostlyLegal(2), script => script.ToString().Split(Environment.NewLine).Length == 1 + Math.Max(1, script.Steps.Count))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_chunk_plan_must_lose_nothing_and_reorder_nothing() =>
        Prop.ForAll(ChunkPlan.Any(), ArbMap.Default.ArbFor<byte[]>(), (plan, bytes) => plan.Cut(bytes).SelectMany(chunk => chunk.ToArray()).SequenceEqual(bytes))
            .QuickCheckThrowOnFailure();

    static IReadOnlyList<EmitterScript> Sample(Arbitrary<EmitterScript> scripts) => [.. scripts.Generator.Sample(300)];
}
