using System.Collections.Immutable;

namespace LuthienProxy.Simulator.Performance;

/// <summary>Faults of the content itself: all copies of the text carry them, streamed or not.</summary>
static class AnswerFaults
{
    /// <summary>Stands in the text for bytes that are not UTF-8; <see cref="Spoil"/> puts them in its place.</summary>
    const char Spoiled = '\ue5ff';

    static ReadOnlySpan<byte> SpoiledBytes => [0xEE, 0x97, 0xBF];

    static ReadOnlySpan<byte> NotUtf8 => [0xFF, 0xFE, 0x80];

    public static ScriptedAnswer Apply(ScriptedAnswer answer, Fault? fault) => fault?.Kind switch
    {
        FaultKind.GiantEvent => WithDelta(answer, Fragments.Filler(1, fault.Bytes)[0]),
        FaultKind.NonUtf8 => WithDelta(answer, $" {Spoiled} "),
        _ => answer,
    };

    /// <summary>Replaces the stand-in by its bytes, in place: the lengths are equal.</summary>
    public static byte[] Spoil(byte[] bytes, Fault? fault)
    {
        if (fault?.Kind != FaultKind.NonUtf8)
            return bytes;
        var rest = bytes.AsSpan();
        for (var at = rest.IndexOf(SpoiledBytes); at >= 0; at = rest.IndexOf(SpoiledBytes))
        {
            NotUtf8.CopyTo(rest[at..]);
            rest = rest[(at + NotUtf8.Length)..];
        }

        return bytes;
    }

    // Into the middle of the first text; an answer without text gets one where it is legal: before the first tool call.
    static ScriptedAnswer WithDelta(ScriptedAnswer answer, string delta)
    {
        var at = answer.Parts.TakeWhile(p => p is not AnswerPart.Text).Count();
        if (at < answer.Parts.Length)
        {
            var text = (AnswerPart.Text)answer.Parts[at];
            return answer with { Parts = answer.Parts.SetItem(at, text with { Deltas = text.Deltas.Insert(text.Deltas.Length / 2, delta) }) };
        }

        var place = answer.Parts.TakeWhile(p => p is not (AnswerPart.ToolCall or AnswerPart.CustomToolCall)).Count();
        return answer with { Parts = answer.Parts.Insert(place, new AnswerPart.Text(delta)) };
    }
}
