using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Policies;
using LuthienProxy.Policies.BlockDangerousCommands;
using LuthienProxy.Policies.StringReplacement;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Replays;

/// <summary>In whatever pieces an answer is on record: what policies make of it is the same.</summary>
public sealed class ReplayLaws : ReplayHarness
{
    static readonly Gen<int[]> Sizes = Gen.Choose(1, 300).ArrayOf().Where(sizes => sizes.Length > 0);

    [Theory]
    [InlineData("chat")]
    [InlineData("messages")]
    [InlineData("responses")]
    public async Task Recorded_pieces_must_not_alter_a_verdict_or_a_byte(string format)
    {
        Upstream.Answers.Otherwise(ScriptedAnswer.Of(AnswerPart.Text.Split("What colour has this? Größer 🌍 colour.", 3), AnswerPart.ToolCall.Fragmented("Bash", """{"command":"rm -rf /"}""")));
        var policies = Bound.To(new BlockDangerousCommandsPolicy(new()), new StringReplacementPolicy(new() { Pairs = [new("colour", "color")], Direction = PolicyDirection.Both }));
        var (record, got, _) = await LiveAsync(format, stream: true, policies);
        var told = Told(record.Events<PolicyDecided>());
        told.ShouldNotBeEmpty();

        Prop.ForAll(Sizes.ToArbitrary(), sizes =>
        {
            var result = AgainAsync(Past(record, format, policies, Cut(record.Original(), sizes))).GetAwaiter().GetResult();
            Told(result.Decisions).ShouldBe(told);
            Text(result).ShouldBe(got);
        }).QuickCheckThrowOnFailure();
    }

    // The sizes again and again, until the body ends.
    static List<ReadOnlyMemory<byte>> Cut(byte[] body, int[] sizes)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        for (var at = 0; at < body.Length; at += pieces[^1].Length)
            pieces.Add(body.AsMemory(at, Math.Min(sizes[pieces.Count % sizes.Length], body.Length - at)));
        return pieces;
    }
}
