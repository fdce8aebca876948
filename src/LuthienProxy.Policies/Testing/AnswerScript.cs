using System.Collections.Immutable;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Testing;

/// <summary>An answer made up for a test, block by block. Immutable: every step returns a new one.</summary>
/// <param name="Blocks">The blocks in order.</param>
public sealed record AnswerScript(ImmutableArray<AnswerScript.Block> Blocks)
{
    /// <summary>An answer without content.</summary>
    public static AnswerScript Empty { get; } = new([]);

    /// <summary>Why the model stops; null for what its content suggests.</summary>
    public StopReason? StopsFor { get; init; }

    /// <summary>The error that the answer breaks off with, behind its blocks; null when it ends well.</summary>
    public GatewayError? Failure { get; init; }

    /// <summary>Adds text.</summary>
    public AnswerScript Text(string text, int choice = 0) => Add(new(BlockKind.Text, text, choice));

    /// <summary>Adds reasoning with a signature.</summary>
    public AnswerScript Thinking(string text, int choice = 0) => Add(new(BlockKind.Thinking, text, choice));

    /// <summary>Adds a refusal.</summary>
    public AnswerScript Refusal(string text, int choice = 0) => Add(new(BlockKind.Refusal, text, choice));

    /// <summary>Adds a tool call with JSON arguments.</summary>
    public AnswerScript ToolCall(string tool, string arguments, int choice = 0) => Add(new(BlockKind.ToolCall, arguments, choice) { Tool = tool });

    /// <summary>Adds a call of a tool that takes free text, as Codex has them.</summary>
    public AnswerScript CustomToolCall(string tool, string input, int choice = 0) => Add(new(BlockKind.ToolCall, input, choice) { Tool = tool, IsCustom = true });

    /// <summary>The events of the answer, its texts cut into pieces of these sizes, over and over.</summary>
    public IReadOnlyList<ResponseEvent> Events(params IReadOnlyList<int> sizes)
    {
        var events = new List<ResponseEvent> { new ResponseStarted("id_1", "model-1"), new UsageReported(new() { Input = 7 }) };
        var cut = new Cut(sizes);
        foreach (var (index, block) in Blocks.Index())
            events.AddRange(block.Events(new(index), cut));
        if (Failure is { } failure)
            return [.. events, new ResponseFailed(failure)];
        var choices = Blocks.Select(block => block.Choice).Append(0).Distinct().Order();
        events.AddRange(choices.Select(choice => new ChoiceStopped(choice, StopsFor ?? StopOf(choice))));
        return [.. events, new UsageReported(new() { Output = 5 }), new ResponseCompleted()];
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Blocks.Select(block => $"{block.Kind} {block.Tool} of {block.Choice} \"{block.Content}\""));

    AnswerScript Add(Block block) => this with { Blocks = Blocks.Add(block) };

    StopReason StopOf(int choice) =>
        new(Blocks.Any(block => block.Kind == BlockKind.ToolCall && block.Choice == choice) ? StopKind.ToolUse : StopKind.EndTurn);

    /// <summary>One block of a scripted answer.</summary>
    /// <param name="Kind">What it holds.</param>
    /// <param name="Content">Its text or arguments.</param>
    /// <param name="Choice">The choice it belongs to.</param>
    public sealed record Block(BlockKind Kind, string Content, int Choice)
    {
        /// <summary>The tool's name, of a tool call.</summary>
        public string? Tool { get; init; }

        /// <summary>Whether the tool takes free text instead of JSON.</summary>
        public bool IsCustom { get; init; }

        internal IEnumerable<ResponseEvent> Events(BlockId id, Cut cut)
        {
            yield return new BlockStarted(id, Kind) { Choice = Choice, Tool = Tool is null ? null : new($"call_{id.Value}", Tool, IsCustom) };
            var kind = Kind == BlockKind.ToolCall ? DeltaKind.Arguments : DeltaKind.Text;
            foreach (var piece in cut.Of(Content))
                yield return new BlockDelta(id, kind) { Text = piece };
            if (Kind == BlockKind.Thinking)
                yield return new BlockDelta(id, DeltaKind.Signature) { Text = "c2ln" };
            yield return new BlockCompleted(id);
        }
    }

    /// <summary>Cuts texts into pieces of given sizes, over and over; no sizes leave them whole.</summary>
    internal sealed class Cut(IReadOnlyList<int> sizes)
    {
        int _next;

        public IEnumerable<string> Of(string text)
        {
            for (var at = 0; at < text.Length;)
            {
                var size = sizes.Count == 0 ? text.Length : Math.Clamp(sizes[_next++ % sizes.Count], 1, text.Length - at);
                yield return text.Substring(at, size);
                at += size;
            }
        }
    }
}
