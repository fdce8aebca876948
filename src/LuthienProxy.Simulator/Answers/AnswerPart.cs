using System.Collections.Immutable;

namespace LuthienProxy.Simulator;

/// <summary>One piece of a scripted answer, in the words of no format; each speaker says it in its own. A closed union.</summary>
/// <remarks>Immutable and safe to share. Strings may hold lone surrogates: they leave as <c>\uXXXX</c> escapes.</remarks>
public abstract record AnswerPart
{
    AnswerPart()
    {
    }

    /// <summary>Visible text, one delta per string. <paramref name="Citations"/> follow the last delta.</summary>
    public sealed record Text(ImmutableArray<string> Deltas, ImmutableArray<Citation> Citations = default) : AnswerPart
    {
        /// <summary>The text in one delta.</summary>
        public Text(string whole)
            : this([whole])
        {
        }

        /// <summary><paramref name="deltas"/> deltas of <paramref name="size"/> characters each.</summary>
        public static Text Long(int deltas, int size) => new(Fragments.Filler(deltas, size));

        /// <summary><paramref name="deltas"/> deltas of <paramref name="size"/> characters (at least 14) that the answer's <see cref="ScriptedAnswer.Stamp"/> writes, call by call.</summary>
        public static Text Stamped(int deltas, int size) => new([.. Enumerable.Range(0, deltas).Select(delta => Performance.StampPlace.Placeholder(delta, size))]);

        /// <summary>The text cut after every <paramref name="size"/> UTF-16 units, also in the middle of a surrogate pair.</summary>
        public static Text Split(string whole, int size) => new(Fragments.Of(whole, size));
    }

    /// <summary>
    /// Reasoning and its seal. Anthropic: a thinking block with <c>signature</c>; Responses: a reasoning item with a summary and
    /// <c>encrypted_content</c>; Chat: <c>reasoning_content</c> deltas, the seal has no place there.
    /// </summary>
    public sealed record Reasoning(ImmutableArray<string> Deltas, string Seal) : AnswerPart
    {
        /// <summary>The reasoning in one delta.</summary>
        public Reasoning(string whole, string seal)
            : this([whole], seal)
        {
        }
    }

    /// <summary>Reasoning of which only the ciphertext is shown: <c>redacted_thinking</c>, or a reasoning item without summary. Silent in Chat.</summary>
    public sealed record RedactedReasoning(string Data) : AnswerPart;

    /// <summary>A function call whose JSON arguments come in these fragments. Without <paramref name="Id"/> the call gets a fresh one.</summary>
    /// <remarks><paramref name="Namespace"/> is said in Responses only, where tools may be offered in namespaces.</remarks>
    public sealed record ToolCall(string Name, ImmutableArray<string> Arguments, string? Id = null, string? Namespace = null) : AnswerPart
    {
        /// <summary>The arguments cut after every <paramref name="size"/> UTF-16 units.</summary>
        public static ToolCall Fragmented(string name, string arguments, int size = 5) => new(name, Fragments.Of(arguments, size));
    }

    /// <summary>A free-form tool call (Responses <c>custom_tool_call</c>). The other formats say it as a function with one string, <c>input</c>.</summary>
    public sealed record CustomToolCall(string Name, ImmutableArray<string> Input, string? Id = null, string? Namespace = null) : AnswerPart;

    /// <summary>A refusal in the format's own place: a refusal part, <c>delta.refusal</c>, or text with stop reason <c>refusal</c>.</summary>
    public sealed record Refusal(ImmutableArray<string> Deltas) : AnswerPart
    {
        /// <summary>The refusal in one delta.</summary>
        public Refusal(string whole)
            : this([whole])
        {
        }
    }

    /// <summary>A block or item of a type nobody knows: <c>{"type": Type, Members}</c>, with <paramref name="Members"/> raw JSON members. Chat: extra members of a delta.</summary>
    public sealed record Unknown(string Type, string Members) : AnswerPart;

    /// <summary>An event put into the stream as it is; absent from a non-streaming answer. In Responses the caller answers for its sequence number.</summary>
    public sealed record RawEvent(string? Name, string Data) : AnswerPart;

    /// <summary>A sign of life: Anthropic <c>ping</c>, Responses <c>keepalive</c>, Chat a comment line.</summary>
    public sealed record Ping : AnswerPart;

    /// <summary>A silence of this length at this place in the stream.</summary>
    public sealed record Pause(TimeSpan Duration) : AnswerPart;
}
