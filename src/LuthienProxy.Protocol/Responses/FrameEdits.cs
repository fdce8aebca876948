using System.Buffers;
using System.Text;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Responses;

/// <summary>The tokens to replace in the next frame; every other byte of it leaves as it came. Reused for one frame after the other.</summary>
sealed class FrameEdits
{
    readonly List<Edit> _edits = [];

    public bool IsEmpty => _edits.Count == 0;

    /// <summary>Puts a number in a token's place, or adds the field where the frame lacks it.</summary>
    public void Number(ResponsesFrame frame, JsonSpan at, string field, long value) =>
        _edits.Add(at.IsPresent ? new(at, value, null, default) : Insert(frame, $"\"{field}\":{value},"));

    /// <summary>Puts a string in a token's place, or adds the field where the frame lacks it.</summary>
    public void Text(ResponsesFrame frame, JsonSpan at, string field, string value)
    {
        if (at.IsPresent && frame.Data.Span[at.Start] == '"')
            _edits.Add(new(at, 0, value, default));
        else if (at.IsPresent)
            _edits.Add(new(at, 0, null, Quote(value)));
        else
            _edits.Add(new(new(frame.BodyStart, 0), 0, null, (byte[])[.. Quote(field).Span, (byte)':', .. Quote(value).Span, (byte)',']));
    }

    /// <summary>Puts ready JSON in a token's place; a token that is not there is passed over.</summary>
    public void Raw(JsonSpan at, ReadOnlyMemory<byte> json)
    {
        if (at.IsPresent)
            _edits.Add(new(at, 0, null, json));
    }

    /// <summary>Writes the frame's data with the edits, and forgets them.</summary>
    public void Apply(ResponsesFrame frame, IBufferWriter<byte> output)
    {
        _edits.Sort(static (left, right) => left.At.Start.CompareTo(right.At.Start));
        var splice = new JsonSplice(output, frame.Data.Span, "data: "u8);
        foreach (var (at, number, text, raw) in _edits)
            if (text is not null)
                splice.Text(new(at.Start + 1, at.Length - 2), text);
            else if (!raw.IsEmpty)
                splice.Raw(at, raw.Span);
            else
                splice.Number(at, number);
        splice.Finish();
        _edits.Clear();
    }

    public void Clear() => _edits.Clear();

    static Edit Insert(ResponsesFrame frame, string member) => new(new(frame.BodyStart, 0), 0, null, Encoding.UTF8.GetBytes(member));

    static ReadOnlyMemory<byte> Quote(string text)
    {
        var quoted = new ArrayBufferWriter<byte>(text.Length + 2);
        quoted.Write("\""u8);
        JsonText.WriteEscaped(quoted, text);
        quoted.Write("\""u8);
        return quoted.WrittenMemory;
    }

    readonly record struct Edit(JsonSpan At, long Number, string? Text, ReadOnlyMemory<byte> Raw);
}
